from typing import Any

from immutables import Map

from webapp.engine.beginnings import begin_child_execution, begin_execution, begin_flow
from webapp.engine.events import (
    BranchStarted,
    ChildExecutionStarted,
    ExecutionStarted,
    MapIterationStarted,
    MapRunStarted,
)
from webapp.engine.snapshot import Entering, Item, Running, Thread

PARENT = Thread("0.1", "0", "Outer", None, 1, (1,), Item(1, "outer"), Map(paid=True), Entering(None, {}), 4, 4)


def event(**fields: Any) -> dict[str, Any]:
    return {"sequence": 9, "id": 0, "previous_id": 8, "time_ms": 1000, "thread": "0.1.0", **fields}


def running(kind: Any) -> Running:
    return Running(kind, 2, 0, 0, Map(), {}, ["a", "b"], 0, 7)


def test_the_root_names_no_predecessor_and_the_execution_has_its_limit() -> None:
    started = ExecutionStarted(
        **event(thread="0", id=1, input={"a": 1}),
        execution_arn="arn",
        execution_name="one",
        machine_arn="machine",
        machine_name="m",
        role_arn="role",
        timeout_seconds=5,
    )
    thread, execution = begin_execution(started)
    assert (thread.id, thread.previous, thread.phase) == ("0", 0, Entering(None, {"a": 1}))
    assert (execution.started_ms, execution.deadline_ms) == (1000, 6000)


def test_an_iteration_has_an_item_of_its_own_and_sees_the_variables_around_it() -> None:
    thread = begin_flow(
        PARENT, running("Map"), MapIterationStarted(**event(parent="0.1", path="Each", name="Each", index=1, input=1))
    )
    assert (thread.iterations, thread.item, thread.prefix) == ((1, 1), Item(1, "b"), "Each")
    assert (thread.variables, thread.previous) == (Map(paid=True), 7)


def test_a_branch_is_in_the_iteration_that_its_parent_is_in() -> None:
    thread = begin_flow(
        PARENT, running("Parallel"), BranchStarted(**event(parent="0.1", path="Both", index=1, input=1))
    )
    assert (thread.iterations, thread.item, thread.prefix) == ((1,), Item(1, "outer"), "Both/1")


def test_a_child_execution_sees_nothing_of_the_flows_around_it() -> None:
    run = MapRunStarted(**event(path="Each"), map_run_arn="run", machine_arn="child", machine_name="c")
    started = ChildExecutionStarted(
        **event(thread="0.1.x0", parent="0.1", path="Each", index=0, input=1),
        name="Each",
        first=0,
        size=1,
        execution_arn="arn",
        execution_name="one",
        role_arn="role",
    )
    thread, execution = begin_child_execution(PARENT, run, started)
    assert (thread.variables, thread.item, thread.previous) == (Map(), None, 0)
    assert (thread.owner, thread.begins_child_execution) == ("0.1.x0", True)
    assert (execution.machine_arn, execution.deadline_ms) == ("child", None)

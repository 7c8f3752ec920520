from dataclasses import replace
from typing import Any

from tests.engine.driving import run
from tests.engine.machines import machine_of
from webapp.engine.program import Program, program_of


def one(**fields: Any) -> dict[str, Any]:
    return {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True} | fields}}


def test_a_program_is_made_once_for_each_machine() -> None:
    machine = machine_of(one())
    assert program_of(machine) is program_of(machine)
    assert program_of(replace(machine)) is not program_of(machine)


def test_states_are_found_by_path_at_every_depth() -> None:
    inner = {"StartAt": "In", "States": {"In": {"Type": "Succeed"}}}
    states = {
        "B": {
            "Type": "Parallel",
            "Branches": [inner | {"StartAt": "x/y", "States": {"x/y": {"Type": "Succeed"}}}, inner],
        },
        "M": {"Type": "Map", "ItemProcessor": {"StartAt": "Deep", "States": {"Deep": {"Type": "Succeed"}}}},
    }
    program = Program(machine_of({"StartAt": "B", "States": states}))
    for path in ("B", "B/0/x~1y", "B/1/In", "M", "M/Deep"):
        plan = program.plan(path)
        assert plan is not None
        assert plan.path == path
    assert program.plan("B/2/In") is None
    assert [program.start_of(prefix) for prefix in ("", "B/0", "B/1", "M")] == ["B", "x/y", "In", "Deep"]


def test_a_broken_expression_matters_only_where_it_is_reached() -> None:
    states = {
        "A": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.bad", "IsPresent": True, "Next": "Bad"}],
            "Default": "Good",
        },
        "Bad": {"Type": "Pass", "InputPath": "$[", "End": True},
        "Good": {"Type": "Pass", "End": True},
    }
    machine = machine_of({"StartAt": "A", "States": states})
    assert run(machine, {}).snapshot.status == "SUCCEEDED"
    failed = run(machine, {"bad": 1}).snapshot
    assert failed.error == "States.Runtime"
    assert (failed.cause or "").startswith("An error occurred while executing the state 'Bad'")


def test_the_context_object_is_made_only_for_states_that_read_it() -> None:
    reading = program_of(machine_of(one(Parameters={"a.$": "$$.State.Name"}))).plan("A")
    other = program_of(machine_of(one(Parameters={"a.$": "$.State.Name"}))).plan("A")
    assert reading is not None
    assert other is not None
    assert (reading.reads_context, other.reads_context) == (True, False)


def test_a_map_does_not_read_the_context_for_what_is_inside_it() -> None:
    inner = one(Parameters={"a.$": "$$.State.Name"})
    plan = program_of(machine_of(one(Type="Map", ItemProcessor=inner))).plan("A")
    assert plan is not None
    assert not plan.reads_context

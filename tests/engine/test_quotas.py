"""What happens where data is too large, a history too long, an execution too old."""

from itertools import pairwise
from typing import Any

import pytest

from tests.engine.driving import NOON_MS, Run, of_kind
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import Quotas, aws_type
from webapp.engine.commands import Start
from webapp.engine.events import ExecutionFailed, StateExited
from webapp.engine.quotas import MOST_BYTES, MOST_EVENTS, timeout_seconds

LARGE = "x" * MOST_BYTES
PASS = {"Type": "Pass"}


def started(definition: dict[str, Any], data: Any = None, quotas: Quotas = "payload", mocks: Any = None) -> Run:
    run = Run(machine_of(definition), mocks)
    run.send(Start(NOON_MS, {} if data is None else data, "arn", "name", "machine", "m", "role", quotas))
    return run


def chain(**states: dict[str, Any]) -> dict[str, Any]:
    names = list(states)
    following = {name: {"Next": after} for name, after in pairwise(names)}
    moving = {
        name: state | ({} if "Next" in state or state["Type"] == "Choice" else following.get(name, {"End": True}))
        for name, state in states.items()
    }
    return {"StartAt": names[0], "States": moving}


def cause_of(name: str) -> str:
    return f"The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit."


def shown(run: Run, first: int = 0) -> list[tuple[str, int]]:
    return [(aws_type(event), event.previous_id) for event in run.events if event.id > first]


def test_an_output_that_is_too_large_ends_the_execution() -> None:
    run = started(chain(Grow=PASS | {"Parameters": {"a.$": "$", "b.$": "$"}}), "x" * 200_000).finish()
    assert (run.snapshot.error, run.snapshot.cause) == ("States.DataLimitExceeded", cause_of("Grow"))
    assert shown(run) == [("ExecutionStarted", 0), ("PassStateEntered", 0), ("ExecutionFailed", 2)]


def test_the_same_output_passes_without_quotas() -> None:
    run = started(chain(Grow=PASS | {"Parameters": {"a.$": "$", "b.$": "$"}}), "x" * 200_000, "off").finish()
    assert run.snapshot.status == "SUCCEEDED"


def test_as_many_bytes_as_allowed_are_not_too_many() -> None:
    fits = chain(Same=PASS | {"Parameters": {"a.$": "$"}})
    assert started(fits, "x" * (MOST_BYTES - len('{"a":""}'))).finish().snapshot.status == "SUCCEEDED"
    assert started(fits, "x" * (MOST_BYTES - len('{"a":""}') + 1)).finish().snapshot.status == "FAILED"
    assert started(fits, "é" * (MOST_BYTES // 2)).finish().snapshot.status == "FAILED"


@pytest.mark.parametrize("pattern", ["States.DataLimitExceeded", "States.ALL", "States.TaskFailed"])
def test_a_result_of_a_task_that_is_too_large_is_its_failure_and_can_be_caught(pattern: str) -> None:
    ask = {"Type": "Task", "Resource": RESOURCE, "Catch": [{"ErrorEquals": [pattern], "Next": "Late"}]}
    mocks = {"Ask": {"0": {"Return": {"Payload": LARGE}}}}
    run = started(chain(Ask=ask, Late=PASS), mocks=mocks).finish()
    assert run.snapshot.output == {"Error": "States.DataLimitExceeded", "Cause": cause_of(RESOURCE)}
    assert ("LambdaFunctionFailed", 4) in shown(run)


def test_the_result_of_a_service_is_told_by_the_services_name() -> None:
    ask = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}
    run = started(chain(Ask=ask), mocks={"Ask": {"0": {"Return": LARGE}}}).finish()
    assert run.snapshot.cause == cause_of("lambda")


@pytest.mark.parametrize(("pattern", "status"), [("States.ALL", "FAILED"), ("States.DataLimitExceeded", "SUCCEEDED")])
def test_what_a_state_makes_of_a_result_can_be_caught_by_its_name_alone(pattern: str, status: str) -> None:
    catch = [{"ErrorEquals": [pattern], "ResultPath": None, "Next": "Late"}]
    ask = {"Type": "Task", "Resource": RESOURCE, "ResultPath": "$.b", "Catch": catch}
    mocks = {"Ask": {"0": {"Return": {"Payload": "x" * 200_000}}}}
    run = started(chain(Ask=ask, Late=PASS), {"a": "x" * 100_000}, mocks=mocks).finish()
    assert run.snapshot.status == status


def test_variables_count_together() -> None:
    assign = {"a.$": "$", "b.$": "$"}
    assert started(chain(Set=PASS | {"Assign": assign}), "x" * 100_000).finish().snapshot.status == "SUCCEEDED"
    run = started(chain(Set=PASS | {"Assign": assign}), "x" * 150_000).finish()
    assert run.snapshot.error == "States.DataLimitExceeded"


def test_all_variables_together_have_a_limit_of_their_own() -> None:
    sets = {f"S{at}": PASS | {"Assign": {f"v{at}.$": "$"}} for at in range(60)}
    run = started(chain(**sets), "x" * 200_000).finish()
    assert run.snapshot.error == "States.DataLimitExceeded"
    assert len(of_kind(run.events, StateExited)) == 10 * 1024 * 1024 // 200_000


def test_the_joined_outputs_of_a_map_may_not_be_too_large_though_they_are_dropped() -> None:
    inner = {"StartAt": "P", "States": {"P": PASS | {"Result": "x" * 100_000, "End": True}}}
    each = {"Type": "Map", "ItemProcessor": inner, "ResultPath": None}
    run = started(chain(Each=each), [1, 2, 3]).finish()
    assert run.snapshot.cause == cause_of("Each")


def test_parameters_may_not_be_too_large() -> None:
    ask = {"Type": "Task", "Resource": RESOURCE, "Parameters": {"a.$": "$", "b.$": "$"}}
    run = started(chain(Ask=ask), "x" * 200_000).finish()
    assert shown(run, 2) == [("ExecutionFailed", 2)]


LOOP = {"StartAt": "Loop", "States": {"Loop": {"Type": "Choice", "Choices": [], "Default": "Loop"}}}


def test_a_history_that_is_full_says_so_with_its_last_event() -> None:
    run = started(LOOP, quotas="aws").finish()
    last, before = run.events[-1], run.events[-2]
    assert isinstance(last, ExecutionFailed)
    assert (last.id, last.previous_id, before.id) == (MOST_EVENTS, MOST_EVENTS - 1, MOST_EVENTS - 1)
    assert (last.error, last.cause) == (
        "States.Runtime",
        "The execution reached the maximum number of history events (25000).",
    )


def test_an_execution_may_end_with_the_last_event() -> None:
    states = {f"S{at}": PASS for at in range((MOST_EVENTS - 2) // 2)}
    run = started(chain(**states), quotas="aws").finish()
    assert (run.snapshot.status, run.snapshot.last_id) == ("SUCCEEDED", MOST_EVENTS)


@pytest.mark.parametrize(
    ("own", "quotas", "arn", "seconds"),
    [
        (None, "payload", "execution:m:e", None),
        (9, "aws", "execution:m:e", 9),
        (None, "aws", "arn:aws:states:us-east-1:1:execution:m:e", 31_536_000),
        (None, "aws", "arn:aws:states:us-east-1:1:express:m:e:1", 300),
        (9999, "aws", "arn:aws:states:us-east-1:1:express:m:e:1", 300),
    ],
)
def test_how_long_an_execution_may_take(own: int | None, quotas: Quotas, arn: str, seconds: int | None) -> None:
    assert timeout_seconds(own, quotas, arn) == seconds

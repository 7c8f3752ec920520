"""Retry, Catch, and the end of a flow with those around it."""

from typing import Any

from tests.engine.driving import NOON_MS, Run, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import PendingTimer, aws_type, pending_work
from webapp.engine.commands import FailTask
from webapp.engine.events import RetryScheduled, TaskScheduled


def asking(**fields: Any) -> dict[str, Any]:
    ask = {"Type": "Task", "Resource": RESOURCE, "End": True} | fields
    return {"StartAt": "Ask", "States": {"Ask": ask, "Late": {"Type": "Pass", "End": True}}}


def failing(*errors: str) -> dict[str, Any]:
    return {"Ask": {str(at): {"Throw": {"Error": error, "Cause": "c"}} for at, error in enumerate(errors)}}


def delays(definition: dict[str, Any], *errors: str) -> list[int]:
    events = run(machine_of(definition), {}, failing(*errors)).events
    return [event.delay_ms for event in of_kind(events, RetryScheduled)]


def test_each_retrier_counts_its_own_attempts_until_one_is_exhausted() -> None:
    retry = [
        {"ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 2},
        {"ErrorEquals": ["C"], "IntervalSeconds": 5},
    ]
    definition = asking(Retry=retry, Catch=[{"ErrorEquals": ["States.ALL"], "Next": "Late"}])
    assert delays(definition, "A", "B", "C", "B") == [1000, 2000, 5000]
    assert run(machine_of(definition), {}, failing("A", "B", "C", "B")).snapshot.output == {"Error": "B", "Cause": "c"}


def test_counters_start_anew_when_the_state_is_entered_again() -> None:
    retry = [{"ErrorEquals": ["A"], "MaxAttempts": 1}]
    definition = asking(Retry=retry, Catch=[{"ErrorEquals": ["A"], "Next": "Ask"}])
    mocks = {"Ask": {"0-2": {"Throw": {"Error": "A"}}, "3": {"Return": {"Payload": 1}}}}
    finished = run(machine_of(definition), {}, mocks)
    assert [event.attempt for event in of_kind(finished.events, TaskScheduled)] == [1, 2, 1, 2]


def test_jitter_is_drawn_from_the_command() -> None:
    retry = [{"ErrorEquals": ["A"], "IntervalSeconds": 100, "JitterStrategy": "FULL", "MaxAttempts": 1}]
    found = delays(asking(Retry=retry), "A", "A")
    assert found == delays(asking(Retry=retry), "A", "A")
    assert 0 <= found[0] < 100_000
    assert found[0] != 100_000


def test_a_retry_waits_for_its_timer() -> None:
    going = Run(machine_of(asking(Retry=[{"ErrorEquals": ["A"], "IntervalSeconds": 3}]))).start({})
    going.advance_all()
    going.send(FailTask("0", going.events[-2].sequence, "A", "", NOON_MS, 1))
    assert pending_work(going.snapshot) == (PendingTimer("0", NOON_MS + 3000, "retry"),)


def test_a_catcher_writes_into_the_raw_input_and_the_states_own_paths_do_not_count() -> None:
    catch = [{"ErrorEquals": ["A"], "ResultPath": "$.problem", "Assign": {"name.$": "$.Error"}, "Next": "Late"}]
    definition = asking(InputPath="$.inner", ResultPath=None, OutputPath="$.nowhere", Catch=catch)
    definition["States"]["Late"] = {"Type": "Pass", "Parameters": {"all.$": "$", "name.$": "$name"}, "End": True}
    finished = run(machine_of(definition), {"inner": 1}, failing("A"))
    problem = {"Error": "A", "Cause": "c"}
    assert finished.snapshot.output == {"all": {"inner": 1, "problem": problem}, "name": "A"}


def test_a_result_path_of_null_keeps_the_input() -> None:
    definition = asking(Catch=[{"ErrorEquals": ["A"], "ResultPath": None, "Next": "Late"}])
    assert run(machine_of(definition), {"n": 1}, failing("A")).snapshot.output == {"n": 1}


def test_a_catcher_that_fails_itself_is_not_caught() -> None:
    catch = [
        {"ErrorEquals": ["A"], "ResultPath": "$.x", "Next": "Late"},
        {"ErrorEquals": ["States.ALL"], "Next": "Late"},
    ]
    finished = run(machine_of(asking(Catch=catch)), "no object", failing("A"))
    assert finished.snapshot.error == "States.ReferencePathConflict"
    assert finished.snapshot.cause == 'Unable to apply ReferencePath $.x to input "no object"'


def test_runtime_errors_are_never_retried_or_caught() -> None:
    every = ["States.ALL"]
    definition = asking(
        ResultSelector={"x.$": "$.gone"},
        Retry=[{"ErrorEquals": ["States.Runtime"]}],
        Catch=[{"ErrorEquals": ["States.Runtime"], "Next": "Late"}, {"ErrorEquals": every, "Next": "Late"}],
    )
    finished = run(machine_of(definition), {}, {"Ask": {"0": {"Return": {"Payload": {}}}}})
    assert finished.snapshot.error == "States.Runtime"


def test_a_failure_in_a_map_of_a_parallel_stops_all_flows_innermost_first() -> None:
    rest = {"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 9, "End": True}}}
    many = {"StartAt": "Many", "States": {"Many": {"Type": "Map", "ItemProcessor": rest, "End": True}}}
    ask = {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": RESOURCE, "End": True}}}
    both = {"Type": "Parallel", "Branches": [many, ask], "End": True}
    finished = run(machine_of({"StartAt": "Both", "States": {"Both": both}}), [1, 2], failing("A"))
    after = [event for event in finished.events if event.time_ms == NOON_MS][-10:]
    assert [aws_type(event) for event in after if aws_type(event)] == [
        "WaitStateAborted",
        "MapIterationAborted",
        "WaitStateAborted",
        "MapIterationAborted",
        "MapStateAborted",
        "TaskStateAborted",
        "ParallelStateFailed",
        "ExecutionFailed",
    ]
    failed = next(event for event in finished.events if aws_type(event) == "LambdaFunctionFailed")
    assert {event.previous_id for event in after if "Abort" in aws_type(event)} == {failed.id}
    assert finished.snapshot.cause == "c"


def test_a_task_that_ends_its_iteration_counts_as_aborted_and_a_pass_does_not() -> None:
    inner = {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": RESOURCE, "End": True}}}
    states = {"Each": {"Type": "Map", "ItemProcessor": inner, "End": True}}
    finished = run(machine_of({"StartAt": "Each", "States": states}), [1], failing("A"))
    assert [(aws_type(event), event.previous_id) for event in finished.events if event.id > 7] == [
        ("LambdaFunctionFailed", 7),
        ("MapIterationFailed", 8),
        ("TaskStateAborted", 8),
        ("MapStateFailed", 8),
        ("ExecutionFailed", 11),
    ]


def test_what_cannot_be_caught_ends_the_execution_from_inside_a_branch_at_once() -> None:
    branch = {"StartAt": "P", "States": {"P": {"Type": "Pass", "InputPath": "$.gone", "End": True}}}
    both = {"Type": "Parallel", "Branches": [branch], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Late"}]}
    states = {"Both": both | {"End": True}, "Late": {"Type": "Succeed"}}
    finished = run(machine_of({"StartAt": "Both", "States": states}))
    assert [(aws_type(event), event.previous_id) for event in finished.events if event.id > 2] == [
        ("ParallelStateStarted", 2),
        ("PassStateEntered", 3),
        ("ExecutionFailed", 4),
    ]


def querying(**fields: Any) -> dict[str, Any]:
    return {
        "QueryLanguage": "JSONata",
        "StartAt": "First",
        "States": {
            "First": {"Type": "Pass", "Next": "Second"},
            "Second": fields,
            "Late": {"Type": "Pass", "End": True},
        },
    }


def shown_after(definition: dict[str, Any], first: int, mocks: dict[str, Any] | None = None) -> list[tuple[str, int]]:
    finished = run(machine_of(definition), {}, mocks)
    return [(aws_type(event), event.previous_id) for event in finished.events if event.id > first]


def test_an_expression_that_fails_as_the_state_is_entered_names_what_came_before_that() -> None:
    definition = querying(Type="Pass", Output="{% $gone %}", End=True)
    assert shown_after(definition, 4) == [("EvaluationFailed", 3), ("ExecutionFailed", 5)]


def test_an_expression_that_fails_in_a_wait_names_its_entry() -> None:
    definition = querying(Type="Wait", Seconds="{% $gone %}", End=True)
    assert shown_after(definition, 4) == [("EvaluationFailed", 4), ("ExecutionFailed", 5)]


def test_an_expression_that_fails_after_the_work_names_its_success() -> None:
    definition = querying(Type="Task", Resource=RESOURCE, Output="{% $gone %}", End=True)
    mocks = {"Second": {"0": {"Return": {"Payload": 1}}}}
    assert shown_after(definition, 6, mocks) == [
        ("LambdaFunctionSucceeded", 6),
        ("EvaluationFailed", 7),
        ("ExecutionFailed", 8),
    ]


def test_a_map_whose_items_cannot_be_told_has_failed_without_having_started() -> None:
    inner = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    definition = querying(Type="Map", Items="{% 1 %}", ItemProcessor=inner, End=True)
    assert shown_after(definition, 4) == [("EvaluationFailed", 3), ("MapStateFailed", 5), ("ExecutionFailed", 6)]


def test_a_failed_expression_can_be_caught_and_retried() -> None:
    caught = querying(
        Type="Task",
        Resource=RESOURCE,
        Arguments={"a": "{% $gone %}"},
        End=True,
        Retry=[{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 1}],
        Catch=[{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "Late"}],
    )
    assert shown_after(caught, 4) == [
        ("EvaluationFailed", 3),
        ("EvaluationFailed", 5),
        ("TaskStateExited", 6),
        ("PassStateEntered", 7),
        ("PassStateExited", 8),
        ("ExecutionSucceeded", 9),
    ]

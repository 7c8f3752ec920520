"""``run``: what it takes, what it gives, and that it depends on its arguments alone."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.testing.machines import CHECKOUT, machine, task
from webapp.executions import RealClock
from webapp.testing import InputError, UnansweredTask, run

WAIT = machine(Wait={"Type": "Wait", "Seconds": 86_400, "Next": "End"}, End={"Type": "Succeed"})
CHANCE = machine(
    Draw={
        "Type": "Pass",
        "Parameters": {"id.$": "States.UUID()", "name.$": "$$.Execution.Name", "at.$": "$$.State.EnteredTime"},
        "End": True,
    }
)


def test_the_result_is_a_dict_of_how_the_execution_ended() -> None:
    result = run(CHECKOUT, {"total": 0})
    assert {**result, "events": len(result["events"])} == {
        "status": "SUCCEEDED",
        "output": {"total": 0},
        "error": None,
        "cause": None,
        "events": 8,
    }


def test_a_failure_has_its_error_and_cause_and_no_output() -> None:
    result = run(CHECKOUT, {"total": 1}, mocks={"Pay": {"Throw": {"Error": "Card.Declined", "Cause": "empty"}}})
    assert (result["status"], result["error"], result["cause"]) == ("FAILED", "Refused", "no money")
    assert result["output"] is None


def test_the_input_is_an_empty_object_unless_given_and_may_be_null() -> None:
    echo = machine(A={"Type": "Pass", "End": True})
    assert run(echo)["output"] == {}
    assert run(echo, None)["output"] is None


def test_neither_the_callers_input_nor_the_output_is_part_of_the_history() -> None:
    given = {"list": [1]}
    result = run(machine(A={"Type": "Pass", "End": True}), given)
    given["list"].append(2)
    result["output"]["list"].append(3)
    assert json.loads(result["events"][0]["executionStartedEventDetails"]["input"]) == {"list": [1]}
    assert json.loads(result["events"][-1]["executionSucceededEventDetails"]["output"]) == {"list": [1]}


@pytest.mark.parametrize("given", [{1, 2}, float("nan"), object()])
def test_an_input_that_is_no_json_is_refused(given: object) -> None:
    with pytest.raises(InputError, match="the input is no JSON"):
        run(CHECKOUT, given)


def test_waits_cost_no_time_on_the_virtual_clock_and_stand_in_the_timestamps() -> None:
    events = run(WAIT)["events"]
    assert events[-1]["timestamp"] - events[0]["timestamp"] == 86_400


def test_the_same_arguments_give_the_same_events() -> None:
    first, second = (list(run(CHANCE, seed=7)["events"]) for _ in range(2))
    assert first == second
    assert list(run(CHANCE, seed=8)["events"]) != first


def test_the_name_and_the_beginning_can_be_given() -> None:
    result = run(CHANCE, name="nightly", start_time="2030-05-01T12:00:00Z")
    assert result["output"]["name"] == "nightly"
    assert result["output"]["at"].startswith("2030-05-01T12:00:00")
    again = run(CHANCE, start_time=datetime(2030, 5, 1, 12, tzinfo=UTC))
    assert again["output"]["at"] == result["output"]["at"]


def test_a_name_that_aws_refuses_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be named"):
        run(CHANCE, name="a b")


def test_a_beginning_needs_a_time_zone_and_the_virtual_clock() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        run(CHANCE, start_time="2030-05-01T12:00:00")
    with pytest.raises(ValueError, match="virtual clock"):
        run(CHANCE, start_time="2030-05-01T12:00:00Z", clock="real")


def test_the_real_clock_waits() -> None:
    brief = machine(Wait={"Type": "Wait", "SecondsPath": "$.s", "End": True})
    events = run(brief, {"s": 0}, clock="real")["events"]
    assert abs(events[0]["timestamp"] * 1000 - RealClock().now_ms()) < 3_600_000


def test_the_quotas_are_those_that_are_asked_for() -> None:
    large = machine(
        Repeat={"Type": "Pass", "Parameters": {"a.$": "$.text", "b.$": "$.text"}, "End": True},
    )
    data = {"text": "x" * 200_000}
    assert run(large, data).error == "States.DataLimitExceeded"
    assert run(large, data, quotas="off").status == "SUCCEEDED"
    with pytest.raises(InputError, match="AWS takes 262144 at most"):
        run(large, {"text": "x" * 300_000})
    again = {"Variable": "$.stop", "IsPresent": False, "Next": "Loop"}
    loop = machine(Loop={"Type": "Choice", "Choices": [again], "Default": "End"}, End={"Type": "Succeed"})
    assert len(run(loop, quotas="aws").assert_failed().events) == 25_000


def test_an_express_execution_has_an_express_arn(tmp_path: Path) -> None:
    arn = machine(A={"Type": "Pass", "Parameters": {"arn.$": "$$.Execution.Id"}, "End": True})
    assert ":execution:definition:e" in run(arn, name="e").output["arn"]
    assert ":express:definition:e:" in run(arn, name="e", type="EXPRESS").output["arn"]


def test_no_thread_is_started() -> None:
    before = threading.active_count()
    seen: list[int] = []
    run(CHECKOUT, {"total": 1}, mocks={"Pay": lambda _: seen.append(threading.active_count())})
    assert seen == [before]


def test_a_task_without_an_answer_is_an_error_of_the_test_and_names_the_state() -> None:
    with pytest.raises(UnansweredTask, match=r'Pay: no answer for this Task.*mocks=\{"Pay": ...\}') as raised:
        run(CHECKOUT, {"total": 1})
    assert raised.value.path == "Pay"


def test_code_of_the_folder_runs_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "pay.py").write_text("def handler(event, context):\n    return {'paid': event['total']}\n")
    (tmp_path / "serverless.yml").write_text(
        "service: shop\n"
        "provider: {name: aws, runtime: python3.11}\n"
        "functions: {pay: {handler: pay.handler}}\n"
        "stepFunctions: {stateMachines: {checkout: {definition: {StartAt: Pay, States: {Pay: {Type: Task, "
        "Resource: !GetAtt PayLambdaFunction.Arn, End: true}}}}}}\n"
    )
    file = tmp_path / "serverless.yml"
    with pytest.raises(UnansweredTask, match="run_code"):
        run(file, {"total": 3})
    assert run(file, {"total": 3}, run_code=True)["output"] == {"paid": 3}


def test_code_needs_a_folder() -> None:
    with pytest.raises(ValueError, match="path of a file"):
        run(machine(Pay=task(End=True)), {}, run_code=True)

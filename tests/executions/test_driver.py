"""When answers come: at once, late, too late, on both clocks."""

import itertools
import json
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from webapp.engine import AnyEvent, CommandRefused, PendingTask, aws_type
from webapp.executions.answers import Answer, Given, Invoke
from webapp.executions.clock import VirtualClock
from webapp.executions.driver import Driver
from webapp.executions.identity import Identity, start_command
from webapp.executions.invoking import Outcome
from webapp.executions.local import LocalResult, run_locally
from webapp.executions.preparation import prepare
from webapp.executions.record import Record
from webapp.executions.storing import Stored
from webapp.tasks import InvocationNumber, MockBook
from webapp.values import Json

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"
ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:count"
SEND = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
PARAMETERS = {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}}
LATE: dict[str, Json] = {"Return": "late", "DelaySeconds": 20}


def task(resource: str = LAMBDA, **fields: Any) -> dict[str, Any]:
    parameters = {"Parameters": PARAMETERS} if resource == SEND else {}
    return {"Type": "Task", "Resource": resource, **parameters, **fields}


def ran(states: dict[str, Any], mocks: dict[str, Any], clock: Any = "virtual") -> LocalResult:
    text = json.dumps({"StartAt": next(iter(states)), "States": states})
    return run_locally(prepare(text, None, None, {}, "{}"), MockBook.load(mocks), clock, None)


def seconds(result: LocalResult, suits: Callable[[AnyEvent], bool] = lambda event: event.id > 0) -> list[float]:
    start = result.events[0].time_ms
    return [(event.time_ms - start) / 1000 for event in result.events if suits(event)]


def types(result: LocalResult) -> list[str]:
    return [name for event in result.events if (name := aws_type(event))]


def test_a_late_answer_takes_its_time_on_the_virtual_clock() -> None:
    result = ran({"Pay": task(End=True)}, {"Pay": LATE})
    assert result.snapshot.output == "late"
    assert max(seconds(result)) == 20


@pytest.mark.parametrize(("limit", "status"), [(21, "SUCCEEDED"), (20, "FAILED"), (5, "FAILED")])
def test_a_time_limit_goes_before_an_answer_that_comes_no_sooner(limit: int, status: str) -> None:
    result = ran({"Pay": task(TimeoutSeconds=limit, End=True)}, {"Pay": LATE})
    assert result.snapshot.status == status
    assert max(seconds(result)) == min(limit, 20)


def test_an_answer_that_is_waited_for_no_longer_moves_nothing() -> None:
    pay = task(TimeoutSeconds=5, Catch=[{"ErrorEquals": ["States.Timeout"], "Next": "Rest"}], End=True)
    result = ran({"Pay": pay, "Rest": {"Type": "Wait", "Seconds": 60, "End": True}}, {"Pay": LATE})
    assert result.snapshot.status == "SUCCEEDED"
    assert sorted(set(seconds(result))) == [0, 5, 65]


def test_a_late_error_is_retried_and_each_attempt_takes_its_time() -> None:
    pay = task(Retry=[{"ErrorEquals": ["Busy"], "IntervalSeconds": 1}], End=True)
    late: Json = {"Throw": {"Error": "Busy"}, "DelaySeconds": 10}
    result = ran({"Pay": pay}, {"Pay": [late, LATE]})
    assert max(seconds(result)) == 10 + 1 + 20


def test_late_answers_of_iterations_come_in_the_order_of_their_times() -> None:
    each = {"Type": "Map", "ItemsPath": "$.items", "End": True}
    each["ItemProcessor"] = {"StartAt": "Pay", "States": {"Pay": task(End=True)}}
    index = {str(place): {"Return": place, "DelaySeconds": 30 - 10 * place} for place in range(3)}
    start = {"Type": "Pass", "Result": {"items": [0, 0, 0]}, "Next": "Each"}
    result = ran({"Start": start, "Each": each}, {"Pay": {"Index": index}})
    assert result.snapshot.output == [0, 1, 2]
    assert seconds(result, lambda event: aws_type(event) == "MapIterationSucceeded") == [10, 20, 30]


def test_a_task_with_a_token_is_submitted_at_once_and_answered_late() -> None:
    result = ran({"Send": task(SEND, End=True)}, {"Send": LATE})
    assert types(result)[2:6] == ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]
    assert seconds(result)[2:6] == [0, 0, 0, 20]


@pytest.mark.parametrize("resource", [SEND, "arn:aws:states:::batch:submitJob.sync"])
def test_a_mock_that_answers_at_once_leaves_no_event_out(resource: str) -> None:
    result = ran({"Send": task(resource, End=True)}, {"Send": [{"Return": "sent"}]})
    assert types(result)[2:6] == ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]
    assert result.snapshot.output == "sent"


def test_an_activity_is_taken_at_once_and_answered_late() -> None:
    result = ran({"Count": task(ACTIVITY, End=True)}, {"Count": LATE})
    assert types(result)[2:5] == ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"]
    assert seconds(result)[2:5] == [0, 0, 20]


@pytest.mark.parametrize("resource", [SEND, ACTIVITY])
def test_a_heartbeat_that_does_not_come_goes_before_a_late_answer(resource: str) -> None:
    result = ran({"Send": task(resource, HeartbeatSeconds=15, End=True)}, {"Send": LATE})
    assert result.snapshot.error == "States.Timeout"
    assert max(seconds(result)) == 15


def test_the_real_clock_waits_for_a_late_answer() -> None:
    result = ran({"Pay": task(End=True)}, {"Pay": {"Return": "late", "DelaySeconds": 0.02}}, "real")
    assert result.snapshot.output == "late"
    assert max(seconds(result)) >= 0.02


def test_what_a_function_answers_by_its_token_before_it_returns_comes_after_its_return() -> None:
    resource = "arn:aws:states:::lambda:invoke.waitForTaskToken"
    text = json.dumps({"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": resource, "End": True}}})
    prepared = prepare(text, None, None, {}, "{}")
    outcomes: queue.SimpleQueue[Outcome | Stored] = queue.SimpleQueue()
    may_return = threading.Event()

    def call() -> Json:
        may_return.wait(30)
        return {"StatusCode": 200}

    class Calling:
        def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
            return Invoke(call, submits=True)

    with ThreadPoolExecutor(1) as executor:
        clock = VirtualClock(0)
        driver = Driver(prepared.machine, Record(), clock, Calling(), itertools.count(), executor, outcomes.put)
        driver.carry_out(start_command(Identity.of("0" * 32, "machine"), prepared, 0))
        while driver.advance(100):
            pass
        assert driver.tell(3, Given("early")) == ()
        with pytest.raises(CommandRefused):
            driver.tell(3, Given("again"))
        may_return.set()
        driver.settle(outcomes.get(timeout=30))
        while driver.record.snapshot.status == "RUNNING":
            driver.advance(100)
    assert [name for event in driver.record.events if (name := aws_type(event))][3:6] == [
        "TaskStarted",
        "TaskSubmitted",
        "TaskSucceeded",
    ]
    assert driver.record.snapshot.output == "early"

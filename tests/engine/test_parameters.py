"""Parameters that cannot be used to start a task."""

import pytest

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.engine import execution_history
from webapp.engine.parameters import unusable
from webapp.engine.resources import read_resource
from webapp.values import Json

GATEWAY = "arn:aws:states:::apigateway:invoke"


@pytest.mark.parametrize("headers", [{}, {"accept": ["text/plain", "text/html"]}])
def test_headers_of_a_gateway_are_lists_of_texts(headers: Json) -> None:
    assert unusable(read_resource(GATEWAY), {"Headers": headers}) is None


@pytest.mark.parametrize("headers", ["accept", {"accept": "text/plain"}, {"accept": [1]}, None])
def test_other_headers_cannot_be_used(headers: Json) -> None:
    message = unusable(read_resource(GATEWAY), {"Headers": headers})
    assert message is not None
    assert message.endswith("[The value of the field 'Headers' has an invalid format]")


def test_other_integrations_take_what_they_are_given() -> None:
    assert unusable(read_resource("arn:aws:states:::sqs:sendMessage"), {"Headers": 1}) is None
    assert unusable(read_resource(GATEWAY), "text") is None


def test_the_task_is_not_scheduled_and_the_parameters_are_shown_in_the_order_of_a_hash_map() -> None:
    parameters = {"ApiEndpoint": "a", "Method": "GET", "Path": "p", "Stage": "s", "Headers": {"x": "y"}}
    task = {"Type": "Task", "Resource": GATEWAY, "Parameters": parameters, "End": True}
    run = Run(machine_of({"StartAt": "Call", "States": {"Call": task}})).start({}).finish()
    types = [event["type"] for event in execution_history(run.events)]
    assert types == ["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"]
    assert (run.snapshot.error, run.snapshot.cause) == (
        "States.Runtime",
        "An error occurred while executing the state 'Call' (entered at the event id #2). The Parameters "
        '\'{"Path":"p","Headers":{"x":"y"},"Stage":"s","ApiEndpoint":"a","Method":"GET"}\' could not be used to start '
        "the Task: [The value of the field 'Headers' has an invalid format]",
    )

"""A book's answer, as the task takes it."""

from dataclasses import replace

import pytest

from webapp.engine import PendingTask
from webapp.executions.answers import Given, Thrown
from webapp.executions.mocked import mocked
from webapp.tasks import InvocationNumber, MockBook
from webapp.values import Json

CONFIG: dict[str, Json] = {
    "StateMachines": {"Orders": {"TestCases": {"Happy": {"Pay": "Paid", "Ship": "Shipped"}}}},
    "MockedResponses": {
        "Paid": {"0": {"Return": {"StatusCode": 200, "Payload": {"ok": True}}}},
        "Shipped": {"0": {"Throw": {"Error": "Late", "Cause": "no truck"}, "DelaySeconds": 1.5}},
    },
}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
INVOKE = "arn:aws:states:::lambda:invoke"


def task(path: str = "Pay", resource: str = FUNCTION) -> PendingTask:
    integration = "lambda" if resource == FUNCTION else "task"
    return PendingTask("0", 1, path, resource, integration, {}, 0, ())  # type: ignore[arg-type]


def answered(mocks: dict[str, Json], pending: PendingTask) -> Given | Thrown | None:
    return mocked(MockBook.load(mocks), pending, InvocationNumber(0, 0))


def test_a_functions_result_is_the_payload_of_a_response_in_a_mock_config_file() -> None:
    assert answered(CONFIG, task()) == Given({"ok": True})
    assert answered(CONFIG, task(resource=INVOKE)) == Given({"StatusCode": 200, "Payload": {"ok": True}})


@pytest.mark.parametrize("value", [{"Payload": 1}, "text"])
def test_elsewhere_what_is_returned_is_the_result(value: Json) -> None:
    assert answered({"Pay": {"Return": value}}, task()) == Given(value)


def test_an_error_and_its_delay_are_those_of_the_mock() -> None:
    assert answered(CONFIG, task("Ship")) == Thrown("Late", "no truck", 1500)


def test_a_state_without_a_mock_has_no_answer() -> None:
    assert answered(CONFIG, task("Mail")) is None


def test_a_template_is_filled_from_what_the_task_was_given() -> None:
    template: Json = {"id.$": "$.id", "text.$": "States.Format('{} is paid', $.id)", "ok": True}
    given = replace(task(), parameters={"id": 7})
    assert answered({"Pay": {"ReturnTemplate": template}}, given) == Given({"id": 7, "text": "7 is paid", "ok": True})
    late = answered({"Pay": [{"ReturnTemplate": {"a.$": "$.none"}, "DelaySeconds": 2}]}, given)
    assert isinstance(late, Thrown)
    assert (late.error, late.delay_ms) == ("MockTemplateFailed", 2000)
    assert "'$.none' specified for the field 'a.$' could not be found" in str(late.cause)

"""Integers as literals, at paths and from expressions."""

from typing import Any

import pytest

from tests.engine.driving import Run, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine.events import EvaluationFailed, TaskScheduled


def scheduled(data: Any = None, **fields: Any) -> Run:
    task = {"Type": "Task", "Resource": RESOURCE, "End": True} | fields
    going = Run(machine_of({"StartAt": "Ask", "States": {"Ask": task}})).start({} if data is None else data)
    going.advance_all()
    return going


def limits(going: Run) -> tuple[int | None, int | None]:
    (event,) = of_kind(going.events, TaskScheduled)
    return event.timeout_seconds, event.heartbeat_seconds


def test_a_literal_a_path_and_an_expression() -> None:
    assert limits(scheduled(TimeoutSeconds=9, HeartbeatSeconds=3)) == (9, 3)
    assert limits(scheduled({"t": 9}, TimeoutSecondsPath="$.t")) == (9, None)
    queried = {"QueryLanguage": "JSONata", "TimeoutSeconds": "{% $states.input.t * 3 %}"}
    assert limits(scheduled({"t": 3}, **queried)) == (9, None)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{% 1.6 %}", "The TimeoutSeconds field cannot be parsed as an integer: 1.6"),
        ("{% -1 %}", "TimeoutSeconds must be between 0 and 99999999 but was: -1"),
        ("{% 0 %}", "TimeoutSeconds must be between 0 and 99999999 but was: 0"),
        ("{% 100000000 %}", "TimeoutSeconds must be between 0 and 99999999 but was: 100000000"),
        (
            '{% "1" %}',
            "The JSONata expression '\"1\"' specified for the field 'TimeoutSeconds' returned an unexpected result "
            "type. Expected 'number', but was 'string' for value: \"1\"",
        ),
    ],
)
def test_what_an_expression_may_not_give(text: str, cause: str) -> None:
    going = scheduled(QueryLanguage="JSONata", TimeoutSeconds=text)
    assert going.snapshot.error == "States.QueryEvaluationError"
    assert (going.snapshot.cause or "").endswith(f"(entered at the event id #2). {cause}")
    (event,) = of_kind(going.events, EvaluationFailed)
    assert event.location == "TimeoutSeconds"


@pytest.mark.parametrize(("value", "shown"), [("a", "a"), ({}, "{}"), (1.5, "1.5"), (True, "true"), (None, "null")])
def test_what_a_path_may_not_lead_to(value: Any, shown: str) -> None:
    going = scheduled({"t": value}, TimeoutSecondsPath="$.t")
    assert going.snapshot.error == "States.Runtime"
    assert (going.snapshot.cause or "").endswith(
        f'The TimeoutSecondsPath field refers to value "{shown}" which is not a valid integer: $.t'
    )


def test_a_path_that_leads_nowhere() -> None:
    assert (scheduled(TimeoutSecondsPath="$.t").snapshot.cause or "").endswith(
        "Invalid path '$.t' : No results for path: $['t']"
    )


def test_the_seconds_of_a_wait_may_be_none_and_may_not_be_negative() -> None:
    def waiting(text: str) -> Run:
        wait = {"Type": "Wait", "QueryLanguage": "JSONata", "Seconds": text, "End": True}
        return run(machine_of({"StartAt": "W", "States": {"W": wait}}))

    assert waiting("{% 0 %}").snapshot.status == "SUCCEEDED"
    assert (waiting("{% -1 %}").snapshot.cause or "").endswith("Seconds must be between 0 and 99999999 but was: -1")

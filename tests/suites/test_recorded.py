"""Executions as cases: whatever answered a Task becomes its mock, and the case comes out as the execution did."""

from typing import Any

import pytest

from tests.suites.suites import on, ran
from tests.testing.machines import CHECKOUT, LAMBDA, ORDERS, machine, task
from webapp.engine import AnyEvent
from webapp.suites.case import Case, Expectation, case_json
from webapp.suites.recorded import (
    NothingRecorded,
    as_it_repeats,
    case_of_record,
    mock_config_of_record,
    mocks_of_record,
)
from webapp.suites.running import run_case
from webapp.tasks import MockBook


def recorded(definition: dict[str, Any], data: Any, mocks: dict[str, Any]) -> list[AnyEvent]:
    return list(ran(definition, {"input": data, "mocks": mocks}).events)


BUSY = {"Throw": {"Error": "Card.Busy", "Cause": "try later"}}


def test_a_task_that_is_invoked_once_has_one_answer() -> None:
    events = recorded(CHECKOUT, {"total": 1}, {"Pay": {"Return": {"paid": True}}})
    assert mocks_of_record(events, "virtual") == {"Pay": {"Return": {"paid": True}}}


def test_answers_are_kept_by_invocation_and_equal_ones_together() -> None:
    events = recorded(CHECKOUT, {"total": 1}, {"Pay": [BUSY, BUSY, {"Return": 1}]})
    assert mocks_of_record(events, "virtual") == {"Pay": {"0-1": BUSY, "2": {"Return": 1}}}


def test_answers_in_a_map_are_kept_by_the_index_of_the_iteration() -> None:
    late = {"Throw": {"Error": "Late", "Cause": ""}}
    mocks = {"Ship": {"Index": {"2": [late, {"Return": "late"}], "*": {"Return": "sent"}}}}
    events = recorded(ORDERS, {"orders": [{"paid": True}] * 5}, mocks)
    sent = {"0": {"Return": "sent"}}
    assert mocks_of_record(events, "virtual") == {
        "Each/Ship": {"Index": {"0-1": sent, "2": {"0": late, "1": {"Return": "late"}}, "3-4": sent}}
    }


def test_an_answer_comes_as_late_as_it_came_on_the_virtual_clock_alone() -> None:
    events = recorded(CHECKOUT, {"total": 1}, {"Pay": {"Return": 1, "DelaySeconds": 2.5}})
    assert mocks_of_record(events, "virtual") == {"Pay": {"Return": 1, "DelaySeconds": 2.5}}
    assert mocks_of_record(events, "real") == {"Pay": {"Return": 1}}


def test_a_task_that_timed_out_throws_what_it_threw() -> None:
    definition = machine(Pay=task(TimeoutSeconds=5, End=True))
    events = recorded(definition, {}, {"Pay": {"Return": 1, "DelaySeconds": 9}})
    assert mocks_of_record(events, "virtual")["Pay"]["Throw"]["Error"] == "States.Timeout"  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("definition", "data", "mocks"),
    [
        (CHECKOUT, {"total": 1}, {"Pay": [BUSY, {"Return": 1}]}),
        (CHECKOUT, {"total": 1}, {"Pay": {"Throw": {"Error": "Card.Declined"}}}),
        (ORDERS, {"orders": [{"paid": True}, {"paid": False}]}, {"Ship": {"Return": 3, "DelaySeconds": 4}}),
    ],
)
def test_the_case_of_an_execution_passes(definition: Any, data: Any, mocks: Any) -> None:
    case = case_of_record("as it went", recorded(definition, data, mocks), "virtual")
    result = run_case(case, on(definition))
    assert result.outcome == "passed", result
    assert case_json(case)["input"] == data


def test_what_is_another_in_every_run_is_left_open() -> None:
    definition = machine(Id={"Type": "Pass", "Parameters": {"id.$": "States.UUID()", "a": 1}, "End": True})
    output: Any = {"id": "3d0c1d5b-5a0f-4a2e-8a3a-2f0e6d9d0c11", "a": 1}
    case, note = as_it_repeats(Case("a", expect=Expectation(output=output)), on(definition))
    assert (case.expect.output, note) == ({"id": "...", "a": 1}, "")


def test_a_run_that_goes_another_way_is_told() -> None:
    case, note = as_it_repeats(Case("a", {"total": 1}, expect=Expectation("FAILED")), on(CHECKOUT))
    assert case.expect.status == "FAILED"
    assert "Pay: no answer for this Task" in note


def test_an_execution_that_has_not_ended_is_no_case() -> None:
    events = recorded(CHECKOUT, {"total": 1}, {})
    with pytest.raises(NothingRecorded, match="has not ended"):
        case_of_record("a", events, "virtual")
    with pytest.raises(NothingRecorded, match="has not begun"):
        case_of_record("a", [], "virtual")


def test_the_mock_file_answers_as_the_services_did() -> None:
    events = recorded(CHECKOUT, {"total": 1}, {"Pay": [BUSY, {"Return": {"Payload": 7}}]})
    config = mock_config_of_record("Flaky", "order", events, "virtual")
    assert config["MockedResponses"] == {
        "Pay-Flaky": {"0": BUSY, "1": {"Return": {"StatusCode": 200, "Payload": {"Payload": 7}}}}
    }
    book = MockBook.load(config, machine="order", case="Flaky")
    assert list(book.responses) == ["Pay"]
    assert LAMBDA.startswith("arn:aws:lambda")

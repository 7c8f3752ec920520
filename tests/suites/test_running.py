"""Cases run to their end, and what is compared then."""

from typing import Any

import pytest

from tests.suites.suites import ran
from tests.testing.machines import CHECKOUT, machine

PAID = {"input": {"total": 20}, "mocks": {"Pay": {"Return": {"paid": True}}}}
LOOP = machine(
    A={
        "Type": "Choice",
        "Choices": [{"Variable": "$.done", "IsPresent": True, "Next": "B"}],
        "Default": "Again",
    },
    Again={"Type": "Pass", "Next": "A"},
    B={"Type": "Succeed"},
)


def test_a_case_that_comes_out_as_expected_passes() -> None:
    expect = {"output": {"paid": True}, "path": ["Check", "Pay", "Done"], "visits": {"Pay": 1}}
    result = ran(CHECKOUT, {**PAID, "expect": expect})
    assert (result.outcome, result.problem, result.differences) == ("passed", "", ())
    assert result.coverage is not None
    assert result.coverage.total.covered == 5


def test_the_same_case_gives_the_same_events() -> None:
    assert list(ran(CHECKOUT, PAID).events) == list(ran(CHECKOUT, PAID).events)


@pytest.mark.parametrize(
    ("expect", "whats"),
    [
        ({"status": "FAILED"}, ["status"]),
        ({"output": {"paid": False}}, ["output"]),
        ({"path": ["Check", "Free", "Done"]}, ["path"]),
        ({"visits": {"Pay": 2, "Free": 0}}, ["visits of Pay"]),
        ({"visits": ["Free"]}, ["visits of Free"]),
        ({"error": "Refused"}, ["status", "error"]),
    ],
)
def test_every_difference_is_told(expect: dict[str, Any], whats: list[str]) -> None:
    result = ran(CHECKOUT, {**PAID, "expect": expect})
    assert result.outcome == "failed"
    assert [difference.what for difference in result.differences] == whats


def test_any_status_will_do_for_dots() -> None:
    declined = {"input": {"total": 1}, "mocks": {"Pay": {"Throw": {"Error": "Card.Declined"}}}}
    assert ran(CHECKOUT, {**declined, "expect": {"status": "..."}}).outcome == "passed"


def test_a_task_without_an_answer_fails_the_case() -> None:
    result = ran(CHECKOUT, {"input": {"total": 1}})
    assert result.outcome == "failed"
    assert result.problem == "Pay: no answer for this Task. The case has no mock for it."


def test_an_execution_that_goes_round_and_round_is_left() -> None:
    result = ran(LOOP, {}, most_events=1000)
    assert result.outcome == "failed"
    assert "round and round" in result.problem
    assert 1000 <= len(result.events) < 3000


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        ({"mocks": {"Payy": {"Return": 1}}}, 'mocks/Payy: there is no Task "Payy"; did you mean "Pay"?'),
        ({"input": "x" * 300_000}, "input: The input has 300002 bytes"),
    ],
)
def test_a_case_that_cannot_run_says_why(case: dict[str, Any], problem: str) -> None:
    result = ran(CHECKOUT, case)
    assert result.outcome == "error"
    assert result.problem.startswith(problem)


def test_an_express_machine_has_the_arn_of_one() -> None:
    arn = machine(A={"Type": "Pass", "Parameters": {"id.$": "$$.Execution.Id"}, "End": True})
    result = ran(arn, {}, is_express=True)
    assert result.snapshot is not None
    assert ":express:" in str(result.snapshot.output)

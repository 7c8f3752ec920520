"""Cases for what no case came by: each was run and does come by it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.suites.suites import on
from tests.testing.machines import CHECKOUT, ORDERS, machine, task
from webapp.debugger import point_of, points_of
from webapp.executions import CannotRun
from webapp.suites.case import Case, Expectation
from webapp.suites.gaps import Filled, NotFilled, fill_gap
from webapp.suites.running import run_case

TWICE = {"ErrorEquals": ["X"], "Next": "B"}
PAID = Case("paid", {"total": 20, "who": "Ada"}, {"Pay": {"Return": {"paid": True}}}, Expectation())


def filled(definition: dict[str, Any], id: str, *seeds: Case) -> Case:
    """Return the case for a point, which passes and comes by it."""
    point = point_of(id)
    assert point is not None
    found = fill_gap(point, on(definition), seeds)
    assert isinstance(found, Filled), found
    result = run_case(found.case, on(definition))
    assert result.outcome == "passed"
    assert result.coverage is not None
    assert result.coverage.hits[point]
    return found.case


@pytest.mark.parametrize("definition", [CHECKOUT, ORDERS])
def test_every_point_of_a_machine_is_reached(definition: dict[str, Any]) -> None:
    for point in points_of(on(definition).prepared.machine):
        filled(definition, point.id)


def test_the_case_differs_little_from_one_that_is_there() -> None:
    case = filled(CHECKOUT, "default:0:Check", PAID)
    assert case.input == {"total": 0, "who": "Ada"}
    assert filled(CHECKOUT, "retried:0:Pay", PAID).mocks == {
        "Pay": {"0": {"Throw": {"Error": "Card.Busy", "Cause": "made for a test"}}, "1": {"Return": {"paid": True}}}
    }


def test_the_answer_of_a_task_is_what_a_later_choice_reads() -> None:
    definition = machine(
        Ask=task(ResultSelector={"s.$": "$.status"}, ResultPath="$.answer", Next="Check"),
        Check={
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.answer.s", "StringEquals": "done", "Next": "Good"},
                {
                    "And": [
                        {"Variable": "$.answer.s", "StringEquals": "late"},
                        {"Variable": "$.patient", "BooleanEquals": False},
                    ],
                    "Next": "Bad",
                },
            ],
            "Default": "Ask",
        },
        Good={"Type": "Succeed"},
        Bad={"Type": "Fail", "Error": "Late"},
    )
    case = filled(definition, "state:0:Bad")
    assert case.input == {"patient": False}
    assert case.mocks == {"Ask": {"Return": {"status": "late"}}}


def test_jsonata_is_turned_too() -> None:
    definition = {
        "QueryLanguage": "JSONata",
        **machine(
            Ask=task(Output="{% $states.result.n %}", Arguments={"id": "{% $states.input.order.id %}"}, Next="Check"),
            Check={
                "Type": "Choice",
                "Choices": [{"Condition": "{% $states.input > 10 %}", "Next": "Much"}],
                "Default": "Little",
            },
            Much={"Type": "Succeed"},
            Little={"Type": "Succeed"},
        ),
    }
    assert filled(definition, "state:0:Much").mocks == {"Ask": {"Return": {"n": 11}}}


def test_a_container_fails_since_a_task_inside_does() -> None:
    definition = machine(
        Both={
            "Type": "Parallel",
            "Branches": [machine(Left=task(End=True)), machine(Right={"Type": "Pass", "End": True})],
            "Catch": [{"ErrorEquals": ["Left.Failed"], "Next": "Caught"}],
            "End": True,
        },
        Caught={"Type": "Succeed"},
    )
    case = filled(definition, "caught:0:Both")
    assert case.mocks == {"Both/0/Left": {"Throw": {"Error": "Left.Failed", "Cause": "made for a test"}}}


@pytest.mark.parametrize(
    ("definition", "id", "reason"),
    [
        (machine(A={"Type": "Succeed"}, B={"Type": "Succeed"}), "state:0:B", "No transition leads to B."),
        (machine(A={"Type": "Succeed"}), "state:0:Gone", "There is no state Gone any more."),
        (
            machine(
                A={"Type": "Pass", "Result": {"n": 1}, "Next": "B"},
                B={
                    "Type": "Choice",
                    "Choices": [{"Variable": "$.n", "NumericEquals": 2, "Next": "C"}],
                    "Default": "D",
                },
                C={"Type": "Succeed"},
                D={"Type": "Succeed"},
            ),
            "true:0:B",
            "B, rule 1: true: n is neither from the input nor from the answer of a Task.",
        ),
        (
            machine(A=task(Catch=[TWICE, TWICE], End=True), B={"Type": "Succeed"}),
            "caught:1:A",
            "A, catcher 2: every error that it names is taken by an earlier one.",
        ),
    ],
)
def test_where_no_case_is_found_the_reason_is_told(definition: dict[str, Any], id: str, reason: str) -> None:
    point = point_of(id)
    assert point is not None
    found = fill_gap(point, on(definition, checked=False), [])
    assert isinstance(found, NotFilled)
    assert found.reason == reason


CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "definitions"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_most_points_of_the_corpus_are_reached() -> None:
    reached: Counter[bool] = Counter()
    for path in sorted(CORPUS.glob("*.json"))[::20]:
        try:
            tested = on(path.read_text(encoding="utf-8"))
        except CannotRun:
            continue
        for point in points_of(tested.prepared.machine):
            reached[isinstance(fill_gap(point, tested, []), Filled)] += 1
    assert reached.total() > 150
    assert reached[True] / reached.total() > 0.6, reached

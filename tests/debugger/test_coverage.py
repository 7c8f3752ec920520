"""Which points of a machine a record has come by."""

from typing import Any

import pytest

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.debugger.coverage import Count, Coverage, Point, coverage_of, point_of, points_of

DONE = {"Return": {"Payload": 1}}
PAID = {"0": DONE}
LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"
ORDER: dict[str, Any] = {
    "StartAt": "Check",
    "States": {
        "Check": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.total", "NumericGreaterThan": 100, "Next": "Pay"},
                {"Variable": "$.total", "NumericGreaterThan": 0, "Next": "Pay"},
            ],
            "Default": "Each",
        },
        "Pay": {
            "Type": "Task",
            "Resource": LAMBDA,
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}, {"ErrorEquals": ["Never"], "MaxAttempts": 0}],
            "Catch": [{"ErrorEquals": ["Declined"], "Next": "Each"}, {"ErrorEquals": ["States.ALL"], "Next": "Each"}],
            "ResultPath": "$.paid",
            "Next": "Each",
        },
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {"StartAt": "Pack", "States": {"Pack": {"Type": "Pass", "End": True}}},
            "End": True,
        },
    },
}


def covered(data: Any, pay: dict[str, Any] | None = None, definition: dict[str, Any] = ORDER) -> Coverage:
    run = Run(machine_of(definition), {"Pay": pay or {}}).start(data).finish()
    return coverage_of(run.machine, run.events)


def ids(coverage: Coverage) -> set[str]:
    return {point.id for point in coverage.points if coverage.hits.get(point)}


def test_a_machine_has_a_point_for_all_that_runs_may_do() -> None:
    assert [point.id for point in points_of(machine_of(ORDER))] == [
        "state:0:Check",
        "true:0:Check",
        "false:0:Check",
        "true:1:Check",
        "false:1:Check",
        "default:0:Check",
        "state:0:Pay",
        "retried:0:Pay",
        "exhausted:0:Pay",
        "exhausted:1:Pay",
        "caught:0:Pay",
        "caught:1:Pay",
        "next:0:Pay",
        "state:0:Each",
        "empty:0:Each",
        "state:0:Each/Pack",
    ]


def test_rules_before_the_one_taken_were_false_and_later_ones_were_not_asked() -> None:
    assert ids(covered({"total": 200, "items": []}, PAID)) & {
        "true:0:Check",
        "false:0:Check",
        "true:1:Check",
        "false:1:Check",
    } == {"true:0:Check"}
    assert {"false:0:Check", "true:1:Check"} <= ids(covered({"total": 2, "items": []}, PAID))


def test_the_default_is_taken_when_all_rules_are_false() -> None:
    assert {"false:0:Check", "false:1:Check", "default:0:Check"} <= ids(covered({"total": 0, "items": []}))


def test_a_choice_without_a_default_that_finds_no_rule_true_asked_them_all() -> None:
    rule = {"Variable": "$.total", "NumericGreaterThan": 100, "Next": "End"}
    definition = {
        "StartAt": "Check",
        "States": {"Check": {"Type": "Choice", "Choices": [rule]}, "End": {"Type": "Succeed"}},
    }
    assert ids(covered({"total": 0}, definition=definition)) == {"state:0:Check", "false:0:Check"}


@pytest.mark.parametrize(
    ("answers", "points"),
    [
        (PAID, {"next:0:Pay"}),
        (
            {"0": {"Throw": {"Error": "Busy", "Cause": ""}}, "1": DONE},
            {"retried:0:Pay", "next:0:Pay"},
        ),
        (
            {"0-1": {"Throw": {"Error": "Busy", "Cause": ""}}},
            {"retried:0:Pay", "exhausted:0:Pay", "caught:1:Pay"},
        ),
        ({"0": {"Throw": {"Error": "Never", "Cause": ""}}}, {"exhausted:1:Pay", "caught:1:Pay"}),
        ({"0": {"Throw": {"Error": "Declined", "Cause": ""}}}, {"caught:0:Pay"}),
    ],
)
def test_a_task_is_left_tried_again_exhausted_or_caught(answers: dict[str, Any], points: set[str]) -> None:
    all_of_pay = ids(covered({"total": 1, "items": []}, answers)) - {"state:0:Pay"}
    assert {point for point in all_of_pay if point.endswith("Pay")} == points


def test_a_map_runs_with_items_or_without() -> None:
    assert "empty:0:Each" in ids(covered({"total": 0, "items": []}))
    assert ids(covered({"total": 0, "items": [1]})) & {"empty:0:Each", "state:0:Each/Pack"} == {"state:0:Each/Pack"}


def test_coverage_adds_up_over_runs() -> None:
    free, paid = (
        covered({"total": 0, "items": [1]}),
        covered({"total": 1, "items": []}, PAID),
    )
    both = free.merged(paid)
    assert both.hits[Point("Check", "state")] == 2
    assert both.by_group() == {
        "states": Count(4, 4),
        "transitions": Count(2, 2),
        "rules": Count(3, 4),
        "retries": Count(0, 3),
        "catchers": Count(0, 2),
        "empty maps": Count(1, 1),
    }
    assert both.total == Count(10, 16)
    assert round(both.total.percent) == 62
    assert [point.id for point in both.gaps][:2] == ["true:0:Check", "retried:0:Pay"]


def test_a_machine_without_points_of_a_kind_does_not_count_it() -> None:
    coverage = Coverage(points_of(machine_of({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})))
    assert coverage.by_group() == {"states": Count(0, 1)}
    assert Count(0, 0).percent == 100


def test_events_of_states_that_the_machine_no_longer_has_count_nothing() -> None:
    run = Run(machine_of(ORDER), {}).start({"total": 0, "items": []}).finish()
    other = machine_of({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})
    assert coverage_of(other, run.events).hits == {}


def test_the_id_of_a_point_names_it_whatever_its_state_is_called() -> None:
    point = Point("Each: one/Pack", "caught", 3)
    assert point_of(point.id) == point
    assert point_of("nonsense") is None
    assert point_of("caught:x:Pay") is None

"""Histories, asked for with boto3."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.aws_api.conftest import Aws, refused
from webapp.aws_api.service_model import encoded, fitted, service_model
from webapp.engine import AnyEvent, execution_history

STATES: dict[str, Any] = {
    "Each": {
        "Type": "Map",
        "ItemsPath": "$.items",
        "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}},
        "Next": "Done",
    },
    "Done": {"Type": "Succeed"},
}


@pytest.fixture(scope="module")
def execution(aws: Aws) -> str:
    """An execution with some hundred events, and some of our own that AWS has not."""
    machine = aws.create("history", STATES)
    arn: str = aws.run(machine, {"items": list(range(60))})["executionArn"]
    return arn


def whole(aws: Aws, execution: str, **more: Any) -> list[dict[str, Any]]:
    pages = aws.client.get_paginator("get_execution_history").paginate(executionArn=execution, **more)
    return [event for page in pages for event in page["events"]]


@pytest.mark.parametrize("size", [1000, 100, 7])
def test_pages_join_to_the_whole_history(aws: Aws, execution: str, size: int) -> None:
    events = whole(aws, execution, PaginationConfig={"PageSize": size})
    assert [event["id"] for event in events] == list(range(1, len(events) + 1))
    assert (events[0]["type"], events[-1]["type"]) == ("ExecutionStarted", "ExecutionSucceeded")
    assert len(events) == 1 + 3 + 60 * 4 + 1 + 2 + 1


@pytest.mark.parametrize("size", [1000, 7])
def test_the_history_comes_backward_too(aws: Aws, execution: str, size: int) -> None:
    backward = whole(aws, execution, reverseOrder=True, PaginationConfig={"PageSize": size})
    assert backward == whole(aws, execution)[::-1]


def test_what_happens_in_child_executions_is_on_no_page_of_their_parent(aws: Aws) -> None:
    inside = STATES["Each"]["ItemProcessor"] | {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}
    states = STATES | {"Each": STATES["Each"] | {"ItemProcessor": inside}}
    arn = aws.run(aws.create("map-run", states), {"items": list(range(20))})["executionArn"]
    for size in (2, 1000):
        events = whole(aws, arn, PaginationConfig={"PageSize": size})
        assert [event["id"] for event in events] == list(range(1, 11))
        assert whole(aws, arn, reverseOrder=True, PaginationConfig={"PageSize": size}) == events[::-1]
    assert [event["type"] for event in events[3:6]] == ["MapRunStarted", "MapRunSucceeded", "MapStateSucceeded"]


def test_the_data_can_be_left_out(aws: Aws, execution: str) -> None:
    started, *_, ended = whole(aws, execution, includeExecutionData=False)
    assert "input" not in started["executionStartedEventDetails"]
    assert "roleArn" in started["executionStartedEventDetails"]
    assert ended["executionSucceededEventDetails"] == {}


def test_a_page_has_at_most_a_thousand_events(aws: Aws, execution: str) -> None:
    assert refused(aws.client.get_execution_history, executionArn=execution, maxResults=1001) == (
        "ValidationException",
        "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: "
        "Member must have value less than or equal to 1000",
    )


@pytest.mark.parametrize("token", ["nonsense", "WzFd", "LTE=", "OTk5OTk5"])
def test_a_token_that_nobody_gave_out_is_refused(aws: Aws, execution: str, token: str) -> None:
    found = refused(aws.client.get_execution_history, executionArn=execution, nextToken=token)
    assert found == ("InvalidToken", "Invalid Token: 'Invalid token'")


CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/history.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_every_event_has_the_shape_that_the_service_gives_it(case: Path) -> None:
    events = [msgspec.convert(each, AnyEvent) for each in json.loads(case.read_text())]
    shape = service_model().shape_for("HistoryEventList")
    shown = list(execution_history(events))
    assert fitted(shape, shown) == shown
    assert json.loads(encoded(shown)) == shown

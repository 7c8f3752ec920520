"""What an ItemReader makes of the data that a request says it has read."""

from typing import Any

import pytest

from tests.executions.test_state.asking import ask, inspected, invalid, refused

INNER = {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "In",
    "States": {"In": {"Type": "Pass", "End": True}},
}
ITEMS = "arn:aws:states:::s3:getObject"
LISTING = "arn:aws:states:::s3:listObjectsV2"


def reading(config: dict[str, Any], resource: str = ITEMS, **fields: Any) -> dict[str, Any]:
    return {
        "Type": "Map",
        "ItemReader": {"Resource": resource, "Parameters": {"Bucket": "b", "Key": "k"}, "ReaderConfig": config},
        "ItemSelector": {"v.$": "$$.Map.Item.Value"},
        "ItemProcessor": INNER,
        "End": True,
    } | fields


def read(config: dict[str, Any], data: str, resource: str = ITEMS) -> Any:
    shown = inspected(reading(config, resource), {}, result=[], stateConfiguration={"mapItemReaderData": data})
    return [item["v"] for item in shown["afterItemSelector"]]


@pytest.mark.parametrize(
    ("config", "data", "items"),
    [
        ({"InputType": "JSON"}, "[1, {}]", [1, {}]),
        ({"InputType": "JSON", "MaxItems": 1}, "[1, 2]", [1]),
        ({"InputType": "JSONL"}, '{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ({"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}, "a,b\n1,2\n", [{"a": "1", "b": "2"}]),
        ({"InputType": "JSON", "ItemsPointer": "/x/y"}, '{"x": {"y": [7]}}', [7]),
    ],
    ids=str,
)
def test_the_data_is_read_in_the_format_of_the_reader(config: dict[str, Any], data: str, items: list[Any]) -> None:
    assert read(config, data) == items


def test_a_listing_is_an_array_of_what_is_known_of_each_object() -> None:
    assert read({}, '[{"Key": "a"}, {"Key": "b"}]', LISTING) == [{"Key": "a"}, {"Key": "b"}]
    assert read({"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN"}, "[1, 2]", LISTING) == [1, 2]


def test_what_the_pointer_leads_to_is_shown() -> None:
    state = reading({"InputType": "JSON", "ItemsPointer": "/x"})
    configuration = {"mapItemReaderData": '{"x": [7, 8]}'}
    shown = inspected(state, {"a": 1}, result=[], stateConfiguration=configuration)
    assert shown == {
        "input": {"a": 1},
        "afterInputPath": {"a": 1},
        "afterItemsPointer": [7, 8],
        "afterItemSelector": [{"v": 7}, {"v": 8}],
        "maxConcurrency": 0,
        "afterResultSelector": [],
        "afterResultPath": [],
    }


def test_batches_are_what_the_children_would_get() -> None:
    batcher = {"MaxItemsPerBatch": 2, "BatchInput": {"of.$": "$.a"}}
    state = reading({"InputType": "JSON"}, ItemBatcher=batcher)
    shown = inspected(state, {"a": 1}, result=[], stateConfiguration={"mapItemReaderData": "[5, 6, 7]"})
    assert shown["afterItemBatcher"] == [
        {"BatchInput": {"of": 1}, "Items": [{"v": 5}, {"v": 6}]},
        {"BatchInput": {"of": 1}, "Items": [{"v": 7}]},
    ]
    message = "Map iteration failure count must be less than or equal to the number of Map iterations"
    configuration = {"mapItemReaderData": "[5, 6, 7]", "mapIterationFailureCount": 3}
    assert invalid(state, {"a": 1}, result=[], stateConfiguration=configuration) == message


def test_data_that_the_reader_cannot_read_fails_the_map() -> None:
    state = reading({"InputType": "JSON"}, Catch=[{"ErrorEquals": ["States.ItemReaderFailed"], "Next": "C"}])
    answer = ask(state, {}, result=[], stateConfiguration={"mapItemReaderData": "7"})
    assert (answer["status"], answer["error"]) == ("CAUGHT_ERROR", "States.ItemReaderFailed")
    assert answer["cause"] == "Attempting to map over non-iterable node."


def test_without_the_data_the_items_are_not_known() -> None:
    state = reading({"InputType": "JSON"}, ToleratedFailureCount=5)
    configuration = {"mapIterationFailureCount": 3}
    assert "afterItemSelector" not in inspected(state, {}, result=[1], stateConfiguration=configuration)
    assert ask(state, {}, result=[1], stateConfiguration=configuration)["output"] == [1]


def test_only_a_reader_reads() -> None:
    state = {"Type": "Map", "ItemProcessor": INNER, "End": True}
    code, message = refused(state, [], result=[], stateConfiguration={"mapItemReaderData": "[1]"})
    assert (code, "ItemReader" in message) == ("ValidationException", True)


def test_the_members_of_an_object_are_items_of_a_jsonata_map() -> None:
    state = {
        "Type": "Map",
        "QueryLanguage": "JSONata",
        "Items": "{% $states.input %}",
        "ItemSelector": {"k": "{% $states.context.Map.Item.Key %}", "v": "{% $states.context.Map.Item.Value %}"},
        "ItemProcessor": INNER,
        "End": True,
    }
    shown = inspected(state, {"a": 1, "b": 2}, result=[])
    assert shown["afterItemSelector"] == [{"k": "a", "v": 1}, {"k": "b", "v": 2}]

from typing import Any

import pytest

from tests.engine.driving import Run, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import PendingTask, pending_work
from webapp.engine.events import MapIterationStarted
from webapp.engine.snapshot import INLINE_CONCURRENCY

PASS = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
TASK = {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": RESOURCE, "End": True}}}


def mapped(data: Any, processor: dict[str, Any] = PASS, **fields: Any) -> Run:
    state = {"Type": "Map", "ItemProcessor": processor, "End": True} | fields
    return run(machine_of({"StartAt": "M", "States": {"M": state}}), data)


def in_flight(data: Any, **fields: Any) -> int:
    state = {"Type": "Map", "ItemProcessor": TASK, "End": True} | fields
    going = Run(machine_of({"StartAt": "M", "States": {"M": state}})).start(data)
    going.advance_all()
    return sum(isinstance(work, PendingTask) for work in pending_work(going.snapshot))


def test_no_items_give_an_empty_array() -> None:
    assert mapped([]).snapshot.output == []


def test_results_keep_the_order_of_the_items() -> None:
    assert mapped({"items": ["a", "b", "c"]}, ItemsPath="$.items").snapshot.output == ["a", "b", "c"]


def test_item_selector_sees_the_whole_input_and_the_item() -> None:
    selector = {"item.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index", "all.$": "$.n"}
    finished = mapped({"n": 1, "items": ["a"]}, ItemsPath="$.items", ItemSelector=selector)
    assert finished.snapshot.output == [{"item": "a", "at": 0, "all": 1}]


def test_items_are_chosen_after_input_path() -> None:
    finished = mapped({"in": {"items": [1]}}, InputPath="$.in", ItemsPath="$.items", ResultPath="$.out")
    assert finished.snapshot.output == {"in": {"items": [1]}, "out": [1]}


@pytest.mark.parametrize(
    ("fields", "data", "count"),
    [
        ({"MaxConcurrency": 2}, list(range(5)), 2),
        ({"MaxConcurrency": 9}, list(range(5)), 5),
        ({"MaxConcurrency": 99}, list(range(100)), INLINE_CONCURRENCY),
        ({}, list(range(100)), INLINE_CONCURRENCY),
        ({"MaxConcurrency": 0}, list(range(100)), INLINE_CONCURRENCY),
    ],
)
def test_only_so_many_iterations_run_at_once(fields: dict[str, Any], data: Any, count: int) -> None:
    assert in_flight(data, **fields) == count


def test_the_limit_may_come_from_the_data() -> None:
    assert in_flight({"n": 3, "items": [1, 2, 3, 4]}, ItemsPath="$.items", MaxConcurrencyPath="$.n") == 3


def test_a_limit_that_is_no_number_fails_before_the_map_starts() -> None:
    finished = mapped({"n": "many", "items": []}, ItemsPath="$.items", MaxConcurrencyPath="$.n")
    assert finished.snapshot.cause == (
        "An error occurred while executing the state 'M' (entered at the event id #2). "
        'The MaxConcurrencyPath field refers to value "many" which is not a valid integer: $.n'
    )
    assert finished.snapshot.last_id == 3


def test_items_that_are_no_array_or_not_there_fail() -> None:
    finished = mapped({"items": {}}, ItemsPath="$.items")
    assert finished.snapshot.error == "States.Runtime"
    assert (finished.snapshot.cause or "").endswith('Reference path "$.items" must point to array.')
    missing = mapped({"n": 1}, ItemsPath="$.items")
    assert missing.snapshot.error == "States.ReferencePathConflict"
    assert (missing.snapshot.cause or "").endswith('Unable to apply step "items" to input {"n":1}')


def test_iterations_read_outer_variables_and_do_not_see_each_others() -> None:
    inner = {
        "StartAt": "Set",
        "States": {
            "Set": {"Type": "Pass", "Assign": {"own.$": "$"}, "Next": "Get"},
            "Get": {"Type": "Pass", "Parameters": {"own.$": "$own", "outer.$": "$outer"}, "End": True},
        },
    }
    states = {
        "Before": {"Type": "Pass", "Assign": {"outer": "o"}, "Next": "M"},
        "M": {"Type": "Map", "ItemProcessor": inner, "End": True},
    }
    finished = run(machine_of({"StartAt": "Before", "States": states}), [1, 2])
    assert finished.snapshot.output == [{"own": 1, "outer": "o"}, {"own": 2, "outer": "o"}]
    assert dict(finished.snapshot.threads["0"].variables) == {"outer": "o"}


def test_an_item_selector_that_fails_ends_the_execution_at_once() -> None:
    finished = mapped([1], ItemSelector={"x.$": "$.gone"})
    assert finished.snapshot.status == "FAILED"
    assert [type(event).__name__ for event in finished.events][-3:] == [
        "MapStateStarted",
        "StateFailed",
        "ExecutionFailed",
    ]


def test_each_iteration_names_its_item_by_index() -> None:
    started = of_kind(mapped(["a", "b"]).events, MapIterationStarted)
    assert [(event.index, event.name, event.input) for event in started] == [(0, "M", "a"), (1, "M", "b")]

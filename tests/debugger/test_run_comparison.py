"""Two executions side by side."""

import copy
import json
from collections.abc import Sequence
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.debugger.recordings import WORDS, record, words
from tests.engine.chance import play
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import machines
from webapp.debugger.run_comparison import Pair, RunComparison, compare_runs, same_json
from webapp.engine import AnyEvent, StateEntered

Definition = dict[str, Any]

COUNT: dict[str, Any] = copy.deepcopy(WORDS)
COUNT["States"]["Reduce"] = {"Type": "Pass", "Parameters": {"all.$": "$"}, "End": True}

ROUTE: dict[str, Any] = {
    "StartAt": "Route",
    "States": {
        "Route": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.good", "BooleanEquals": True, "Next": "Good"}],
            "Default": "Bad",
        },
        "Good": {"Type": "Pass", "Result": "well", "ResultPath": "$.how", "Next": "End"},
        "Bad": {"Type": "Pass", "Result": "badly", "ResultPath": "$.how", "Next": "End"},
        "End": {"Type": "Pass", "End": True},
    },
}


def compared(left: Sequence[AnyEvent], right: Sequence[AnyEvent]) -> RunComparison:
    return compare_runs(list(left), list(right))


def told(pair: Pair) -> tuple[str, list[int], list[str]]:
    return pair.key.path, [around.index for around in pair.key.flow], [each.aspect for each in pair.differences]


def differing(comparison: RunComparison) -> list[tuple[str, list[int], list[str]]]:
    return [told(pair) for pair in comparison.pairs if pair.likeness not in ("same", "inside")]


def test_a_run_is_the_same_as_itself() -> None:
    comparison = compared(words(), words())
    assert {pair.likeness for pair in comparison.pairs} == {"same"}
    assert comparison.first is None


def test_one_other_word_differs_in_its_iteration_and_behind_the_map_only() -> None:
    """The Map and its predecessors are given the data whole, so only where it is edited can tell them apart."""
    left = words()
    edited = [_with_word(event, "fox", "ox") for event in left]
    comparison = compared(left, edited)
    assert differing(comparison) == [
        ("MapWords/Mapper", [3], ["input", "output"]),
        ("MapWords/Trim", [3], ["input", "output"]),
        ("Reduce", [], ["input", "output"]),
    ]
    assert [pair.key.path for pair in comparison.pairs if pair.likeness == "inside"] == ["MapWords"]
    assert comparison.first is not None
    assert told(comparison.first.pair)[:2] == ("MapWords/Mapper", [3])
    assert comparison.first.difference is not None
    assert comparison.first.difference.aspect == "input"


def _with_word(event: AnyEvent, old: str, new: str) -> AnyEvent:
    """Return the event as if the word had been edited where Mapper was entered."""
    if event.thread == "0" and getattr(event, "name", "") in ("Split", "MapWords") and hasattr(event, "input"):
        return event
    changes: dict[str, Any] = {}
    for member in ("input", "output"):
        value = getattr(event, member, None)
        if value is not None and type(event).__name__ not in ("ExecutionStarted", "MapStateStarted"):
            changes[member] = json.loads(json.dumps(value).replace(f'"{old}"', f'"{new}"'))
    is_split = type(event).__name__ == "StateExited" and getattr(event, "name", "") == "Split"
    return event if is_split else msgspec.structs.replace(event, **changes)


def test_the_first_divergence_is_the_choice_that_went_another_way() -> None:
    flag = ROUTE | {"States": ROUTE["States"] | {"Route": ROUTE["States"]["Route"] | {"Default": "Good"}}}
    comparison = compared(record(ROUTE, {"good": False}), record(flag, {"good": False}))
    assert comparison.first is not None
    assert told(comparison.first.pair) == ("Route", [], ["next"])
    likeness = {pair.key.path: pair.likeness for pair in comparison.pairs}
    assert likeness == {"Route": "differs", "Bad": "left", "Good": "right", "End": "differs"}


def test_other_input_differs_from_the_first_state_on() -> None:
    comparison = compared(record(ROUTE, {"good": True}), record(ROUTE, {"good": False}))
    assert comparison.first is not None
    assert told(comparison.first.pair)[0] == "Route"
    assert comparison.first.difference is not None
    assert (comparison.first.difference.aspect, comparison.first.difference.left) == ("input", 2)


def test_a_run_that_has_come_less_far_differs_where_it_stands() -> None:
    whole = words()
    comparison = compared(whole[:3], whole)
    assert comparison.first is not None
    assert comparison.first.pair.key.path in ("Split", "MapWords")
    assert {pair.likeness for pair in comparison.pairs} <= {"same", "differs", "right"}


def test_the_order_in_which_iterations_took_turns_makes_no_difference() -> None:
    slower = copy.deepcopy(WORDS)
    slower["States"]["MapWords"]["MaxConcurrency"] = 1
    data = {"words": ["a", "b", "c"]}
    assert differing(compared(record(WORDS, data), record(slower, data))) == []


def test_true_is_not_one() -> None:
    assert not same_json({"a": [True]}, {"a": [1]})
    assert same_json({"a": 1, "b": [2.0]}, {"b": [2], "a": 1})


@given(st.lists(st.sampled_from(["the", "quick", "fox"]), max_size=4), st.integers(0, 60), st.integers(0, 60))
def test_sides_are_alike(words: list[str], left: int, right: int) -> None:
    events = record(COUNT, {"words": words})
    there, back = compared(events[:left], events[:right]), compared(events[:right], events[:left])
    mirrored = {"left": "right", "right": "left"}
    assert {pair.key: pair.likeness for pair in there.pairs} == {
        pair.key: mirrored.get(pair.likeness, pair.likeness) for pair in back.pairs
    }


@given(machines(), st.integers(0, 2**32), st.integers(0, 2**32))
def test_any_two_runs_compare_and_a_run_differs_nowhere_from_itself(
    definition: Definition, left: int, right: int
) -> None:
    one, other = (play(Run(machine_of(definition)), seed).events for seed in (left, right))
    assert compare_runs(one, one).first is None
    compared = compare_runs(one, other)
    assert (compared.first is None) == all(pair.likeness == "same" for pair in compared.pairs)
    entries = sum(isinstance(event, StateEntered) for event in one)
    assert sum(pair.left is not None for pair in compared.pairs) == entries

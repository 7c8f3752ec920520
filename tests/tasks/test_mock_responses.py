"""The answers of one mock: by number, with an open end, by the item of a Map, late."""

import pytest

from webapp.tasks.mock_responses import (
    EXHAUSTED,
    InvocationNumber,
    MockAnswer,
    MockProblem,
    MockReturn,
    MockThrow,
    is_response,
    read_answer,
    read_response,
)
from webapp.values import Json


def answered(value: Json, in_execution: int, in_iteration: int = 0, *iterations: int) -> MockAnswer:
    response = read_response("Mock", value, "/Pay")
    return response.answer(InvocationNumber(in_execution, in_iteration), iterations)


def test_an_open_range_answers_from_its_number_on() -> None:
    value: Json = {"0-1": {"Throw": {"Error": "Busy"}}, "2-*": {"Return": 2}}
    assert [answered(value, number) for number in (1, 2, 10**6)] == [
        MockThrow("Busy", ""),
        MockReturn(2),
        MockReturn(2),
    ]


def test_nothing_may_follow_an_open_range() -> None:
    with pytest.raises(MockProblem, match="/Pay/3: numbers must follow each other"):
        read_response("Mock", {"0-*": {"Return": 1}, "3": {"Return": 2}}, "/Pay")


def test_an_index_answers_for_its_item_and_counts_its_invocations() -> None:
    value: Json = {
        "Index": {
            "0": [{"Throw": {"Error": "Busy"}}, {"Return": "second"}],
            "5-9": {"Return": "some"},
            "*": {"Return": "any"},
        }
    }
    assert answered(value, 40, 0, 0) == MockThrow("Busy", "")
    assert answered(value, 41, 1, 0) == MockReturn("second")
    assert answered(value, 41, 7, 6) == MockReturn("some")
    assert answered(value, 41, 7, 3) == MockReturn("any")


@pytest.mark.parametrize(
    ("key", "fits", "fits_not"),
    [
        ("2", [(2,), (0, 2), (2, 2)], [(0,), (2, 0), ()]),
        ("1.2", [(1, 2), (0, 1, 2)], [(2,), (2, 1)]),
        ("*.2", [(0, 2), (9, 2)], [(2,), (2, 0)]),
        ("3-*", [(3,), (99,)], [(2,)]),
        ("0-1.*", [(0, 5), (1, 0)], [(2, 0)]),
    ],
)
def test_an_index_looks_at_the_innermost_maps(
    key: str, fits: list[tuple[int, ...]], fits_not: list[tuple[int, ...]]
) -> None:
    value: Json = {"Index": {key: {"Return": 1}}}
    assert all(answered(value, 0, 0, *each) == MockReturn(1) for each in fits)
    assert all(isinstance(answered(value, 0, 0, *each), MockThrow) for each in fits_not)


def test_an_item_without_an_index_fails_and_is_named() -> None:
    value: Json = {"Index": {"0": {"Return": 1}}}
    assert answered(value, 0, 0, 4, 2) == MockThrow(EXHAUSTED, "The mock 'Mock' has no Index for item 4.2")
    outside = answered(value, 0)
    assert outside == MockThrow(EXHAUSTED, "The mock 'Mock' has no Index for a Task outside of every Map")


def test_running_past_the_end_of_an_index_names_it() -> None:
    answer = answered({"Index": {"3": [{"Return": 1}]}}, 8, 1, 3)
    assert answer == MockThrow(EXHAUSTED, "Invocation 1 has no answer: the mock 'Mock at 3' ends at number 0")


def test_an_answer_may_come_late() -> None:
    assert read_answer({"Return": 1, "DelaySeconds": 2.5}, "") == MockReturn(1, 2.5)
    assert read_answer({"DelaySeconds": 60, "Throw": {"Error": "E"}}, "") == MockThrow("E", "", 60)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"Index": {}}, "/Pay/Index: expected at least one index"),
        ({"Index": {"0": {"Return": 1}}, "0": {"Return": 1}}, '/Pay: Index stands alone: put 0 into it, under "*"'),
        ({"Index": {"first": {"Return": 1}}}, "/Pay/Index/first: expected an index such as"),
        ({"Index": {"2-1": {"Return": 1}}}, "/Pay/Index/2-1: the range ends before it begins"),
        ({"Index": {"0": {"Index": {}}}}, "/Pay/Index/0/Index: expected Return, Throw"),
        ({"Index": []}, "/Pay/Index: expected an object"),
        ({"Return": 1, "DelaySeconds": "1"}, "/Pay/DelaySeconds: expected a number of seconds from 0"),
        ({"Return": 1, "DelaySeconds": -1}, "/Pay/DelaySeconds: expected a number of seconds from 0"),
        ({"Return": 1, "DelaySeconds": True}, "/Pay/DelaySeconds: expected a number of seconds from 0"),
        ({"ReturnTemplate": {"a.$": "text"}}, "/Pay/ReturnTemplate: The value for the field 'a.$' must be a valid"),
        ({"Return": 1, "ReturnTemplate": 1}, "/Pay: expected exactly one of Return and Throw, found Return, Ret"),
        ({"Return": 1, "Delay": 1}, "/Pay: expected exactly one of Return and Throw, found Return, Delay"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(value: Json, problem: str) -> None:
    with pytest.raises(MockProblem) as caught:
        read_response("Mock", value, "/Pay")
    assert str(caught.value).startswith(problem)
    assert str(caught.value) == f"{caught.value.pointer}: {caught.value.message}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Return": 1}, True),
        ({"Throw": {}}, True),
        ({"ReturnTemplate": {}}, True),
        ({"0": {}, "1-*": {}}, True),
        ([{"Return": 1}], True),
        ({"Index": {}}, True),
        ({}, False),
        ([], False),
        ([1], False),
        ({"Index": 1}, False),
        ({"paid": True}, False),
        ("text", False),
    ],
)
def test_a_response_is_told_from_any_value(value: object, expected: bool) -> None:
    assert is_response(value) is expected

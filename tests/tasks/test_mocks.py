"""Mocks of both shapes."""

import json
from pathlib import Path

import pytest

from webapp.tasks.mock_responses import EXHAUSTED, InvocationNumber, MockAnswer, MockProblem, MockReturn, MockThrow
from webapp.tasks.mocks import MockBook
from webapp.values import Json

CONFIG: dict[str, Json] = {
    "StateMachines": {
        "Orders": {"TestCases": {"Happy": {"Pay": "Paid", "Ship": "Shipped"}, "Flaky": {"Pay": "PaidLate"}}},
        "Other": {"TestCases": {"Only": {"Pay": "Paid"}}},
    },
    "MockedResponses": {
        "Paid": {"0": {"Return": {"StatusCode": 200, "Payload": {"ok": True}}}},
        "Shipped": {"0-4": {"Return": "shipped"}},
        "PaidLate": {
            "0": {"Return": 1},
            "1-2": {"Throw": {"Error": "Lambda.TimeoutException", "Cause": "Lambda timed out."}},
            "3": {"Return": {}},
        },
    },
}


def answered(book: MockBook, number: int, path: str = "Pay") -> MockAnswer | None:
    return book.answer(path, path.rpartition("/")[2], InvocationNumber(number, number))


def test_a_test_case_of_step_functions_local_answers_by_number() -> None:
    book = MockBook.load(CONFIG, machine="Orders", case="Flaky")
    answers = [answered(book, number, "Pay") for number in range(4)]
    late = MockThrow("Lambda.TimeoutException", "Lambda timed out.")
    assert answers == [MockReturn(1), late, late, MockReturn({})]
    assert answered(book, 0, "Ship") is None


def test_running_past_the_last_number_is_an_error_that_says_so() -> None:
    answer = answered(MockBook.load(CONFIG, machine="Orders", case="Flaky"), 4)
    assert answer == MockThrow(EXHAUSTED, "Invocation 4 has no answer: the mock 'PaidLate' ends at number 3")


def test_a_state_in_a_map_is_found_by_its_name_and_a_path_goes_first() -> None:
    book = MockBook.load({"Pack": {"Return": "by name"}, "Each/Pack": {"Return": "by path"}})
    assert answered(book, 7, "Each/Pack") == MockReturn("by path")
    assert answered(book, 7, "Other/Pack") == MockReturn("by name")


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ({"Return": None}, [MockReturn(None)] * 3),
        ({"Throw": {"Error": "E", "Cause": "why"}}, [MockThrow("E", "why")] * 3),
        ({"Throw": {"Error": "E"}}, [MockThrow("E", "")] * 3),
        ({"0": {"Return": 1}, "1-2": {"Return": 2}}, [MockReturn(1), MockReturn(2), MockReturn(2)]),
        ({"1-2": {"Return": 2}, "0": {"Return": 1}}, [MockReturn(1), MockReturn(2), MockReturn(2)]),
        ([{"Return": 1}, {"Throw": {"Error": "E"}}, {"Return": 3}], [MockReturn(1), MockThrow("E", ""), MockReturn(3)]),
    ],
)
def test_every_simple_response_answers(response: Json, expected: list[MockReturn | MockThrow]) -> None:
    book = MockBook.load({"Pay": response})
    assert [answered(book, number, "Pay") for number in range(3)] == expected


def test_a_list_ends() -> None:
    answer = answered(MockBook.load({"Pay": [{"Return": 1}]}), 1)
    assert isinstance(answer, MockThrow)
    assert answer.error == EXHAUSTED


@pytest.mark.parametrize(
    ("response", "problem"),
    [
        (5, "/Pay: expected an object"),
        ({}, '/Pay: expected Return, Throw, Index, or invocation numbers such as "0" and "1-2"'),
        ([], "/Pay: expected at least one answer"),
        ({"Return": 1, "Throw": {}}, "/Pay: expected exactly one of Return and Throw, found Return, Throw"),
        ({"result": 1}, '/Pay/result: expected Return, Throw, Index, or an invocation number such as "0"'),
        (
            {"0": {"Return": 1}, "2": {"Return": 1}},
            "/Pay/2: numbers must follow each other from 0: invocation 1 has no",
        ),
        (
            {"0-1": {"Return": 1}, "1": {"Return": 1}},
            "/Pay/1: numbers must follow each other from 0: invocation 1 has two",
        ),
        ({"2-1": {"Return": 1}}, "/Pay/2-1: the range ends before it begins"),
        ({"0": {"return": 1}}, "/Pay/0: expected exactly one of Return and Throw, found return"),
        ({"Throw": {"Cause": "why"}}, "/Pay/Throw/Error: expected text"),
        ({"Throw": {"Error": "E", "Cause": {}}}, "/Pay/Throw/Cause: expected text"),
        ({"Throw": {"Error": "E", "Reason": ""}}, "/Pay/Throw/Reason: expected Error and Cause only"),
        ([{"Return": 1}, 5], "/Pay/1: expected an object"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(response: Json, problem: str) -> None:
    with pytest.raises(MockProblem) as caught:
        MockBook.load({"Pay": response})
    assert str(caught.value).startswith(problem)


def test_the_test_case_must_be_named_where_there_are_several() -> None:
    with pytest.raises(MockProblem, match=r"/StateMachines: which state machine.*Orders, Other"):
        MockBook.load(CONFIG)
    with pytest.raises(MockProblem, match=r"/StateMachines/Orders/TestCases: which test case.*Happy, Flaky"):
        MockBook.load(CONFIG, machine="Orders")
    with pytest.raises(MockProblem, match="no test case 'Sad'"):
        MockBook.load(CONFIG, machine="Orders", case="Sad")
    assert answered(MockBook.load(CONFIG, machine="Other"), 0)


def test_a_case_that_names_no_response_is_refused() -> None:
    config: dict[str, Json] = {"StateMachines": {"A": {"TestCases": {"C": {"a/b": "X"}}}}, "MockedResponses": {}}
    with pytest.raises(MockProblem) as caught:
        MockBook.load(config)
    assert caught.value.pointer == "/StateMachines/A/TestCases/C/a~1b"


def test_simple_mocks_have_no_test_cases() -> None:
    with pytest.raises(MockProblem, match="no test cases to choose"):
        MockBook.load({"Pay": {"Return": 1}}, case="Happy")


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mocks.json"
    file.write_text(json.dumps({"Pay": {"Return": "ü"}}), encoding="utf-8")
    assert answered(MockBook.load(file), 0) == MockReturn("ü")
    assert answered(MockBook.load(str(file)), 0) == MockReturn("ü")


@pytest.mark.parametrize(("text", "message"), [("{", "line 1, column 2"), ("[]", "expected an object")])
def test_a_file_that_holds_no_mocks_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mocks.json"
    file.write_text(text)
    with pytest.raises(MockProblem, match=message):
        MockBook.load(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MockProblem, match="No such file"):
        MockBook.load(tmp_path / "mocks.json")

"""Mocks as they are typed in the page."""

from typing import Any

import pytest

from webapp.engine import CommandRefused
from webapp.executions.answers import Given, Thrown
from webapp.executions.typed_mocks import answer_of, book_of, book_of_kept
from webapp.messages.protocol import Mock, MockAnswer
from webapp.tasks import InvocationNumber, MockReturn, MockThrow


def test_a_result_is_json_and_nothing_typed_is_null() -> None:
    assert answer_of(Mock(result='{"a": [1]}')) == Given({"a": [1]})
    assert answer_of(Mock()) == answer_of(Mock(result="")) == Given(None)


def test_an_error_goes_before_a_result() -> None:
    assert answer_of(Mock(error="Late", cause="no truck", result="1")) == Thrown("Late", "no truck")
    assert answer_of(Mock(error="")) == Thrown("", "")


def test_a_book_answers_every_invocation_of_a_state() -> None:
    book = book_of({"Pay": Mock(result="7"), "Each/Ship": Mock(error="Late")})
    assert [book.answer("Pay", "Pay", InvocationNumber(number, 0)) for number in (0, 5)] == [MockReturn(7)] * 2
    assert book.answer("Each/Ship", "Ship", InvocationNumber(0, 0)) == MockThrow("Late", "")
    assert book.answer("Other", "Other", InvocationNumber(0, 0)) is None


def test_answers_come_in_order_and_the_last_repeats() -> None:
    busy = MockAnswer(error="Custom.Busy", delay_seconds=1.5)
    book = book_of({"Pay": Mock(error="Custom.Busy", cause="first", later=[busy, MockAnswer(result="7")])})
    answers = [book.answer("Pay", "Pay", InvocationNumber(number, 0)) for number in (0, 1, 2, 3, 99)]
    first, second = MockThrow("Custom.Busy", "first"), MockThrow("Custom.Busy", "", delay_seconds=1.5)
    assert answers == [first, second, MockReturn(7), MockReturn(7), MockReturn(7)]


def test_an_answer_of_a_later_call_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(CommandRefused, match="Pay: the mock's result is no JSON"):
        book_of({"Pay": Mock(result="1", later=[MockAnswer(result="{nope")])})
    with pytest.raises(CommandRefused, match="/Pay/1-\\*/DelaySeconds: expected a number of seconds"):
        book_of({"Pay": Mock(result="1", later=[MockAnswer(result="1", delay_seconds=-1)])})


def test_a_mock_that_is_no_json_names_its_state() -> None:
    with pytest.raises(CommandRefused, match="Pay: the mock's result is no JSON"):
        book_of({"Pay": Mock(result="{nope")})


def test_mocks_that_are_kept_are_as_typed_or_as_in_a_file() -> None:
    typed = {"result": "7", "error": None, "cause": None}
    in_order = {**typed, "delay_seconds": 0, "later": [{"result": "8"}]}
    kept: dict[str, Any] = {"Pay": typed, "Mail": in_order, "Ship": [{"Throw": {"Error": "Late"}}, {"Return": 1}]}
    book = book_of_kept(kept)
    answers = [book.answer(name, name, InvocationNumber(1, 0)) for name in kept]
    assert answers == [MockReturn(7), MockReturn(8), MockReturn(1)]


def test_a_kept_mock_that_cannot_be_meant_is_refused_with_its_place() -> None:
    with pytest.raises(CommandRefused, match="/Pay/Returns: expected"):
        book_of_kept({"Pay": {"Returns": 1}})

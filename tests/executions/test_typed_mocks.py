"""Mocks as they are typed in the page."""

import pytest

from webapp.engine import CommandRefused
from webapp.executions.answers import Given, Thrown
from webapp.executions.typed_mocks import answer_of, book_of
from webapp.messages.protocol import Mock
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


def test_a_mock_that_is_no_json_names_its_state() -> None:
    with pytest.raises(CommandRefused, match="Pay: the mock's result is no JSON"):
        book_of({"Pay": Mock(result="{nope")})

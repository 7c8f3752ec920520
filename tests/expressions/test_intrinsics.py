"""Calls evaluate their arguments, and fail in the words of the service."""

from typing import Any

import pytest

from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError
from webapp.expressions.intrinsics import compile_intrinsic, is_intrinsic
from webapp.expressions.scope import Scope
from webapp.values import Entropy, Json

DATA: Json = {"name": "World", "place": {"fst": 1}, "template": "{}!", "items": [1, 2, 3]}
SCOPE = Scope(DATA, {"StateMachine": {"Name": "a-b-c"}}, {"v": [7]})


def evaluate(text: str) -> Any:
    return compile_intrinsic(text).evaluate(SCOPE, Entropy(1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("States.Format('Hello {}', $.name)", "Hello World"),
        ("States.Format($.template, $.place)", "{fst=1}!"),
        (r"States.Format('\{\} {} \' \\', 1)", "{} 1 ' \\"),
        (r"States.Array('\{\} \' \\')", ["{} ' \\"]),
        ("States.Array(1, -2.5, null, true, $, $v[0])", [1, -2.5, None, True, DATA, 7]),
        ("States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), 0)", "a"),
        (
            "States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), "
            "States.MathAdd(States.ArrayLength(States.StringSplit($$.StateMachine.Name, '-')), -1))",
            "c",
        ),
        ("""States.JsonMerge(States.StringToJson('{"a": "b"}'), $.place, false)""", {"a": "b", "fst": 1}),
        ("States.ArrayLength($.items[?(@ > 1)])", 2),
    ],
)
def test_call(text: str, expected: Json) -> None:
    assert evaluate(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "States.ArrayRange('a', 5, 1)",
            "There was an error while evaluating the intrinsic function: States.ArrayRange('a', 5, 1). "
            "Invalid arguments in States.ArrayRange",
        ),
        (
            "States.Format('Hello {', $.name)",
            "There was an error while evaluating the intrinsic function: States.Format('Hello {', $.name). "
            "Invalid template in States.Format: matching '}' not found for '{'.",
        ),
        (
            "States.Array($.name, States.ArrayLength( 5 ))",
            "There was an error while evaluating the intrinsic function: States.ArrayLength( 5 ). "
            "Invalid arguments in States.ArrayLength",
        ),
    ],
)
def test_a_failure_is_worded_as_the_service_words_it(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(text)
    assert caught.value.message == message


def test_a_missing_argument_names_the_call_the_path_and_the_input() -> None:
    call = compile_intrinsic("States.Array($.x)")
    with pytest.raises(ExpressionError) as caught:
        call.evaluate(Scope({"a": 1}), Entropy(1))
    assert caught.value.message == (
        "The function 'States.Array($.x)' had the following error: "
        "The JsonPath argument for the field '$.x' could not be found in the input '{\"a\":1}'"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("States.Nothing()", "no function States.Nothing"),
        ("States.UUID(1)", "takes 0 arguments, not 1"),
        ("States.StringToJson()", "takes 1 argument, not 0"),
        ("States.MathRandom(1)", "takes 2 to 3 arguments, not 1"),
        ("States.Format()", "takes 1 or more arguments, not 0"),
    ],
)
def test_a_call_that_cannot_work_is_refused(text: str, message: str) -> None:
    with pytest.raises(ExpressionSyntaxError, match=message):
        compile_intrinsic(text)


def test_an_inner_call_is_refused_at_its_own_column() -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        compile_intrinsic("States.Array(1, States.UUID(1))")
    assert caught.value.column == 17


def test_which_texts_are_calls() -> None:
    assert is_intrinsic("States.Format(")
    assert not is_intrinsic(" States.UUID()")
    assert not is_intrinsic("$.States.UUID")


def test_the_same_entropy_gives_the_same_chance() -> None:
    call = compile_intrinsic("States.Array(States.UUID(), States.MathRandom(0, 1000000))")
    first, again, other = (call.evaluate(SCOPE, Entropy(seed)) for seed in (3, 3, 4))
    assert first == again != other

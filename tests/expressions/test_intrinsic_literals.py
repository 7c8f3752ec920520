import pytest

from webapp.expressions.errors import ExpressionError
from webapp.expressions.intrinsic_literals import wrong_literals
from webapp.expressions.intrinsics import compile_intrinsic
from webapp.expressions.scope import Scope
from webapp.values import Entropy

WRONG = (
    ("States.MathAdd(1, '2')", "argument 2 of States.MathAdd is a text, but must be a number", 1),
    ("States.MathRandom(null, 3)", "argument 1 of States.MathRandom is null, but must be a number", 1),
    ("States.ArrayLength('abc')", "argument 1 of States.ArrayLength is a text, but must be an array", 1),
    ("States.ArrayGetItem($.list, 'first')", "argument 2 of States.ArrayGetItem is a text, but must be a number", 1),
    ("States.StringSplit('a,b', 1)", "argument 2 of States.StringSplit is a number, but must be a text", 1),
    ("States.JsonMerge($, $, 'false')", "argument 3 of States.JsonMerge is a text, but must be true or false", 1),
    ("States.StringToJson(true)", "argument 1 of States.StringToJson is true or false, but must be a text", 1),
    ("States.Array(1, States.Hash('a', 256))", "argument 2 of States.Hash is a number, but must be a text", 17),
)


@pytest.mark.parametrize(("text", "reason", "column"), WRONG)
def test_a_written_argument_that_is_never_taken_is_found_and_the_call_fails(
    text: str, reason: str, column: int
) -> None:
    compiled = compile_intrinsic(text)
    assert list(wrong_literals(compiled)) == [(reason, column)]
    with pytest.raises(ExpressionError):
        compiled.evaluate(Scope({"list": [1]}), Entropy(1))


@pytest.mark.parametrize(
    "text",
    [
        "States.MathAdd($.a, -1.5)",
        "States.Format('{}{}', 1, null)",
        "States.Format($.template, true)",
        "States.ArrayContains($.list, 'x')",
        "States.Hash(5, 'MD5')",
        "States.JsonMerge($.a, States.StringToJson('{}'), false)",
        "States.Array('a', 1, true, null)",
        "States.UUID()",
    ],
)
def test_arguments_that_may_be_taken_are_not_judged(text: str) -> None:
    assert list(wrong_literals(compile_intrinsic(text))) == []

"""Errors are worded as the reference implementation words them."""

import pytest

from tests.expressions.test_jsonata import value_of
from webapp.expressions import JsonataError
from webapp.expressions.jsonata_messages import error_of_jsonatapy, worded


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"a" * 2', 'T2001: The left side of the "*" operator must evaluate to a number'),
        ("$uppercase(1)", 'T0410: Argument 1 of function "uppercase" does not match function signature'),
        ("$count(1, 2)", 'T0410: Argument 2 of function "count" does not match function signature'),
        ('$substring("a")', 'T0410: Argument 2 of function "substring" does not match function signature'),
        ("$contains('a', 1)", 'T0410: Argument 2 of function "contains" does not match function signature'),
        ("$uppercase(null)", 'T0410: Argument 1 of function "uppercase" does not match function signature'),
        ("$substring(1, 2)", 'T0411: Context value is not a compatible type with argument 1 of function "substring"'),
        ('$sum("a")', 'T0412: Argument 1 of function "sum" must be an array of "numbers"'),
        ("$max(null)", 'T0412: Argument 1 of function "max" must be an array of "numbers"'),
        ("$join(null)", 'T0412: Argument 1 of function "join" must be an array of "strings"'),
        ('1 < "a"', 'T2009: The values 1 and "a" either side of operator "<" must be of the same data type'),
        (
            "null < 1",
            'T2010: The expressions either side of operator "<" must evaluate to numeric or string values',
        ),
        ('-"a"', 'D1002: Cannot negate a non-numeric value: "a"'),
        ("{1: 1}", "T1003: Key in object structure must evaluate to a string; got: 1"),
        ('{"a": 1, "a": 2}', 'D1009: Multiple key definitions evaluate to same key: "a"'),
        ("sum(1)", "T1005: Attempted to invoke a non-function. Did you mean $sum?"),
        ("$foo(1)", "T1006: Attempted to invoke a non-function"),
        ('$number("abc")', 'D3030: Unable to cast value to a number: "abc"'),
        ('$replace("a", "", "b")', "D3010: Second argument of replace function cannot be an empty string"),
        ("$formatBase(1, 1)", "D3100: The radix of the formatBase function must be between 2 and 36.  It was given 1"),
        ('$error("boo")', "D3137: boo"),
        ("1e400", "S0102: Number out of range: 1e400"),
        ("$f(", "S0207: Unexpected end of expression"),
    ],
)
def test_a_message_is_worded(text: str, message: str) -> None:
    with pytest.raises(JsonataError) as caught:
        value_of(text)
    assert caught.value.message == message


def test_a_message_without_a_code_is_kept() -> None:
    assert error_of_jsonatapy("something else").message == "something else"


def test_without_details_there_is_no_wording() -> None:
    assert worded("T2009", ()) is None
    assert worded("D9999", (1,)) is None


def test_regular_expressions_beyond_the_first_library_are_evaluated_by_the_other() -> None:
    assert value_of('$contains("ab", /a(?=b)/)') is True
    assert value_of('$match("aa", /(a)\\1/).match') == "aa"

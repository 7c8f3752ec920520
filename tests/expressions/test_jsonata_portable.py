"""The other library, which evaluates where the first cannot be installed, and both against each other."""

import subprocess
import sys
from itertools import product

import pytest

from webapp.expressions import ExpressionError, JsonataError, UnsupportedJsonataResult
from webapp.expressions import jsonata_native as native
from webapp.expressions import jsonata_portable as portable
from webapp.values import ABSENT, Absent, Json

WITHOUT_THE_FIRST = """
import sys
sys.modules["jsonatapy"] = None
from webapp.expressions.jsonata_library import load_jsonata
print(type(load_jsonata("1")).__name__, load_jsonata("$x + 1").evaluate({"x": 1}, 0, 0))
"""


def value_of(text: str, **variables: Json) -> Json | Absent:
    return portable.load(text).evaluate(variables, 1, 1_700_000_000_000)


def test_it_is_taken_where_the_first_is_not_installed() -> None:
    answer = subprocess.run([sys.executable, "-c", WITHOUT_THE_FIRST], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["PortableJsonata", "2"]


def test_null_nothing_and_functions_are_told_apart() -> None:
    assert value_of("[null, $x]", x=None) == [None, None]
    assert value_of("$missing") is ABSENT
    for text in ("$sum", "[function($x){$x}]", "1/0"):
        with pytest.raises(UnsupportedJsonataResult):
            value_of(text)


def test_what_runs_away_is_stopped() -> None:
    with pytest.raises(JsonataError, match="Stack overflow error"):
        value_of("($f := function($n){$f($n + 1) + 1}; $f(1))")
    with pytest.raises(JsonataError, match="Expression evaluation timeout"):
        value_of("($f := function(){$f()}; $f())")


def test_errors_are_worded_alike() -> None:
    with pytest.raises(JsonataError, match="T2001: The left side of the"):
        value_of('"a" + 1')
    with pytest.raises(JsonataError, match="S0207"):
        portable.load("1 +")


@pytest.mark.parametrize(
    "text",
    [
        "$partition([1, 2, 3], 2)",
        "$range(1, 9, 9)",
        "$hash('input data', 'SHA-1')",
        "$parse('[1, -0]')",
        "$parse($missing)",
        "[$random(), $random(3), $uuid(), $millis(), $now()]",
        "$shuffle([1, 2, 3, 4, 5, 6, 7])",
    ],
)
def test_the_added_functions_are_the_same_in_both(text: str) -> None:
    assert value_of(text) == native.load(text).evaluate({}, 1, 1_700_000_000_000)


OPERANDS = ("1", "2.5", "0", "'a'", "'b'", "true", "null", "$a", "$b", "$a.x", "$b[0]", "[1, 2]", "{'x': 1}", "$none")
OPERATORS = ("+", "-", "*", "=", "!=", "<", ">=", "and", "or", "in", "&")
WRAPPED = ("{}", "[{}]", "{{'k': {}}}", "({}) ? 1 : 2", "$count({})", "$exists({})", "$not({})", "$type({})", "[{}][0]")
DIFFERENT = {  # jsonata-python compares as Python does, jsonatapy as JavaScript does, which is right
    "1 in true",
    "true in 1",
    "true in $a.x",
    "true in [1, 2]",
    "null in $b",
    "{'x': 1} in {'x': 1}",
}
DATA: dict[str, Json] = {"a": {"x": [1, {"y": 2}], "z": "t"}, "b": [3, "c", None]}


def test_both_libraries_agree_on_every_pair_of_operands() -> None:
    texts = [" ".join(parts) for parts in product(OPERANDS, OPERATORS, OPERANDS)]
    assert {text for text in texts if differs(text)} == DIFFERENT


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_both_libraries_agree_on_what_stands_around_them(wrapped: str) -> None:
    texts = [wrapped.format(f"{left} {operator} $b[0]") for left, operator in product(OPERANDS, OPERATORS)]
    assert [text for text in texts if differs(text)] == []


def differs(text: str) -> bool:
    return outcome(portable.load(text), text) != outcome(native.load(text), text)


def outcome(loaded: native.NativeJsonata | portable.PortableJsonata, text: str) -> str:
    try:
        return repr(loaded.evaluate(DATA, 0, 0))
    except ExpressionError as error:
        return f"{type(error).__name__} {error.message[:5]}"

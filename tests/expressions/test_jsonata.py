"""Only a whole string in braces is JSONata, and what it evaluates to is JSON, nothing, or an error."""

from collections.abc import Mapping

import pytest

from webapp.expressions import JsonataError, UnsupportedJsonataResult
from webapp.expressions.evaluator import IN_PROCESS, Evaluator
from webapp.expressions.jsonata import compile_jsonata, is_jsonata
from webapp.values import ABSENT, Absent, Entropy, Json

STATES: dict[str, Json] = {"input": {"n": 2, "list": [1], "none": None}, "context": {"State": {"Name": "Pay"}}}
TIME_MS = 1_700_000_000_000


def value_of(text: str, evaluator: Evaluator = IN_PROCESS, seed: int = 1, **variables: Json) -> Json | Absent:
    compiled = compile_jsonata(f"{{% {text} %}}")
    return compiled.evaluate({"states": STATES, **variables}, Entropy(seed), TIME_MS, evaluator)


@pytest.mark.parametrize("text", ["{% $a %}", "{%%}", "{% a\nb %}"])
def test_an_expression(text: str) -> None:
    assert is_jsonata(text)


@pytest.mark.parametrize("text", ["", "{%}", " {% a %}", "{% a %} ", "{% a", "a %}", "x"])
def test_literal_text(text: str) -> None:
    assert not is_jsonata(text)


def test_the_variables_and_states_are_read() -> None:
    assert value_of("$states.input.n + $x", x=3) == 5
    assert value_of("$states.input.list") == [1]


def test_null_nothing_and_functions_are_told_apart() -> None:
    assert value_of("$states.input.none") is None
    assert value_of("[null]") == [None]
    assert value_of("$states.input.missing") is ABSENT
    for text in ("$sum", "function($x){$x}", '{"a": $sum}', "[null, $sum]", "1/0", "[1/0]", "/a/"):
        with pytest.raises(UnsupportedJsonataResult):
            value_of(text)


def test_there_is_no_input_document() -> None:
    assert [value_of(text) for text in ("$", "$$", "name", "*", "**")] == [ABSENT] * 5


def test_integral_numbers_are_integers() -> None:
    assert [repr(value_of(text, x=1.0)) for text in ("10/5", "$x", "-0", "1/4")] == ["2", "1", "0", "0.25"]


def test_the_same_seed_and_time_give_the_same_value() -> None:
    text = "[$random(), $uuid(), $millis(), $now(), $shuffle([1..9])]"
    assert value_of(text) == value_of(text)
    assert value_of("$random()", seed=2) != value_of("$random()", seed=1)
    assert value_of("[$millis(), $now()]") == [TIME_MS, "2023-11-14T22:13:20.000Z"]


def test_a_mistake_is_raised_when_the_expression_is_evaluated() -> None:
    compiled = compile_jsonata("{% 1 + %}")
    with pytest.raises(JsonataError, match="S0207: Unexpected end of expression") as caught:
        compiled.evaluate({}, Entropy(0), 0, IN_PROCESS)
    assert caught.value.code == "S0207"


def test_an_error_of_evaluation_has_its_code() -> None:
    with pytest.raises(JsonataError) as caught:
        value_of('"a" + 1')
    assert caught.value.message == 'T2001: The left side of the "+" operator must evaluate to a number'
    assert caught.value.code == "T2001"


def test_what_runs_away_is_stopped() -> None:
    with pytest.raises(JsonataError, match="Stack overflow error"):
        value_of("($f := function($n){$f($n + 1) + 1}; $f(1))")


@pytest.mark.parametrize(
    ("text", "reads_context"),
    [
        ("$states.input.a + $states.result", False),
        ("$states.`errorOutput`", False),
        ("$states.context", True),
        ("$states", True),
        ("$states.*", True),
        ("$states[$exists(context)].input", True),
        ("$states@$s.input", True),
        ("($s := $states; 1)", True),
        ("$x", False),
    ],
)
def test_whether_the_context_object_may_be_read(text: str, reads_context: bool) -> None:
    assert compile_jsonata(f"{{%{text}%}}").reads_context is reads_context


def test_only_the_variables_that_are_named_are_handed_to_an_evaluator() -> None:
    class Recording:
        def evaluate(self, text: str, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
            seen.append((text, dict(variables)))
            return ABSENT

    seen: list[tuple[str, dict[str, Json]]] = []
    value_of("($x := $x + 1; $map($y, function($z){$z}))", Recording(), x=1, y=[2], z=3, other=4)
    assert seen == [("($x := $x + 1; $map($y, function($z){$z}))", {"x": 1, "y": [2], "z": 3})]


@pytest.mark.parametrize("text", ["$x ?? 1", "$x ?: 1"])
def test_operators_that_are_newer_are_refused(text: str) -> None:
    with pytest.raises(JsonataError, match="S0211: The symbol"):
        value_of(text)

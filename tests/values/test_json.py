"""JSON from outside: what could not be written again is not let in."""

import json

import pytest

from webapp.values.json import MAX_DEPTH, JsonTextError, json_text, parse_json


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1"),
        ("{\n  nope}", "line 2, column 3"),
        ("[1,]", "line 1"),
        ("NaN", "NaN is no JSON number"),
        ("-Infinity", "-Infinity is no JSON number"),
        ("1e999", "the number 1e999 is too large"),
        ("9" * 5000, "more digits"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_or_has_no_bounds_is_refused(text: str, said: str) -> None:
    with pytest.raises(JsonTextError) as caught:
        parse_json(text)
    assert said in str(caught.value)


def test_values_nest_as_deep_as_is_said() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert json_text(parse_json(text)) == text


def test_many_brackets_side_by_side_are_not_deep() -> None:
    text = json.dumps([[[{}]] for _ in range(MAX_DEPTH)])
    assert parse_json(text) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"\\ud83d\\ude00"', "😀"),
        ('"\\ud83d"', "\ufffd"),
        ('{"a\\uDE00": ["x\\uD83dy"]}', {"a\ufffd": ["x\ufffdy"]}),
        ('"\\\\ud83d"', "\\ud83d"),
    ],
)
def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_kept(text: str, value: object) -> None:
    found = parse_json(text)
    assert found == value
    json_text(found).encode()


def test_numbers_stay_what_they_are() -> None:
    assert json_text(parse_json("[1, 1.0, -0, 1e2, 12345678901234567890]")) == "[1,1.0,0,100.0,12345678901234567890]"

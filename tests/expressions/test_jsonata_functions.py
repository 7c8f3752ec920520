"""The functions that AWS adds to JSONata."""

import pytest

from tests.expressions.test_jsonata import value_of
from webapp.expressions import JsonataError
from webapp.values import Json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$partition([1, 2, 3], 2)", [[1, 2], [3]]),
        ("$partition([1, 2, 3], 2.9)", [[1, 2], [3]]),
        ("$range(1, 9, 2)", [1, 3, 5, 7, 9]),
        ("$range(9, 1, -4.0)", [9, 5, 1]),
        ("$range(1.9, 3.9, 1)", [1, 2, 3]),
        ("$hash('input data', 'SHA-1')", "aaff4a450a104cd177d28d18d74485e8cae074b7"),
        ("$parse('{\"a\": [1]}')", {"a": [1]}),
        ("$parse('-0')", 0),
        ("$parse('[12345678901234567890]')", [1.2345678901234567e19]),
        ("$range(9, 1, -3)", [9, 6, 3]),
        ("$range(1, 9, -1)", []),
        ("$random(7) = $random(7)", True),
        ("$random(7) = $random(8)", False),
    ],
)
def test_a_function_gives(text: str, value: Json) -> None:
    assert value_of(text) == value


def test_a_sequence_of_one_item_is_that_item() -> None:
    assert value_of("$range(1, 9, 9)") == 1
    assert value_of("[$range(1, 9, 9)]") == [1]


@pytest.mark.parametrize(
    "text",
    [
        "$partition(1, 0)",
        "$partition([1], 0)",
        "$range(1, 2000, 1)",
        "$range(1, 12345678901234567890, 1)",
        "$range(1, 2, 0)",
        "$range('a', 2, 1)",
        "$hash('a', 'SHA-0')",
        "$parse('{')",
        "$random('a')",
        "$eval('1')",
        "$randomSeeded(1)",
    ],
)
def test_a_function_refuses(text: str) -> None:
    with pytest.raises(JsonataError):
        value_of(text)

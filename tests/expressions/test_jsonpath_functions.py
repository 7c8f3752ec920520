"""Functions at the end of a path."""

import pytest

from webapp.expressions.errors import ExpressionError
from webapp.expressions.jsonpath_functions import call_function
from webapp.values import Json


@pytest.mark.parametrize(
    ("name", "subject", "arguments", "expected"),
    [
        ("length", [1, 2], [], 2),
        ("length", {"a": 1}, [], 1),
        ("length", "text", [], None),
        ("min", [3, 1.5, "9"], [], 1.5),
        ("max", [3, 1.5], [8], 8.0),
        ("sum", [1, 2], [], 3.0),
        ("avg", [1, 2], [], 1.5),
        ("stddev", [2, 4, 4, 4, 5, 5, 7, 9], [], 2.0),
        ("keys", {"b": 1, "a": 2}, [], ["b", "a"]),
        ("first", [1, 2], [], 1),
        ("last", [1, 2], [], 2),
        ("index", [1, 2, 3], [-2], 2),
        ("concat", ["a", "b"], ["c", 1], "abc1"),
        ("append", [1], [2, 3], [1, 2, 3]),
    ],
)
def test_function(name: str, subject: Json, arguments: list[Json], expected: Json) -> None:
    result = call_function(name, subject, arguments)
    assert result == expected
    assert type(result) is type(expected)


def test_append_leaves_the_document_alone() -> None:
    items: list[Json] = [1]
    call_function("append", items, [2])
    assert items == [1]


@pytest.mark.parametrize(("name", "subject"), [("sum", []), ("avg", "x"), ("first", []), ("sum", [10**400])])
def test_a_function_that_has_nothing_to_work_on_fails(name: str, subject: Json) -> None:
    with pytest.raises(ExpressionError):
        call_function(name, subject, [])

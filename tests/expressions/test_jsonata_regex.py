"""JavaScript's regular expressions, as each of the libraries is to read them."""

import pytest

from webapp.expressions import JsonataError
from webapp.expressions import jsonata_native as native
from webapp.expressions import jsonata_portable as portable
from webapp.values import Json

ASCII = [
    (r"$contains('é', /\w/)", False),
    (r"$contains('é', /^\W$/)", True),
    (r"$contains('٣', /\d/)", False),
    (r"$contains('٣', /^\D$/)", True),
    (r"$match('né', /\b./).match", ["n", "é"]),
    (r"$contains('é', /[\w-]/)", False),
    (r"$contains('é', /[^\w]/)", True),
    (r"$split('k1=v1;k2=v2', /[=;]/)", ["k1", "v1", "k2", "v2"]),
    (r"$replace('2024-05', /(\d+)-(\d+)/, '$2/$1')", "05/2024"),
    (r"$contains('a/b', /^\w\/\w$/)", True),
    (r"$replace('A1', /[a-z]/i, 'x') & $replace('b.c', /[.]/, '-')", "x1b-c"),
    (r"6 / 2 & $match('6', /6/).match", "36"),
]
OF_JAVASCRIPT = [
    (r"$contains('\u00a0\ufeff', /^\s+$/)", True),
    (r"$contains('\u2028', /./)", False),
    (r"$contains('&', /^[a&&b]$/)", True),
    (r"$contains('\u0001', /\cA/)", True),
    (r"$contains('hay', /h\ay/)", True),
    (r"$contains('\b', /[\b]/)", True),
    (r"$contains('x', /[\W\d]/)", False),
]


@pytest.mark.parametrize(("text", "value"), [*ASCII, *OF_JAVASCRIPT])
def test_a_regular_expression_is_read_as_javascript_does(text: str, value: Json) -> None:
    assert native.load(text).evaluate({}, 1, 0) == value


@pytest.mark.parametrize(("text", "value"), ASCII)
def test_classes_are_ascii_where_the_first_library_is_not_there(text: str, value: Json) -> None:
    assert portable.load(text).evaluate({}, 1, 0) == value


@pytest.mark.parametrize(
    ("text", "value"), [(r"$contains('éa', /(?<=\w)a/)", False), (r"$contains('aa', /(\w)\1/)", True)]
)
def test_look_around_and_references_to_groups_work(text: str, value: Json) -> None:
    assert native.load(text).evaluate({}, 1, 0) == value


@pytest.mark.parametrize("pattern", ["(?<=a+)b", "[b-a]", "(?z)"])
def test_what_is_no_regular_expression_is_an_error_and_no_fault(pattern: str) -> None:
    with pytest.raises(JsonataError):
        native.load(f"$contains('a', /{pattern}/)").evaluate({}, 1, 0)

"""What is no path is refused, with the column where it stops being one."""

import pytest

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonpath import compile_path
from webapp.expressions.jsonpath_syntax import parse_path
from webapp.expressions.jsonpath_tree import Index, Name


def test_a_path_is_its_steps() -> None:
    path = parse_path(r"$$.a['b c'][2].\[")
    assert path.root == "$$"
    assert path.steps == (Name("a"), Name("b c"), Index(2), Name("["))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (r"$['it\'s']", "it's"),
        (r"$['a\\b']", "a\\b"),
        (r"""$["say \"hi\""]""", 'say "hi"'),
        (r"$['keep\n']", r"keep\n"),
    ],
)
def test_quoted_names_undo_only_quotes_and_backslashes(text: str, name: str) -> None:
    assert parse_path(text).steps == (Name(name),)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("a.b", 1),
        ("$.", 3),
        ("$..", 4),
        ("$.a b", 4),
        ("$x y", 3),
        ("$.a..", 6),
        ("$[", 3),
        ("$[]", 3),
        ("$['a'", 6),
        ("$['a", 3),
        ("$['a' 'b']", 7),
        ("$['a', 1]", 8),
        ("$[:]", 3),
        ("$[::2]", 3),
        ("$[1,]", 3),
        ("$[1 2]", 3),
        ("$[(@.length-1)]", 3),
        ("$.a.nofunction()", 5),
        ("$.a.length().b", 13),
        ("$.a.length(", 12),
        ("$[?@.a]", 4),
        ("$[?(@.a]", 8),
        ("$[?(@.a ==)]", 11),
        ("$[?(1)]", 5),
        ("$[?(@.a == 'x)]", 12),
        ("$[?(@.a =~ /(/)]", 14),
        ("$[?(@.a == /x/)]", 13),
        ("$[99999999999999999999]", 3),
    ],
)
def test_what_is_no_path_is_refused_where_it_goes_wrong(text: str, column: int) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        compile_path(text)
    assert caught.value.column == column

"""Paths that are followed before the evaluation give what the library gives that follows them itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.expressions.errors import ExpressionError
from webapp.expressions.jsonata_library import load_jsonata
from webapp.expressions.jsonata_paths import Path, follow_paths, values_at
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.values import Json


def followed(text: str) -> str | None:
    found = follow_paths(text, read_jsonata(text))
    return None if found is None else " ".join(found.text.split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("$states.input.a.b + 1", "$p0 + 1"),
        ("$s.a + $s.a + $s.b", "$p0 + $p0 + $p1"),
        ("$s.`a b`.'c'[0].d", "$p0 [0].d"),
        ("$s.a.(b)", "$p0 .(b)"),
        ("$s.a.b[]", "$p0 .b[]"),
        ("$s.a.b^(c)", "$p0 .b^(c)"),
        ("$s.a.b{c: d}", "$p0 .b{c: d}"),
        ("/* $s.a */ $s.a.*", "/* $s.a */ $p0 .*"),
        ("$match($s.a, /$s.a/)", "$match($p0 , /$s.a/)"),
        ("$p0 + $s.a", "$p0 + $p_0"),
    ],
)
def test_a_path_becomes_a_variable(text: str, written: str) -> None:
    assert followed(text) == written


@pytest.mark.parametrize("text", ["$x", "$s.a[]", "$s.f(1)", "$s.a.%.b", "($s := 1; $s.a)", "$s.a@$i.b", "a.b", "$.a"])
def test_what_is_no_such_path_stays(text: str) -> None:
    assert followed(text) is None


def test_values_are_found_and_what_is_missing_is_left_out() -> None:
    variables: dict[str, Json] = {"s": {"a": {"b": None}, "list": [{"b": 1}]}}
    assert values_at([Path("p", "s", ("a", "b"))], variables) == {"p": None}
    assert values_at([Path("p", "s", ("a", "c"))], variables) == {}
    assert values_at([Path("p", "s", ("a", "b", "c"))], variables) == {}
    assert values_at([Path("p", "t", ("a",))], variables) == {}
    assert values_at([Path("p", "s", ("list",))], variables) == {"p": [{"b": 1}]}
    assert values_at([Path("p", "s", ("list", "b"))], variables) is None


LEAVES = st.sampled_from((None, True, 0, 1, 2.5, "", "a", "b"))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)
TEXTS = st.sampled_from(
    (
        *("$s.a", "$s.a.b", "$s.a[0]", "$s.a[-1].b", "$s.a.b[1]", "$s.a[b]", "$s.a[]", "$s.a.b[].c", "$s.a.b[][0]"),
        *("$s.a.$", "$s.a.(b)", "$s.a.[b, c]", "$s.a.{'x': b}", "$s.a.*", "$s.a.**", "[$s.a]", "[$s.a, $s.b]"),
        *("[$s.a.b]", "{'x': $s.a, 'y': $s.a.b}", "$count($s.a)", "$s.a = $s.b", "$s.a & ''", "$exists($s.a.b)"),
        *("$s.a^(b)", "$s.a{'k': $}", "$append($s.a, $s.b)", "($s.a)[0]", "($s.a.b)[0].c", "$s.a[$ = $s.b]"),
        *("$s.a ~> $count", "$map($s.a, function($v){[$v]})", "$s.a[0][0]", "$s.a[[0, 1]]", "$s.a.b.c[0]", "$s.a.$[0]"),
        *(
            "$s.a#$i.$i",
            "$s.a.b@$x.$x",
            "[$s.a[]]",
            "[[$s.a]]",
            "$s.a.[$]",
            "$keys($s.a)",
            "$s.a ? 1 : 2",
            "$s.a in $s.b",
        ),
    )
)


@settings(max_examples=1500, deadline=None)
@given(TEXTS, st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3))
def test_the_value_is_the_same_as_if_the_library_follows_the_path(text: str, data: dict[str, Json]) -> None:
    found = follow_paths(text, read_jsonata(text))
    values = None if found is None else values_at(found.paths, {"s": data})
    if found is not None and values is not None:
        if "s" in found.names:
            values["s"] = data
        assert outcome(found.text, values) == outcome(text, {"s": data})


def outcome(text: str, variables: dict[str, Json]) -> str:
    try:
        return repr(load_jsonata(text).evaluate(variables, 0, 0))
    except ExpressionError as error:
        return type(error).__name__

"""Expressions of RFC 9535 that AWS's dialect shares, section by section of the RFC, on documents of our own.

AWS's dialect is older than the RFC. What they do not share is not here: filters stand in ``?( )``, a path of names and
single indices gives its value where the RFC gives a list of it, a step of a slice, ``count()`` and ``match()`` do not
exist. The last table shows where both read the same text differently.
"""

from typing import Any

import pytest

from webapp.expressions import ExpressionError, Scope, compile_path
from webapp.values import Json

SHOP: Any = {
    "shop": {
        "tea": [
            {"sort": "green", "from": "Uji", "name": "Sencha", "price": 7.5},
            {"sort": "black", "from": "Assam", "name": "Mokalbari", "price": 11},
            {"sort": "black", "from": "Nepal", "name": "Guranse", "code": "N-1", "price": 8.25},
            {"sort": "white", "from": "Fujian", "name": "Pai Mu Tan", "code": "F-7", "price": 19},
        ],
        "pot": {"colour": "blue", "price": 42},
    }
}
TEA = SHOP["shop"]["tea"]
POT = SHOP["shop"]["pot"]
ODD: Json = {
    "o": {"a b": {"c.d": 1, "@": 2}},
    "'": {"$": 3},
    "ü": 4,
    "": 5,
    "list": [10, [20, 21], {"k": 30}],
    "n": None,
}
WORDS: Json = {"w": ["a", "b", "c", "d", "e", "f"]}
MARKS: Json = {"m": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo", "c": 1}, None]}
TREE: Json = {"a": [5, 3, [{"j": 4}, {"k": 6}]], "o": {"j": 1, "k": 2}}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.shop.tea[*].name", ["Sencha", "Mokalbari", "Guranse", "Pai Mu Tan"]),
        ("$..name", ["Sencha", "Mokalbari", "Guranse", "Pai Mu Tan"]),
        ("$.shop.*", [TEA, POT]),
        ("$.shop..price", [7.5, 11, 8.25, 19, 42]),
        ("$..tea[2]", [TEA[2]]),
        ("$..tea[2].from", ["Nepal"]),
        ("$..tea[2].missing", []),
        ("$..tea[-1]", [TEA[3]]),
        ("$..tea[0,1]", TEA[:2]),
        ("$..tea[:2]", TEA[:2]),
        ("$..tea[?(@.code)]", TEA[2:]),
        ("$..tea[?(@.price<10)]", [TEA[0], TEA[2]]),
    ],
)
def test_overview(path: str, expected: Json) -> None:
    assert value(path, SHOP) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", ODD),
        ("$.o['a b']", {"c.d": 1, "@": 2}),
        ("$.o['a b']['c.d']", 1),
        ('$.o["a b"]["c.d"]', 1),
        ("$['o']['a b']['@']", 2),
        ("$[\"'\"]['$']", 3),
        ("$['\\'']['$']", 3),
        ("$.ü", 4),
        ("$['ü']", 4),
        ("$['']", 5),
        ("$.n", None),
    ],
)
def test_root_and_names(path: str, expected: Json) -> None:
    assert value(path, ODD) == expected


@pytest.mark.parametrize("path", ["$.O", "$.o.a", "$.list.k", "$.list['0']", "$.n.x", "$['a b']", "$.o[0]"])
def test_a_name_or_index_that_selects_nothing_fails_where_it_must_select_one(path: str) -> None:
    with pytest.raises(ExpressionError):
        value(path, ODD)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.o[*]", [1, 2]),
        ("$.o.*", [1, 2]),
        ("$.a[*]", [5, 3, [{"j": 4}, {"k": 6}]]),
        ("$.a[2][*].j", [4]),
        ("$.a[0].*", []),
        ("$[*][0]", [5]),
    ],
)
def test_wildcards(path: str, expected: Json) -> None:
    assert value(path, TREE) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("$.w[0]", "a"), ("$.w[1]", "b"), ("$.w[-1]", "f"), ("$.w[-6]", "a"), ("$['w'][5]", "f")],
)
def test_indices(path: str, expected: Json) -> None:
    assert value(path, WORDS) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.w[1:3]", ["b", "c"]),
        ("$.w[4:]", ["e", "f"]),
        ("$.w[:2]", ["a", "b"]),
        ("$.w[-2:]", ["e", "f"]),
        ("$.w[:-4]", ["a", "b"]),
        ("$.w[-3:-1]", ["d", "e"]),
        ("$.w[4:99]", ["e", "f"]),
        ("$.w[3:3]", []),
        ("$.w[4:2]", []),
        ("$.w[0,3]", ["a", "d"]),
        ("$.w[5,0]", ["f", "a"]),
    ],
)
def test_slices_and_several_indices(path: str, expected: Json) -> None:
    assert value(path, WORDS) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.m[?(@.b == 'kilo')]", [{"b": "kilo", "c": 1}]),
        ("$.m[?(@.b != 'kilo' && @.b)]", [{"b": "j"}, {"b": "k"}, {"b": {}}]),
        ("$.m[?(@ > 3.5)]", [5, 4, 6]),
        ("$.m[?(@ >= 4 && @ < 6)]", [5, 4]),
        ("$.m[?(@ < 2 || @.b == 'k')]", [1, {"b": "k"}]),
        ("$.m[?(@.b)]", [{"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo", "c": 1}]),
        ("$.m[?(!(@.b))]", [3, 5, 1, 2, 4, 6, None]),
        ("$.m[?(@.c == 1)].b", ["kilo"]),
        ("$.m[?(@.b == $.m[7].b)]", [{"b": "k"}]),
        ("$.m[?('k' == @.b)]", [{"b": "k"}]),
        ("$.m[?(@.missing == 1)]", []),
    ],
)
def test_filters(path: str, expected: Json) -> None:
    assert value(path, MARKS) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$..j", [4, 1]),
        ("$.a..j", [4]),
        ("$..[0]", [5, {"j": 4}]),
        ("$.o..*", [1, 2]),
        ("$..missing", []),
    ],
)
def test_descendants(path: str, expected: Json) -> None:
    found = value(path, TREE)
    assert isinstance(found, list)
    assert isinstance(expected, list)
    # The RFC leaves open in which order the members of an object are visited.
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


@pytest.mark.parametrize(
    ("path", "document", "ours"),
    [
        ("$.a.b", {"a": {"b": 1}}, 1),  # the RFC: [1]
        ("$['a','b']", {"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 2}),  # the RFC: [1, 2]
        ("$[?(@ == '42')]", [42, "42"], [42, "42"]),  # the RFC: ["42"]
        ("$.w.length()", {"w": [1, 2, 3]}, 3),  # the RFC: no such function here
    ],
)
def test_where_the_dialect_of_aws_differs_it_is_followed(path: str, document: Json, ours: Json) -> None:
    assert value(path, document) == ours


@pytest.mark.parametrize("path", ["", "a", "$.", "$[", "$['a'", "$.a[?(@.b ==)]", "$[a]", "$.a b[", "$...a", "$[1:x]"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ExpressionError):
        value(path, {"a": 1})


def value(path: str, document: Json) -> Json:
    return compile_path(path).evaluate(Scope(document))

"""Paths give what AWS gives: a value for a definite path, an array for any other, its words for what is missing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonpath_ng.ext.parser import parse as parse_by_the_other

from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError, PathNotFound
from webapp.expressions.jsonpath import compile_path
from webapp.expressions.scope import Scope
from webapp.values import Json

STORE: Json = {
    "book": [
        {"title": "A", "price": 8.95, "tags": ["x"]},
        {"title": "B", "price": 12.99, "isbn": "1"},
        {"title": "C", "price": 22},
    ],
    "length": 7,
    "nothing": None,
    "delivery-partner": {"name": "dhl"},
    "&Ж中": "unicode",
    "a.b": "dotted",
    "matrix": [[1, 2], [3], []],
}


def evaluate(path: str, data: Json = STORE) -> Any:
    return compile_path(path).evaluate(Scope(data, {"Execution": {"Id": "e"}}, {"v": {"list": [5, 6]}}))


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("$.vals[-3:]", {"vals": [0, 10, 20, 30, 40, 50]}, [30, 40, 50]),
        ("$.items[1:].itemValue", {}, []),
        ("$[*]", {}, []),
        ("$.items[*]", {}, []),
        ("$.items[:1]", {}, []),
        ("$.item.items[1:5]", {}, []),
        ("$.items[*].itemValue", {}, []),
        ("$.items[0]", {"items": [{"k": 0}]}, {"k": 0}),
        ("$.items[10]", {"items": list(range(11))}, 10),
        (
            "$.users[?(@.status == 0)]",
            {"users": [{"year": 1997, "status": 0}, {"year": 1998, "status": 1}]},
            [{"year": 1997, "status": 0}],
        ),
        ("$['delivery-partner'].name", STORE, "dhl"),
        ("""$['Test\\""Name"']""", {'Test\\""Name"': 'Value"\\'}, 'Value"\\'),
        ("$.a", {"a": None}, None),
    ],
)
def test_recorded_results(path: str, data: Json, expected: Json) -> None:
    assert evaluate(path, data) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", STORE),
        ("$ ", STORE),
        ("$.&Ж中", "unicode"),
        (r"$.a\.b", "dotted"),
        ("$.delivery-partner.name", "dhl"),
        ("$.length", 7),
        ("$.book[-1].title", "C"),
        ("$.book.[0].title", "A"),
        ("$.['book'].[1]['title']", "B"),
        ("$.book[0]['title','price','none']", {"title": "A", "price": 8.95}),
        ("$.book[*]['title','isbn']", [{"title": "A"}, {"title": "B", "isbn": "1"}, {"title": "C"}]),
        ("$['length','nothing'].x", []),
        ("$.book[0,2].title", ["A", "C"]),
        ("$.book[0,9].title", ["A"]),
        ("$.book[:2].title", ["A", "B"]),
        ("$.book[-2:-1].title", ["B"]),
        ("$.book[0:2:7].title", ["A", "B"]),
        ("$.matrix[*][*]", [1, 2, 3]),
        ("$.*.name", ["dhl"]),
        ("$..title", ["A", "B", "C"]),
        ("$.matrix..*", [[1, 2], [3], [], 1, 2, 3]),
        ("$.matrix..[0]", [[1, 2], 1, 3]),
        ("$..[?(@.isbn)].title", ["B"]),
        ("$.matrix.length()", 3),
        ("$.book[0].length()", 3),
        ("$.matrix[*].length()", [2, 1, 0]),
        ("$..price.sum()", 8.95 + 12.99 + 22),
        ("$.matrix[0].avg()", 1.5),
        ("$.matrix[0].concat('a', $.length)", "12a7"),
        ("$$.Execution.Id", "e"),
        ("$v.list[1]", 6),
        ("$v.list[*]", [5, 6]),
        ("$unknown[*]", []),
    ],
)
def test_dialect(path: str, expected: Json) -> None:
    assert evaluate(path) == expected


@pytest.mark.parametrize(
    ("path", "definite", "root"),
    [
        ("$", True, "$"),
        ("$.a['b'][0]", True, "$"),
        ("$$.a", True, "$$"),
        ("$name.a", True, "name"),
        ("$.a.length()", True, "$"),
        ("$['a','b']", True, "$"),
        ("$.a[*]", False, "$"),
        ("$..a", False, "$"),
        ("$.a[0,1]", False, "$"),
        ("$.a[1:]", False, "$"),
        ("$.a[?(@.b)]", False, "$"),
        ("$['a','b'].c", False, "$"),
    ],
)
def test_a_path_knows_its_root_and_whether_it_names_one_node(path: str, definite: bool, root: str) -> None:
    compiled = compile_path(path)
    assert (compiled.definite, compiled.root, compiled.text) == (definite, root, path)


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("$.x", {}, "Invalid path '$.x' : No results for path: $['x']"),
        ("$.a.x", {"a": {}}, "Invalid path '$.a.x' : No results for path: $['a']['x']"),
        ("$.no.such.result.path", {}, "Invalid path '$.no.such.result.path' : Missing property in path $['no']"),
        ("$.a[3]", {"a": [1]}, "Invalid path '$.a[3]' : No results for path: $['a'][3]"),
        ("$.x", None, "Unable to apply Path transformation to null or empty input."),
        ("$.a.b", {"a": "text"}, "Expected to find an object with property ['b'] in path $['a'] but found a string"),
        ("$.a[0]", {"a": "text"}, "Filter: [0] can only be applied to arrays. Found a string in path $['a']"),
        ("$.a[0]", {"a": {"0": 1}}, "Filter: [0] can only be applied to arrays. Found an object in path $['a']"),
        ("$.x.length()", {}, "Invalid path '$.x.length()' : Missing property in path $['x']"),
        ("$['a','b']", [], "Expected to find an object with property ['a','b'] in path $ but found an array"),
    ],
)
def test_a_definite_path_to_nothing_fails_in_the_words_of_the_service(path: str, data: Json, message: str) -> None:
    with pytest.raises(PathNotFound) as caught:
        evaluate(path, data)
    assert message in caught.value.message
    assert caught.value.path == path


def test_a_variable_without_a_value_is_not_found() -> None:
    with pytest.raises(PathNotFound) as caught:
        evaluate("$unknown.a")
    assert caught.value.step == "$unknown"


def test_a_function_without_numbers_fails() -> None:
    with pytest.raises(ExpressionError, match="sum"):
        evaluate("$.matrix[2].sum()")


def test_compiling_twice_gives_the_same_path() -> None:
    assert compile_path("$.once") is compile_path("$.once")


def test_data_may_be_deeper_than_the_stack() -> None:
    data: Json = {"leaf": 1}
    for _ in range(20_000):
        data = {"a": data}
    assert evaluate("$..leaf", data) == [1]
    deep = "$" + ".a" * 20_000 + ".leaf"
    assert evaluate(deep, data) == 1
    while isinstance(data, dict) and "a" in data:  # or the interpreter itself would recurse to free it
        data = data.pop("a")


def test_filters_nest_only_so_deep() -> None:
    with pytest.raises(ExpressionSyntaxError, match="deep"):
        compile_path("$[?(" * 200 + "@.a" + ")]" * 200)


names = st.text(min_size=1, max_size=6)
leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def quoted(name: str) -> str:
    return "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']"


def places(value: Json, path: str = "$") -> list[tuple[str, Json]]:
    found = [(path, value)]
    if isinstance(value, dict):
        for key, child in value.items():
            found += places(child, path + quoted(key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            found += places(child, f"{path}[{index}]")
    return found


@given(documents)
def test_every_node_is_found_by_its_path(document: Json) -> None:
    for path, value in places(document):
        assert compile_path(path).evaluate(Scope(document)) is value


@given(documents)
def test_descending_meets_every_node_below(document: Json) -> None:
    expected = [json.dumps(value) for path, value in places(document) if path != "$"]
    found: Any = compile_path("$..*").evaluate(Scope(document))
    assert sorted(json.dumps(value) for value in found) == sorted(expected)


plain = st.sampled_from(["a", "b", "c"])
plain_documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=15,
)
plain_steps = st.sampled_from([".a", ".b", ".c", "['a']", "[0]", "[1]", "[*]", "[1:]", "[:2]", "..a", "..b"])


@given(plain_documents, st.lists(plain_steps, min_size=1, max_size=4))
def test_jsonpath_ng_agrees_on_plain_paths(document: Json, steps: list[str]) -> None:
    path = "$" + "".join(steps)
    theirs = [match.value for match in parse_by_the_other(path).find(_without_texts(document))]
    compiled = compile_path(path)
    try:
        value: Any = compiled.evaluate(Scope(_without_texts(document)))
        ours = [value] if compiled.definite else value
    except PathNotFound:
        ours = []
    assert sorted(map(json.dumps, ours)) == sorted(map(json.dumps, theirs))


def _without_texts(document: Json) -> Json:
    """jsonpath-ng indexes and slices texts and wraps single values; the dialects are compared on objects and arrays."""
    if isinstance(document, dict):
        return {key: _without_texts(value) for key, value in document.items()}
    if isinstance(document, list):
        return [_without_texts(value) for value in document]
    return {"leaf": "text"}

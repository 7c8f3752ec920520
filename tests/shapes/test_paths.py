"""Where paths lead in data of a known shape."""

from typing import Any

import pytest

from webapp.expressions import compile_path
from webapp.shapes import Origin, like, notation
from webapp.shapes.known import exactly
from webapp.shapes.paths import find

DATA: Any = {
    "order": {"id": "o", "total": 3},
    "items": [{"sku": "a"}, {"sku": "b", "n": 1}],
    "tags": ["x"],
    "any": None,
}


def lead(path: str, data: Any = DATA, **options: Any) -> tuple[str, str | None]:
    found = find(compile_path(path), like(data, Origin("", "input")), "$", **options)
    return notation(found.shape), None if found.miss is None else found.miss.reason


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("$.tags", "[ string ]"),
        ("$.order.id", "string"),
        ("$['order']['total']", "number"),
        ("$.items[0]", "{ sku: string, n?: number }"),
        ("$.items[-1].n", "number"),
        ("$.items[*].sku", "[ string ]"),
        ("$.items[0:1]", "[ { sku: string, n?: number } ]"),
        ("$.items[?(@.n > 1)].sku", "[ string ]"),
        ("$.order.*", "[ string | number ]"),
        ("$..sku", "[ anything ]"),
        ("$.items.length()", "number | null"),
        ("$.order['id','none']", "{ id: string }"),
        ("$.any.thing.else", "anything"),
        ("$.order.keys()", "[ string ] | null"),
    ],
)
def test_a_path_leads_to_a_shape(path: str, shape: str) -> None:
    found, miss = lead(path)
    assert (found.replace("number | string", "string | number"), miss) == (shape, None)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("$.order.totl", "$.order has id, total in the example input"),
        ("$.ordr.id", "$ has order, items, tags, any in the example input"),
        ("$.order.id.first", "$.order.id is a string"),
        ("$.order[0]", "$.order is an object"),
        ("$.items.sku", "$.items is an array"),
        ("$.items[*].skuu", "$.items[*] has sku, n in the example input"),
    ],
)
def test_a_path_that_cannot_exist_says_what_is_there(path: str, reason: str) -> None:
    shape, miss = lead(path)
    assert miss == reason
    assert shape in ("anything", "[ anything ]")


def test_what_was_meant_is_guessed() -> None:
    miss = find(compile_path("$.order.totl"), like(DATA, Origin("", "input")), "$").miss
    assert miss is not None
    assert (miss.fix, miss.harmless) == ("total", False)
    listed = find(compile_path("$.items[*].skuu"), like(DATA, Origin("", "input")), "$").miss
    assert listed is not None
    assert listed.harmless


def test_an_index_past_the_end_is_null_in_a_template_alone() -> None:
    array = exactly([1], Origin("", ""))
    assert notation(find(compile_path("$[3]"), array, "$", null_past_end=True).shape) == "null"
    miss = find(compile_path("$[3]"), array, "$").miss
    assert miss is not None
    assert miss.reason == "$ has 1 item"

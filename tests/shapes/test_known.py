"""What an example and what a literal tell."""

from typing import Any

from webapp.shapes import Origin, like, notation
from webapp.shapes.known import exactly

HERE = Origin("", "input")


def test_an_example_tells_kinds_and_members_but_no_values() -> None:
    example: Any = {"order": {"id": "o", "total": 3.5}, "items": [{"sku": "a"}, {"sku": "b", "n": 1}], "flag": True}
    assert notation(like(example, HERE), 200) == (
        "{ order: { id: string, total: number }, items: [ { sku: string, n?: number } ], flag: boolean }"
    )


def test_what_an_example_leaves_open_is_anything() -> None:
    assert notation(like({"a": None, "b": {}, "c": []}, HERE)) == "{ a: anything, b: { … }, c: [ anything ] }"
    assert notation(like({}, HERE)) == "{ … }"
    assert notation(like(None, HERE)) == "anything"


def test_a_literal_is_known_as_it_stands() -> None:
    assert notation(exactly({"a": None, "b": {}, "c": [], "d": "x"}, HERE)) == '{ a: null, b: {}, c: [], d: "x" }'


def test_placeholders_and_references_stand_for_anything() -> None:
    assert notation(exactly({"a": "${Table}", "b": {"Ref": "Queue"}}, HERE)) == "{ a: anything, b: anything }"


def test_a_long_text_is_some_text() -> None:
    assert notation(exactly("x" * 100, HERE)) == "string"

"""Changes inside brackets: commas, lines and comments, in JSON and in YAML's flow style."""

from collections.abc import Callable

import pytest

from webapp.asl.nodes import Node
from webapp.asl.text import Format, read_text
from webapp.editing import apply
from webapp.editing.draft import Draft
from webapp.editing.style import detect
from webapp.editing.surgery import edits_of

Change = Callable[[Draft, Node], None]


def changed(text: str, change: Change, form: Format) -> str:
    document = read_text(text, form)
    assert document.root is not None
    draft = Draft()
    change(draft, document.root)
    after = apply(text, edits_of(document, draft, detect(document, None)))
    read = read_text(after, form)
    assert read.readable
    assert read.root is not None
    assert read.root.value == draft.wanted(document.root)
    return after


def without(*keys: str) -> Change:
    def change(draft: Draft, root: Node) -> None:
        for key in keys:
            draft.remove(root, key)

    return change


def plus(after: str | None, **members: object) -> Change:
    def change(draft: Draft, root: Node) -> None:
        last = after
        for key, value in members.items():
            draft.insert(root, key, value, after=last)  # type: ignore[arg-type]
            last = key

    return change


@pytest.mark.parametrize(
    ("text", "change", "wanted"),
    [
        ('{"a": 1, "b": 2, "c": 3}', without("a"), '{"b": 2, "c": 3}'),
        ('{"a": 1, "b": 2, "c": 3}', without("b"), '{"a": 1, "c": 3}'),
        ('{"a": 1, "b": 2, "c": 3}', without("c"), '{"a": 1, "b": 2}'),
        ('{"a": 1, "b": 2, "c": 3}', without("b", "c"), '{"a": 1}'),
        ('{ "a": 1 }', plus("a", b=2, c=3), '{ "a": 1, "b": 2, "c": 3 }'),
        ('{"a":1}', plus(None, b=2), '{"b":2,"a":1}'),
        (
            '{\n\t"a": 1\n}',
            plus("a", b={"c": [1, {}]}),
            '{\n\t"a": 1,\n\t"b": {\n\t\t"c": [\n\t\t\t1,\n\t\t\t{}\n\t\t]\n\t}\n}',
        ),
        ('{\n  "a": 1,\n\n  "b": 2\n}', plus("b", c=3), '{\n  "a": 1,\n\n  "b": 2,\n\n  "c": 3\n}'),
        ('{\n  "a": 1\n, "b": 2\n, "c": 3\n}', without("b"), '{\n  "a": 1\n, "c": 3\n}'),
        ('{"a": 1,\r\n "b": 2}', plus("b", c=3), '{"a": 1,\r\n "b": 2,\r\n "c": 3}'),
        (
            '{\n  "a": 1, // one\n  "b": 2 // two\n}',
            plus("b", c=3),
            '{\n  "a": 1, // one\n  "b": 2, // two\n  "c": 3\n}',
        ),
        (
            '{\n  "a": 1, // one\n  "b": 2 // two\n}',
            plus("a", c=3),
            '{\n  "a": 1, // one\n  "c": 3,\n  "b": 2 // two\n}',
        ),
        ('{\n  "a": 1, // one\n  "b": 2 // two\n}', without("b"), '{\n  "a": 1 // one\n}'),
        ('{\n  "a": 1, // one\n  "b": 2 // two\n}', without("a"), '{\n  "b": 2 // two\n}'),
        ('{\n  "a": 1,\n  // two\n  "b": 2,\n  "c": 3\n}', without("b"), '{\n  "a": 1,\n  "c": 3\n}'),
        ('{\n  "a": 1,\n  /* two */\n  "b": 2\n}', plus("a", x=0), '{\n  "a": 1,\n  "x": 0,\n  /* two */\n  "b": 2\n}'),
        (
            '{"a": 1 // one\n, /* two */ "b": 2, "c": 3} /* end */\n',
            without("a"),
            '{/* two */ "b": 2, "c": 3} /* end */\n',
        ),
        ("{}", plus(None, a={"b": 1}), '{\n  "a": {\n    "b": 1\n  }\n}'),
    ],
)
def test_json(text: str, change: Change, wanted: str) -> None:
    assert changed(text, change, "json") == wanted


@pytest.mark.parametrize(
    ("text", "change", "wanted"),
    [
        ("{a: 1, b: 2, }", plus("b", c="x, y"), '{a: 1, b: 2, c: "x, y", }'),
        ("{a: 1, b: 2, }", without("b"), "{a: 1, }"),
        ("{a: 1, b: 2, }", without("a"), "{b: 2, }"),
        ("{\n  a: 1, # one\n  b: 2 # two\n}\n", plus("b", c=3), "{\n  a: 1, # one\n  b: 2, # two\n  c: 3\n}\n"),
        ("{\n  # one\n  a: 1,\n  b: 2\n}\n", without("a"), "{\n  b: 2\n}\n"),
        ('{"a": "x", "b": 2}', plus("b", c="plain", d=True), '{"a": "x", "b": 2, "c": "plain", "d": true}'),
        ("{a: 'x', b: 'y'}", plus("b", c="z"), "{a: 'x', b: 'y', c: 'z'}"),
    ],
)
def test_yaml_in_flow_style(text: str, change: Change, wanted: str) -> None:
    assert changed(text, change, "yaml") == wanted


def test_a_key_without_a_value_gets_one() -> None:
    def change(draft: Draft, root: Node) -> None:
        draft.put(root, "a", "x")
        draft.put(root, "b", {"c": 1})

    assert changed("{a, b:, d: 1}", change, "yaml") == "{a: x, b: {c: 1}, d: 1}"


def test_a_bare_placeholder_is_a_value_like_others() -> None:
    text = '{\n  "a": ${Name},\n  "b": "x"\n}'
    assert changed(text, plus("a", c=1), "json") == '{\n  "a": ${Name},\n  "c": 1,\n  "b": "x"\n}'

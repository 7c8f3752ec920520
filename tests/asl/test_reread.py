"""A changed text read by its change alone is the text read whole."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.asl import read_text
from webapp.asl.json_reader import read_json
from webapp.asl.nodes import Member, Node
from webapp.asl.reread import adopt, change_between, reread
from webapp.asl.yaml_reader import read_yaml

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text('aé😀{}[]"\\,:$', max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('abc{}"', max_size=3), inner, max_size=4),
    max_leaves=30,
)
PIECES = st.sampled_from(
    ["x", "1", '"', "{", "}", "[", "]", ",", ":", "\n", "{}", '"k": 1, ', ", 2", "//", "${a}", "é", ""]
)


def told(node: Node | None) -> Any:
    """All that there is to know of a node."""
    if node is None:
        return None
    members = [
        (m.key, told(m.key_node), told(m.value), m.start, m.end, m.merged)
        for m in node.members
        if isinstance(m, Member)
    ]
    return (node.kind, node.start, node.end, node.value, members, [told(item) for item in node.items], node.tag)


@settings(max_examples=400)
@given(
    VALUES, st.integers(0, 2), st.lists(st.tuples(st.integers(0), st.integers(0, 12), PIECES), min_size=1, max_size=8)
)
def test_after_any_change_it_is_what_the_whole_text_reads_as(
    value: Any, indent: int, changes: list[tuple[int, int, str]]
) -> None:
    text = json.dumps({"first": [1], "value": value, "last": {"a": 1}}, indent=indent or None, ensure_ascii=False)
    root, readable, problems = read_json(text)
    for place, length, piece in changes:
        start = place % (len(text) + 1)
        after = text[:start] + piece + text[start + length :]
        whole, readable_after, problems_after = read_json(after)
        if root is not None and readable and not problems:
            found = reread(root, text, after)
            if found is not None:
                assert told(found.root) == told(whole)
                assert (readable_after, problems_after) == (True, [])
        if readable_after and not problems_after:
            text, root, readable, problems = after, whole, readable_after, problems_after


def test_a_text_read_whole_takes_the_values_that_are_as_they_were() -> None:
    before = "A:\n  x: [1, 2]\nB:\n  - y: |\n      one\n  - z: {a: 1}\nC: d\n"
    after = before.replace("x: [1, 2]", "x: [1, 2, 3]").replace("C: d", "C: e")
    was, now = read_yaml(before)[0], read_yaml(after)[0]
    assert was is not None
    assert now is not None
    adopted = adopt(was, before, now, after)
    assert told(adopted) == told(now)
    assert adopted.at("/B/0").value is was.at("/B/0").value  # type: ignore[union-attr]
    assert adopted.at("/A").value is not was.at("/A").value  # type: ignore[union-attr]


YAML_PIECES = st.sampled_from(["x", "- ", "  ", "\n", ": ", "key: 1\n", "|\n", "[", "]", '"', "#", "1", "!Ref a", ""])


@settings(max_examples=300)
@given(VALUES, st.lists(st.tuples(st.integers(0), st.integers(0, 12), YAML_PIECES), min_size=1, max_size=6))
def test_values_taken_over_are_what_the_whole_text_says(value: Any, changes: list[tuple[int, int, str]]) -> None:
    text = yaml.safe_dump({"first": ["a|b", "one\ntwo\n"], "value": value, "last": {"a": 1}}, allow_unicode=True)
    root, readable, problems = read_yaml(text)
    for place, length, piece in changes:
        start = place % (len(text) + 1)
        after = text[:start] + piece + text[start + length :]
        whole, readable_after, problems_after = read_yaml(after)
        if not readable_after or problems_after or whole is None:
            continue
        if root is not None and readable and not problems:
            assert told(adopt(root, text, whole, after)) == told(whole)
        text, root, readable, problems = after, whole, readable_after, problems_after


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_a_change_is_the_smallest_range_that_differs(before: str, after: str) -> None:
    start, end, by = change_between(before, after)
    assert by == len(after) - len(before)
    assert before[:start] == after[:start]
    assert before[end:] == after[end + by :]
    assert start <= end
    assert start <= end + by


def test_what_does_not_change_keeps_its_values() -> None:
    before = '{"a": {"x": [1, 2]}, "b": {"y": "old"}, "c": {"z": {"deep": 3}}}'
    after = before.replace("old", "new!")
    root = read_json(before)[0]
    assert root is not None
    found = reread(root, before, after)
    assert found is not None
    for key in ("a", "c"):
        kept, now = root.get(key), found.root.get(key)
        assert kept is not None
        assert now is not None
        assert now.value is kept.value
    assert found.root.value == {"a": {"x": [1, 2]}, "b": {"y": "new!"}, "c": {"z": {"deep": 3}}}
    assert root.value != found.root.value


def test_an_element_put_behind_another_is_read_in_the_brackets_of_both() -> None:
    before = '{"a": {"x": [1, 2]}, "b": {"y": "c"}, "c": {"z": {"deep": 3}}}'
    after = before.replace('"c"}', '"new"}, "new": {"y": "c"}')
    root = read_json(before)[0]
    assert root is not None
    found = reread(root, before, after)
    assert found is not None
    assert told(found.root) == told(read_json(after)[0])
    assert after[found.start : found.end].startswith(', "b"')


@pytest.mark.parametrize(
    "after",
    [
        '{"a": {"x": 1 ,"y": 2,}}',
        '{"a": {"x": 1 ,}}',
        '{"a": {,"y": 2}}',
        '{"a": {"x": 1 "y": 2}}',
        '{"a": {"y": 1, "y": 2}}',
        '{"a": {"x": 1 , // }\n"y": 2}}',
    ],
)
def test_a_mistake_is_not_for_here(after: str) -> None:
    before = '{"a": {"x": 1 , "y": 2}}'
    root = read_json(before)[0]
    assert root is not None
    assert reread(root, before, after) is None


def test_another_text_is_read_whole() -> None:
    before, after = '{"a": 1, "b": 2}', '{"a": {"x": [1, 2, 3], "y": {"z": 1}}, "c": "so"}'
    root = read_json(before)[0]
    assert root is not None
    assert reread(root, before, after) is None


def test_the_lines_of_a_text_read_again_are_those_of_the_text() -> None:
    text = json.dumps({f"k{number}": {"a": [number]} for number in range(300)}, indent=2)
    read_text(text, "json")
    after = text.replace('"k100": {', '"k100": {\r\n"new":\n 1,').replace("\n  }\n}", "\n  }\n}")
    document = read_text(after, "json")
    lines = [0, *(index + 1 for index, character in enumerate(after) if character == "\n")]
    assert list(document.line_starts) == lines
    root = document.at("/k100/new")
    assert root is not None
    assert root.value == 1
    assert document.position(root.start) == (504, 2)

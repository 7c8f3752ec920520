import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asl.definitions import yaml_text
from webapp.asl.text import MAX_DEPTH, Document, Node, read_text


def json_values(text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Any]:
    text = st.text(st.characters(exclude_categories=("Cs", "Cc"))) if text is None else text
    numbers = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
    leaves = st.none() | st.booleans() | numbers | text
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4))


def reread(document: Document, node: Node) -> Any:
    column = document.position(node.start)[1] - 1
    slice_text = " " * column + document.text[node.start : node.end] + "\n"
    again = read_text(slice_text, document.format)
    assert again.root is not None
    return again.root.value


@given(json_values(), st.sampled_from((None, 2, "\t")), st.booleans())
def test_json_text_reads_as_its_value(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = read_text(text, "json")
    assert document.problems == ()
    assert document.readable
    assert document.root is not None
    assert document.root.value == value
    assert json.dumps(document.root.value) == json.dumps(value)


@given(json_values(), st.booleans())
def test_every_json_node_rereads_to_its_value(value: Any, ascii_only: bool) -> None:
    document = read_text(json.dumps(value, indent=1, ensure_ascii=ascii_only), "json")
    assert document.root is not None
    for node in document.root.walk():
        assert reread(document, node) == node.value


YAML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=30)


@given(json_values(YAML_TEXT), st.booleans(), st.sampled_from((None, "'", '"', "|", ">")), st.booleans())
def test_yaml_text_reads_as_its_value(value: Any, flow: bool, style: Any, unicode: bool) -> None:
    text = yaml_text(value, style, default_flow_style=flow, allow_unicode=unicode, width=30)
    document = read_text(text, "yaml")
    assert [problem.message for problem in document.problems] == []
    assert document.root is not None
    assert document.root.value == keys_as_text(value)


def keys_as_text(value: Any) -> Any:
    return json.loads(json.dumps(value))


@given(json_values(YAML_TEXT), st.booleans())
def test_every_yaml_node_rereads_to_its_value(value: Any, flow: bool) -> None:
    document = read_text(yaml_text(value, default_flow_style=flow, allow_unicode=True), "yaml")
    assert document.root is not None
    for node in document.root.walk():
        assert reread(document, node) == node.value


@given(st.text(), st.sampled_from(("json", "yaml")))
def test_any_text_gives_a_document_and_says_why_it_is_not_readable(text: str, format: Any) -> None:
    document = read_text(text, format)
    assert document.readable or document.problems
    for problem in document.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert document.position(problem.end) >= (1, 1)


@given(json_values(), st.integers(0, 500), st.sampled_from('{}[],:"x1 \n\\'))
def test_a_broken_json_text_is_unreadable_exactly_when_it_is_no_json(value: Any, place: int, insert: str) -> None:
    text = json.dumps(value, indent=1)
    place = min(place, len(text))
    text = text[:place] + insert + text[place:]
    document = read_text(text, "json")
    try:
        json.loads(text)
    except ValueError:
        assert not document.readable
    else:
        assert document.readable


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": tru}', (1, 7), "Unrecognized token 'tru'"),
        ('{"a": 1,}', (1, 8), "Nothing follows this comma"),
        ('{\n "a": [1, 2,]}', (2, 12), "Nothing follows this comma"),
        ('{"a" 1}', (1, 6), "was expecting ':'"),
        ('{"a": 1 "b": 2}', (1, 9), "was expecting ','"),
        ("{'a': 1}", (1, 2), "key in double quotes"),
        ('{"a": "x\n}', (1, 7), "not closed"),
        ('{"a": "\t"}', (1, 8), "\\u0009 must be escaped"),
        ('{"a": 1} x', (1, 10), "already complete"),
        ('{"a": NaN}', (1, 2), "Unexpected"),
        ('{"é": "x", "b": }', (1, 17), "Unexpected '}'"),
        ('{"a": {"b": [1', (1, 15), "end of the text"),
        ('{"a": "\\q"}', (1, 8), "is no escape"),
        ("", (1, 1), "Definition must be a valid JSON object"),
    ],
)
def test_json_syntax_errors_say_what_stands_there_and_what_was_expected(
    text: str, place: tuple[int, int], message: str
) -> None:
    document = read_text(text, "json")
    assert not document.readable
    assert document.position(document.problems[0].start) == place
    assert message in document.problems[0].message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a:\n\tb: 1\n", (2, 1), "A tab cannot indent"),
        ("a: b: c\n", (1, 5), "Unexpected ':'"),
        ("a: b\n c: d\n", (2, 3), "Unexpected ':'"),
        ("a:\n  b: [1, 2\nc: d\n", (2, 6), "[ is not closed"),
        ('a: "x\nb: 2\n', (1, 4), '" is not closed'),
        ("a: @x\n", (1, 4), "Unexpected '@x'"),
        ("# nothing\n", (1, 1), "Definition must be"),
    ],
)
def test_yaml_syntax_errors_say_where(text: str, place: tuple[int, int], message: str) -> None:
    document = read_text(text, "yaml")
    assert not document.readable
    assert document.position(document.problems[0].start) == place
    assert message in document.problems[0].message


def test_what_stands_around_an_error_is_still_read() -> None:
    document = read_text('{"States": {"A": {"Type": "Pass", "Next": }, "B": {}}}', "json")
    assert document.root is not None
    assert document.root.value == {"States": {"A": {"Type": "Pass", "Next": None}, "B": {}}}
    member = document.at("/States/A")
    assert member is not None
    assert member.get("Next") is None


@pytest.mark.parametrize("text", ['{"a": "x\\${b}}', '["x\\${b}, 1]', '{"a": "x ${b}}', '["x\\// ]'])
def test_what_stands_in_a_string_that_is_not_closed_does_not_close_it(text: str) -> None:
    document = read_text(text, "json")
    assert not document.readable
    assert document.problems


def test_a_bare_placeholder_is_a_string() -> None:
    document = read_text('{"a": ${max}, "b": [${jsonencode({x = "}"})}], "c": "${x} 1"}', "json")
    assert document.problems == ()
    assert document.root is not None
    assert document.root.value == {"a": "${max}", "b": ['${jsonencode({x = "}"})}'], "c": "${x} 1"}


def test_a_comment_in_json_is_a_problem_and_no_obstacle() -> None:
    document = read_text('// first\n{"a": 1, /* "b": 2 */ "c": "// no comment"}', "json")
    assert document.readable
    assert document.root is not None
    assert document.root.value == {"a": 1, "c": "// no comment"}
    assert [document.position(problem.start) for problem in document.problems] == [(1, 1), (2, 10)]


@pytest.mark.parametrize("text", ['{"a": {"b": 1, "b": 2}}', "a:\n  b: 1\n  b: 2\n"])
def test_of_duplicate_keys_the_last_counts_and_is_reported(text: str) -> None:
    document = read_text(text)
    assert document.readable
    assert document.root is not None
    assert document.root.value == {"a": {"b": 2}}
    (problem,) = document.problems
    assert (problem.code, problem.pointer) == ("DUPLICATE_KEY", "/a/b")
    assert text[problem.start : problem.end].strip('"') == "b"
    node = document.at("/a/b")
    assert node is not None
    assert node.value == 2


def test_offsets_are_code_points() -> None:
    text = '\ufeff{"한글": "😀x", "b": [1, "é"]}'
    document = read_text(text)
    assert document.problems == ()
    node = document.at("/b/1")
    assert node is not None
    assert text[node.start : node.end] == '"é"'
    node = document.at("/한글")
    assert node is not None
    assert (node.value, text[node.start : node.end]) == ("😀x", '"😀x"')


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline: str) -> None:
    document = read_text(newline.join(('{"a": 1,', ' "b": 2}')), "json")
    node = document.at("/b")
    assert node is not None
    assert document.position(node.start) == (2, 7)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_yaml_reads_with_any_line_break_and_a_byte_order_mark(newline: str) -> None:
    text = "\ufeffa: 1\nb: |\n  x\n  y\nc: >-\n  p\n  q\n\n  r\nd: [1,\t2]\n".replace("\n", newline)
    document = read_text(text, "yaml")
    assert document.problems == ()
    assert document.root is not None
    assert list(document.root.value.values()) == [1, "x\ny\n", "p q\nr", [1, 2]]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "file_name", "expected"),
    [
        ('{"a": 1}', None, "json"),
        ("a: 1", None, "yaml"),
        ('{"a": 1}', "x.asl.yml", "yaml"),
        ("a: 1", "x.json", "json"),
        ('{"a": 1}', "x.asl", "json"),
        ("a: 1", "x.asl", "yaml"),
        ("// c\n[1]", "x.txt", "json"),
    ],
)
def test_the_format_goes_by_name_then_by_content(text: str, file_name: str | None, expected: str) -> None:
    assert read_text(text, file_name=file_name).format == expected


def test_aliases_and_merge_keys_are_resolved_where_they_stand() -> None:
    text = "base: &b\n  x: 1\n  y: [2]\nuse:\n  <<: *b\n  x: 3\nagain: *b\n"
    document = read_text(text, "yaml")
    assert document.root is not None
    assert document.root.value == {
        "base": {"x": 1, "y": [2]},
        "use": {"x": 3, "y": [2]},
        "again": {"x": 1, "y": [2]},
    }
    alias = document.at("/again")
    assert alias is not None
    assert alias.alias
    assert text[alias.start : alias.end] == "*b"
    use = document.at("/use")
    assert use is not None
    assert [(member.key, member.merged) for member in use.members] == [("x", False), ("y", True)]


def test_several_merged_objects_yield_to_the_first() -> None:
    document = read_text("a: &a {x: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n", "yaml")
    assert document.root is not None
    assert document.root.value["c"] == {"x": 1, "z": 2}  # type: ignore[index, call-overload]


def test_an_alias_without_an_anchor_is_a_problem() -> None:
    document = read_text("a: *nowhere\nb: &b [*b]\n", "yaml")
    assert [problem.code for problem in document.problems] == ["UNKNOWN_ALIAS", "UNKNOWN_ALIAS"]


def test_cloudformation_tags_read_as_references() -> None:
    text = (
        "a: !Sub 'arn:${AWS::Region}'\nb: !GetAtt Fn.Arn\nc: !GetAtt [Fn, Arn]\nd: !Ref X\n"
        "e: !Join\n  - ':'\n  - [arn, !Ref Y]\nf: !Sub ['${a}-${b}', {a: !Ref Z}]\ng: !ImportValue v\n"
    )
    document = read_text(text, "yaml")
    assert document.problems == ()
    assert document.root is not None
    assert document.root.value == {
        "a": "arn:${AWS::Region}",
        "b": "${Fn.Arn}",
        "c": "${Fn.Arn}",
        "d": "${X}",
        "e": "arn:${Y}",
        "f": "${Z}-${b}",
        "g": "${ImportValue v}",
    }
    node = document.at("/c")
    assert node is not None
    assert (node.kind, node.tag, len(node.items)) == ("string", "!GetAtt", 2)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000, "[" * MAX_DEPTH + "[" + "]" * (MAX_DEPTH + 1)],
    ids=["open", "closed", "objects", "one too many"],
)
@pytest.mark.parametrize("format", ["json", "yaml"])
def test_deep_nesting_is_a_problem(text: str, format: Any) -> None:
    assert read_text(text, format).problems


@pytest.mark.parametrize("text", ["- " * 100_000, "".join(" " * n + "a:\n" for n in range(1000)), "? " * 5000])
def test_deep_yaml_blocks_are_refused_before_the_scanner_sees_them(text: str) -> None:
    document = read_text(text, "yaml")
    assert [problem.code for problem in document.problems] == ["NESTED_TOO_DEEPLY"]


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_the_deepest_that_is_allowed_reads(format: Any) -> None:
    document = read_text("[" * MAX_DEPTH + "]" * MAX_DEPTH, format)
    assert document.problems == ()


def test_a_yaml_bomb_is_a_problem() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    document = read_text("\n".join(lines), "yaml")
    assert [problem.code for problem in document.problems] == ["TOO_MANY_VALUES"]


def test_a_lone_surrogate_is_a_problem_and_becomes_a_replacement_character() -> None:
    document = read_text('{"a": "\\ud83d", "b": "\\ud83d\\ude00"}', "json")
    assert [problem.code for problem in document.problems] == ["LONE_SURROGATE"]
    assert document.root is not None
    assert document.root.value == {"a": "\ufffd", "b": "😀"}


def test_a_number_too_large_to_keep_is_a_problem() -> None:
    document = read_text('{"a": 1e400}', "json")
    assert [(problem.code, problem.pointer) for problem in document.problems] == [("NUMBER_OUT_OF_RANGE", "/a")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{: a}", {"null": "a"}), ("[: b]", [{"null": "b"}]), ("? a\n", {"a": None})],
)
def test_yaml_entries_without_key_or_value_read(text: str, expected: Any) -> None:
    root = read_text(text, "yaml").root
    assert root is not None
    assert root.value == expected


def test_a_text_that_ends_in_an_escape_has_no_place_behind_its_end() -> None:
    for text in ('{"a": "\\', '{"a": "\\u', '{"a": "\\u0', '{"a": "한\\'):
        (problem, *_) = read_text(text, "json").problems
        assert 0 <= problem.start <= problem.end <= len(text), text

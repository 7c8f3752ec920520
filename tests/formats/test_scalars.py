import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.asl import read_text
from webapp.formats.scalars import mapped_text
from webapp.values import json_text


@pytest.mark.parametrize(
    "written",
    [
        "plain text",
        "plain\n  on two\n\n  lines",
        "'it''s ${x}'",
        "'folded\n  here'",
        '"a \\"quoted\\" \\u00e4 \\U0001F9ED \\x41\\\n   end"',
        "|\n  one\n    two\n\n  three\n",
        "|+\n  one\n\n",
        "|2-\n   one\n  two",
        ">\n  one\n  two\n\n  three\n    four\n  five\n",
        "!Sub |\n  one ${Two}\n",
        "&anchor >-\n  one\n  two",
    ],
)
def test_each_way_to_write_a_string_in_yaml_is_mapped(written: str) -> None:
    document = read_text(f"key: {written}", "yaml")
    node = document.at("/key")
    assert node is not None
    mapped = mapped_text(document, node)
    assert mapped.text == node.value
    assert len(mapped.pieces) > 1 or "\n" not in written
    for offset, character in enumerate(mapped.text):
        start = mapped.start(offset)
        if character.isalpha() and character.isascii() and document.text[start] != "\\":
            assert document.text[start] == character


@given(st.text(), st.sampled_from(["json", "yaml"]))
def test_every_string_is_mapped_to_what_it_means(text: str, form: str) -> None:
    written = json_text({"key": text})
    document = read_text(written, "json" if form == "json" else "yaml")
    node = document.at("/key")
    assert node is not None
    mapped = mapped_text(document, node)
    assert mapped.text == node.value
    assert node.start <= mapped.start(0) <= mapped.end(len(mapped.text)) <= node.end


def test_an_alias_is_one_place() -> None:
    document = read_text("a: &x |\n  one\nb: *x\n", "yaml")
    node = document.at("/b")
    assert node is not None
    assert mapped_text(document, node).span(0, 3) == (node.start, node.end)

from typing import Any

import pytest

from webapp.asl import read_text
from webapp.formats.scalars import mapped_text
from webapp.formats.strings import CannotWrite, StringPlace, plain_ascii, string_place


def place_of(text: str, **options: Any) -> StringPlace | None:
    document = read_text(text, "yaml")
    node = document.at("/a")
    assert node is not None
    pieces = mapped_text(document, node).pieces
    return string_place(document, node, pieces, **{"is_terraform": False, "by_lines": False, **options})


@pytest.mark.parametrize(
    ("text", "kind", "inside"),
    [
        ('a: "x"\n', "double", "x"),
        ("a: !Sub 'x'\n", "single", "x"),
        ("a: |\n  x\n  y\n", "literal", "x\n  y\n"),
        ("a: &one >-\n  x\n", "folded", "x"),
    ],
)
def test_a_string_is_found_with_where_its_text_starts_and_ends(text: str, kind: str, inside: str) -> None:
    found = place_of(text)
    assert found is not None
    assert (found.kind, text[found.start : found.end].rstrip("\n")) == (kind, inside.rstrip("\n"))


def test_a_string_without_quotes_takes_nothing_in() -> None:
    assert place_of("a: x\n") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a: "x"\n', r"it's \"so\" \\\n"),
        ("a: |\n    x\n", 'it\'s "so" \\\n'),
    ],
)
def test_new_text_is_escaped_as_its_string_needs(text: str, written: str) -> None:
    found = place_of(text)
    assert found is not None
    assert found.encoded('it\'s "so" \\\n', "    ", "\n") == written


def test_single_quotes_are_doubled_and_a_line_end_in_them_is_refused() -> None:
    found = place_of("a: 'x'\n")
    assert found is not None
    assert found.encoded("it's") == "it''s"
    with pytest.raises(CannotWrite, match="line end"):
        found.encoded("a\nb")


def test_lines_of_a_block_get_its_indentation_and_line_ends() -> None:
    found = place_of("a: |\r\n   x\r\n")
    assert found is not None
    assert found.encoded("b\n\n c\n", "   ", "x") == "b\r\n\r\n    c\r\n   "
    assert found.encoded("b", "", "\r") == "   b", "a blank line has no indentation yet"


def test_what_no_file_can_hold_is_written_as_an_escape_of_json() -> None:
    assert plain_ascii('"\x7f\u2028ä🧭"') == '"\\u007f\\u2028ä🧭"'

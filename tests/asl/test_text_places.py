import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.asl.text import read_text
from webapp.asl.text_places import place_of_character


@given(st.text(min_size=1, max_size=9), st.booleans(), st.data())
def test_each_character_of_a_json_string_is_found(value: str, ascii_only: bool, data: st.DataObject) -> None:
    text = json.dumps([value], ensure_ascii=ascii_only)
    node = read_text(text, "json").at("/0")
    index = data.draw(st.integers(0, len(value) - 1))
    assert node is not None
    place = place_of_character(text, node, index)
    assert json.loads(f'"{text[place.start : place.end]}"') == value[index:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b c\n", "c"),
        ("a: 'b''c'\n", "''c"),
        ('a: "b\\tc"\n', "\\tc"),
        ("a: |\n  b c\n", "|\n  b c\n"),
    ],
)
def test_characters_of_yaml_strings_are_found_on_one_line(text: str, expected: str) -> None:
    node = read_text(text, "yaml").at("/a")
    assert node is not None
    place = place_of_character(text, node, str(node.value).index("c") if expected == "c" else 1)
    assert text[place.start : place.end].strip() == expected.strip()


def test_what_is_past_the_end_is_the_last_character() -> None:
    text = '["ab"]'
    node = read_text(text, "json").at("/0")
    assert node is not None
    place = place_of_character(text, node, 9)
    assert text[place.start : place.end] == "b"

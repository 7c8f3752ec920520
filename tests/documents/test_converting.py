"""Texts in the other format, as the page gets them."""

import pytest

from webapp.documents.converting import convert_text, file_name_for
from webapp.messages import building


@pytest.mark.parametrize(
    ("name", "to", "wanted"),
    [
        ("a.asl.json", "yaml", "a.asl.yaml"),
        ("a.asl.yml", "json", "a.asl.json"),
        ("a.asl", "yaml", "a.asl.yaml"),
        ("a.json", "yaml", "a.yaml"),
        ("a", "json", "a.json"),
    ],
)
def test_a_file_gets_the_ending_of_its_format(name: str, to: str, wanted: str) -> None:
    assert file_name_for(name, "yaml" if to == "yaml" else "json") == wanted


def test_a_text_is_converted_and_what_is_lost_is_counted() -> None:
    answer = convert_text(building.ConvertRequest(text="# no\na: 1 # no\n", file_name="x.yaml", to="json"))
    assert answer.text == '{\n  "a": 1\n}\n'
    assert (answer.file_name, answer.comments_lost) == ("x.json", 2)
    assert answer.notes == ["2 comments are lost: JSON has none."]

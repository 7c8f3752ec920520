"""Laying a text out anew."""

import json

import pytest

from tests.editing.corpus import definitions as definitions_of_corpus
from tests.editing.laws import SAMPLE
from tests.editing.ways_to_write import ways
from webapp.asl.text import Format, read_text
from webapp.editing.comments import comments_of
from webapp.editing.edits import EditRefused, apply
from webapp.editing.format_text import format_text

CROOKED = """{"StartAt":"A", // the first
"States": {
      "A": {"Type":"Pass","Next":"B"},


    /* the last */
  "B": {
"Type": "Succeed", "Tags": [ 1,2 ], "None": { }
} }
}
"""
STRAIGHT = """{
  "StartAt": "A", // the first
  "States": {
    "A": {"Type": "Pass", "Next": "B"},

    /* the last */
    "B": {
      "Type": "Succeed",
      "Tags": [ 1, 2 ],
      "None": {}
    }
  }
}
"""


def formatted(text: str, form: Format = "json") -> str:
    """Return the text laid out anew."""
    return apply(text, format_text(read_text(text, form)))


def test_json_gets_a_line_for_each_element_but_what_fits_on_one_line_stays() -> None:
    assert formatted(CROOKED) == STRAIGHT
    assert formatted(STRAIGHT) == STRAIGHT


def test_line_ends_and_tabs_stay() -> None:
    text = '{\r\n\t"StartAt": "A",\r\n"States": {\r\n\t\t"A": {}\r\n\t}\r\n}'
    assert formatted(text) == '{\r\n\t"StartAt": "A",\r\n\t"States": {\r\n\t\t"A": {}\r\n\t}\r\n}'


def test_yaml_keeps_its_indentation_and_what_is_said_in_scalars() -> None:
    text = "A:   \n  b: |\n    text  \n\n\n    more\n\n\n\nC: 1  # said  \n"
    assert formatted(text, "yaml") == "A:\n  b: |\n    text  \n\n\n    more\n\nC: 1  # said\n"


def test_a_text_with_a_mistake_is_refused_by_its_place() -> None:
    with pytest.raises(EditRefused, match="Line 1"):
        format_text(read_text('{"StartAt": }', "json"))


def test_what_is_laid_out_says_the_same_with_all_comments_and_stays_so() -> None:
    definitions = [json.loads(STRAIGHT.replace("// the first", "").replace("/* the last */", ""))]
    definitions += [definition for _, _, definition in definitions_of_corpus(SAMPLE)]
    for seed, definition in enumerate(definitions):
        for way, form, text in ways(definition, seed):
            once = formatted(text, form)
            before, after = read_text(text, form), read_text(once, form)
            assert after.root is not None, way
            assert before.root is not None, way
            assert after.root.value == before.root.value, way
            assert [each.strip() for each in comments_of(after)] == [each.strip() for each in comments_of(before)], way
            assert formatted(once, form) == once, way

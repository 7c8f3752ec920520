"""Whole texts from JSON to YAML and back."""

import json
from textwrap import dedent

import pytest

from tests.editing.corpus import definitions, needs_corpus
from tests.editing.laws import SAMPLE
from tests.editing.ways_to_write import ways
from webapp.asl.text import Format, read_text
from webapp.editing import EditRefused, convert
from webapp.editing.comments import comments_of

JSON = """\
// Orders
{
  "Comment": "a: b", // what for
  /* where
   * it starts */
  "StartAt": "It's on", // here
  "States": { // all
    // first
    "It's on": {
      "Type": "Task", "Resource": "${Arn}",
      "Parameters": {"a": [1, 2.50, null], "b": {}, "c": "two\\nlines\\n", "d": "yes"},
      "Retry": [
        // soon
        {"ErrorEquals": ["A", "B"]}, // after A
        {"ErrorEquals": ["States.ALL"]}
        // no more
      ],
      "End": true // done
    } // of it
  }
}
// bye
"""

YAML = """\
# Orders
Comment: "a: b" # what for
# where
# it starts
StartAt: It's on # here
States: # all
  # first
  It's on:
    Type: Task
    Resource: ${Arn}
    Parameters:
      a: [1, 2.50, null]
      b: {}
      c: |
        two
        lines
      d: "yes"
    Retry:
      # soon
      - ErrorEquals: [A, B] # after A
      - ErrorEquals: [States.ALL]
      # no more
    End: true # done
  # of it
# bye
"""


def test_json_becomes_yaml_with_its_comments() -> None:
    converted = convert(read_text(JSON, "json"), "yaml")
    assert converted.text == YAML
    assert (converted.comments_lost, converted.notes) == (0, ())


def test_yaml_becomes_json_and_lost_comments_are_counted() -> None:
    converted = convert(read_text(YAML, "yaml"), "json")
    assert converted.text == dedent("""\
        {
          "Comment": "a: b",
          "StartAt": "It's on",
          "States": {
            "It's on": {
              "Type": "Task",
              "Resource": "${Arn}",
              "Parameters": {
                "a": [1, 2.50, null],
                "b": {},
                "c": "two\\nlines\\n",
                "d": "yes"
              },
              "Retry": [
                {
                  "ErrorEquals": ["A", "B"]
                },
                {
                  "ErrorEquals": ["States.ALL"]
                }
              ],
              "End": true
            }
          }
        }
        """)
    assert converted.comments_lost == 13
    assert converted.notes == ("13 comments are lost: JSON has none.",)


def test_anchors_are_written_out_and_that_is_told() -> None:
    converted = convert(read_text("a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 0x10}\n", "yaml"), "json")
    assert json.loads(converted.text) == {"a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1, "e": 16}}
    assert converted.notes == ("What YAML anchors share is written out at each place.",)


@pytest.mark.parametrize(
    ("text", "form", "to", "message"),
    [
        ("a: 1", "yaml", "yaml", "YAML already"),
        ("", "yaml", "json", "The text is empty"),
        ("a: !Sub x", "yaml", "json", "Line 1: the tag !Sub has no form in JSON"),
        ('{"a": }', "json", "yaml", "Line 1, column .* must be readable"),
    ],
)
def test_what_cannot_be_converted_says_why(text: str, form: Format, to: Format, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        convert(read_text(text, form), to)


@needs_corpus
def test_the_corpus_says_the_same_in_the_other_format_and_back() -> None:
    done = 0
    for seed, name, definition in definitions(SAMPLE):
        for way, form, text in ways(definition, seed):
            document = read_text(text, form)
            there = convert(document, "yaml" if form == "json" else "json")
            after = read_text(there.text, there.format)
            assert document.root is not None
            assert after.root is not None
            assert after.root.value == document.root.value, (name, way)
            kept = [comment[2:].strip() for comment in comments_of(document)]
            if form == "json":
                assert [comment[1:].strip() for comment in comments_of(after)] == kept, (name, way)
            else:
                assert there.comments_lost == len(kept), (name, way)
            done += 1
    assert done > 50

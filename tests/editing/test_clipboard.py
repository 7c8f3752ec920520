"""Copied states as texts."""

from textwrap import dedent

import pytest

from tests.editing.corpus import definitions, needs_corpus
from tests.editing.editing import COMMENTED, TWO
from tests.editing.laws import SAMPLE
from tests.editing.plain_machines import states_of
from tests.editing.ways_to_write import ways
from webapp.asl.text import read_text
from webapp.editing import EditRefused, copy_states
from webapp.editing.clipboard import read_clipboard
from webapp.values import child_path


def test_states_are_copied_with_their_comments() -> None:
    copied = copy_states(read_text(COMMENTED), "", ["Ship", "Enough?"])
    assert (
        copied.text
        == "StartAt: Enough?\nStates:\n"
        + COMMENTED[COMMENTED.index("  # Enough") : COMMENTED.index("\n  Ship")]
        + '  Ship: { Type: Wait, Seconds: 1, Next: "Done" }   # takes a while\n'
    )
    assert (copied.format, copied.names) == ("yaml", ("Enough?", "Ship"))


def test_states_are_copied_as_json() -> None:
    assert copy_states(read_text(TWO), "", ["Second"]).text == dedent("""\
        {
          "StartAt": "Second",
          "States": {
            "Second": {
              "Type": "Pass",
              "End": true
            }
          }
        }
        """)
    one_line = '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"}}}'
    assert copy_states(read_text(one_line), "", ["A"]).text == (
        '{\n  "StartAt":"A",\n  "QueryLanguage":"JSONata",\n'
        '  "States":{\n    "A":{\n      "Type":"Succeed"\n    }\n  }\n}\n'
    )


def test_states_of_two_containers_are_not_copied_together() -> None:
    text = '{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": {"States": {"I": {"Type": "Pass"}}}},'
    text += ' "N": {"Type": "Pass"}}}'
    assert copy_states(read_text(text), "", ["M", "M/I"]).names == ("M",)
    with pytest.raises(EditRefused, match='"I" stands in "M", "N" in the machine itself'):
        copy_states(read_text(text), "", ["N", "M/I"])


@needs_corpus
def test_whatever_is_copied_can_be_read_back() -> None:
    done = 0
    for seed, name, definition in definitions(SAMPLE):
        if not states_of(definition):
            continue
        for way, form, text in ways(definition, seed):
            if "host" in way:
                continue
            copied = copy_states(read_text(text, form), "", [child_path("", name) for name in states_of(definition)])
            clipboard = read_clipboard(copied.text)
            assert clipboard.definition.root.get("States").value == definition["States"], (name, way)  # type: ignore
            assert copied.format == form
            done += 1
    assert done > 50

"""Unwrapping containers: as exact texts, and over the corpus."""

from textwrap import dedent

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import edited
from tests.editing.laws import hold, pick
from tests.editing.plain_machines import Plain, walk
from webapp.asl.text import read_text
from webapp.editing import Edited, EditRefused, UnwrapState, edit
from webapp.values import Entropy

BOTH = dedent("""\
    StartAt: Both
    States:
      Both:
        Type: Parallel
        Branches:
          - StartAt: L
            States:
              L: { Type: Pass, End: true }   # left
          - StartAt: R
            States:
              # right
              R:
                Type: Succeed
        Catch:
          - ErrorEquals: [States.ALL]
            Next: Failed
        Next: Done
      Done: { Type: Succeed }
      Failed: { Type: Fail }
    """)

EACH = dedent("""\
    {
      "StartAt": "Each",
      "States": {
        "Each": {
          "Type": "Map",
          "ItemsPath": "$.all",
          "ItemProcessor": {
            "StartAt": "One",
            "States": {
              // one
              "One": {
                "Type": "Pass",
                "End": true
              }
            }
          },
          "End": true
        }
      }
    }
    """)


def test_branches_follow_each_other_and_what_is_gone_is_told() -> None:
    after = edited(BOTH, UnwrapState(path="Both", in_sequence=True))
    assert after == dedent("""\
        StartAt: L
        States:
          L: { Type: Pass, Next: R }   # left
          # right
          R:
            Type: Pass
            Next: Done
          Done: { Type: Succeed }
          Failed: { Type: Fail }
        """)
    answer = edit(read_text(BOTH), "", UnwrapState(path="Both", in_sequence=True))
    assert answer.notes == (
        '"Catch" of "Both" is gone.',
        'The branches of "Both" follow each other now, each with the output of the one before.',
        'Nothing leads to "Failed" any more.',
    )
    assert (answer.select, answer.selection) == ("L", ("L", "R"))


def test_the_states_of_a_map_run_once_then() -> None:
    after = edited(EACH, UnwrapState(path="Each"))
    assert after == dedent("""\
        {
          "StartAt": "One",
          "States": {
            // one
            "One": {
              "Type": "Pass",
              "End": true
            }
          }
        }
        """)
    answer = edit(read_text(EACH), "", UnwrapState(path="Each"))
    assert answer.notes == (
        '"ItemsPath" of "Each" is gone.',
        'The states of "Each" ran for each item; now they run once, with its whole input.',
    )


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (BOTH, "Both", "has 2 branches, which all get its input, .* Unwrap it in sequence"),
        (BOTH, "Done", '"Done" is a Succeed and holds no states'),
        (EACH.replace('"StartAt": "One"', '"StartAt": "X"'), "Each", "starts at no state that it has"),
        ('{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true}}}', "M", '"M" holds no states: delete it'),
        (BOTH.replace("Done", "L"), "Both", 'already a state "L" in the machine itself'),
    ],
)
def test_what_cannot_be_unwrapped_says_why(text: str, path: str, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(text, UnwrapState(path=path, in_sequence="Done" not in text))


@needs_corpus
def test_any_container_of_the_corpus_is_unwrapped() -> None:
    def draw(machine: Plain, entropy: Entropy) -> UnwrapState | None:
        containers = [placed.path for placed in walk(machine) if placed.state.get("Type") in ("Parallel", "Map")]
        path = pick(containers, entropy)
        return None if path is None else UnwrapState(path=path, in_sequence=True)

    def verify(before: Plain, after: Plain, command: UnwrapState, answer: Edited) -> None:
        was, now = sorted(p.name for p in walk(before)), sorted(p.name for p in walk(after))
        gone = next(p.name for p in walk(before) if p.path == command.path)
        was.remove(gone)
        assert was == now
        assert answer.notes

    assert hold(draw, verify) >= 10

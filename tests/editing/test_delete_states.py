"""Deleting several states at once."""

from textwrap import dedent

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, edited, selected
from tests.editing.laws import hold, paths, some
from tests.editing.plain_machines import Plain, walk
from webapp.editing import DeleteStates, Edited, EditRefused
from webapp.values import Entropy

CHAIN = dedent("""\
    StartAt: A
    States:
      A: { Type: Pass, Next: B }
      B: { Type: Pass, Next: C }   # goes
      C: { Type: Pass, Next: D }
      D: { Type: Pass, End: true }
    """)


def test_the_flow_leads_past_all_of_them() -> None:
    after = edited(CHAIN, DeleteStates(paths=["C", "B"]))
    assert after == dedent("""\
        StartAt: A
        States:
          A: { Type: Pass, Next: D }
          D: { Type: Pass, End: true }
        """)
    assert selected(CHAIN, DeleteStates(paths=["B", "C"])) == "D"


def test_the_start_moves_past_them_and_what_led_to_the_end_ends() -> None:
    assert edited(CHAIN, DeleteStates(paths=["A", "D"])) == dedent("""\
        StartAt: B
        States:
          B: { Type: Pass, Next: C }   # goes
          C: { Type: Pass, End: true }
        """)


def test_a_choice_goes_with_what_only_it_leads_to() -> None:
    after = edited(COMMENTED, DeleteStates(paths=["Enough?", "Sorry"]))
    assert "    Next: Ship\n" in after
    assert "Sorry" not in after


def test_a_state_inside_a_selected_container_goes_with_it() -> None:
    text = dedent("""\
        StartAt: Both
        States:
          Both:
            Type: Parallel
            Branches:
              - StartAt: L
                States: { L: { Type: Pass, End: true } }
              - StartAt: R
                States: { R: { Type: Pass, End: true } }
            Next: Done
          Done: { Type: Succeed }
        """)
    assert edited(text, DeleteStates(paths=["Both", "Both/1/R"])) == dedent("""\
        StartAt: Done
        States:
          Done: { Type: Succeed }
        """)
    left = edited(text, DeleteStates(paths=["Both/0/L", "Both/1/R", "Done"]))
    assert left == dedent("""\
        StartAt: Both
        States:
          Both:
            Type: Parallel
            Branches:
              - States: {}
            End: true
        """)


def test_a_choice_that_would_lead_nowhere_refuses_and_nothing_is_selected_refuses() -> None:
    text = '{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Next": "X"}]}, "X": {"Type": "Fail"}}}'
    with pytest.raises(EditRefused, match='Choice "C" leads nowhere else'):
        edited(text, DeleteStates(paths=["X"]))
    with pytest.raises(EditRefused, match="Select a state first"):
        edited(text, DeleteStates(paths=[]))
    assert edited(text, DeleteStates(paths=["X", "C"])) == '{"States": {}}'


@needs_corpus
def test_any_selection_of_the_corpus_goes_and_nothing_else() -> None:
    def draw(machine: Plain, entropy: Entropy) -> DeleteStates:
        return DeleteStates(paths=some(paths(machine), entropy, 4))

    def verify(before: Plain, after: Plain, command: DeleteStates, _: Edited) -> None:
        gone = set(command.paths)
        stay = [p.name for p in walk(before) if not any(p.path == g or p.path.startswith(g + "/") for g in gone)]
        assert sorted(placed.name for placed in walk(after)) == sorted(stay)

    assert hold(draw, verify, keeps_comments=False) >= 50


def test_a_state_that_stands_twice_goes_twice() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Fail"}, "A": {"Type": "Succeed"}}}'
    assert edited(text, DeleteStates(paths=["A"])) == '{"States": {}}'

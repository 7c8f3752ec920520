"""A gesture in steps."""

import pytest

from tests.editing.editing import TWO
from webapp.asl.text import read_text
from webapp.editing.commands import RenameState, SetEnd
from webapp.editing.definition import Definition
from webapp.editing.edits import EditRefused, apply
from webapp.editing.rename_state import rename_state
from webapp.editing.set_start import set_end
from webapp.editing.steps import Steps


def test_each_step_is_about_the_text_that_the_one_before_left() -> None:
    steps = Steps(read_text(TWO), "")
    steps.take(lambda definition: rename_state(definition, RenameState(path="First", name="One")))
    assert steps.take(lambda definition: set_end(definition, SetEnd(path="One"))) == "One"
    assert apply(TWO, steps.edits) == TWO.replace("First", "One").replace('"Next": "Second"', '"End": true')


def test_steps_that_undo_each_other_leave_no_edits() -> None:
    steps = Steps(read_text(TWO), "")
    steps.take(lambda definition: rename_state(definition, RenameState(path="First", name="One")))
    steps.take(lambda definition: rename_state(definition, RenameState(path="One", name="First")))
    assert apply(TWO, steps.edits) == TWO


def test_a_step_that_cannot_be_done_says_why() -> None:
    def draft(definition: Definition) -> None:
        definition.state("Nobody")

    with pytest.raises(EditRefused, match='no state "Nobody"'):
        Steps(read_text(TWO), "").take(draft)


def test_a_note_is_said_once() -> None:
    steps = Steps(read_text(TWO), "")
    steps.note("Mind the step.")
    steps.note("Mind the step.")
    assert steps.notes == ["Mind the step."]

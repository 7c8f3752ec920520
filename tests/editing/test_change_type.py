"""A state that becomes one of another type, as exact texts."""

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, TWO, edited
from tests.editing.laws import hold, pick
from tests.editing.plain_machines import Plain, walk
from webapp.asl.fields import STATE_OWNERS
from webapp.asl.text import read_text
from webapp.editing import ChangeType, Edited, EditRefused, edit
from webapp.values import Entropy


def change(text: str, path: str, state_type: str) -> str:
    return edited(text, ChangeType(path=path, state_type=state_type))


def test_a_pass_becomes_a_task_where_it_stands() -> None:
    parameters = (
        '"Parameters": {\n        "FunctionName": "${FunctionName}",\n        "Payload.$": "$"\n      },\n      '
    )
    resource = '"Type": "Task",\n      "Resource": "arn:aws:states:::lambda:invoke",\n      '
    assert change(TWO, "Second", "Task") == TWO.replace('"Type": "Pass",\n      "End"', f'{resource}{parameters}"End"')
    assert change(change(TWO, "First", "Task"), "First", "Wait") == TWO.replace(
        '"Pass",\n      "Next"', '"Wait",\n      "Seconds": 5,\n      "Next"'
    )


def test_what_both_types_have_stays_as_it_is_written_and_the_rest_is_named() -> None:
    fields = "    Type: Pass   # for now\n    Result: {a: 1}\n    ResultPath: $.x   # kept\n    End: true\n"
    text = f"StartAt: A\nStates:\n  A:\n{fields}"
    answer = edit(read_text(text), "", ChangeType(path="A", state_type="Parallel"))
    assert [note for note in answer.notes if "Result" in note] == [
        "A Parallel has no Result: what stood there is gone."
    ]
    after = change(text, "A", "Parallel")
    assert "Type: Parallel   # for now\n" in after
    assert "    ResultPath: $.x   # kept\n    End: true\n" in after


def test_a_choice_goes_on_by_its_default_and_gets_one_rule() -> None:
    after = change(TWO, "First", "Choice")
    assert '"Choices": [' in after
    assert '"Default": "Second"' in after
    assert '"Next": "Second"\n        }' in after
    assert change(after, "First", "Pass") == TWO
    ended = change(TWO, "Second", "Choice")
    assert '"Default": "Succeed"' in ended
    assert '"Succeed": {' in ended


def test_an_end_has_no_way_on_and_what_was_one_ends() -> None:
    assert change(TWO, "Second", "Fail") == TWO.replace(
        '"Pass",\n      "End": true', '"Fail",\n      "Error": "Failed"'
    )
    assert change(change(TWO, "Second", "Succeed"), "Second", "Pass") == TWO


def test_states_are_not_lost_with_their_container() -> None:
    each = '{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": {}, "End": true}}}'
    with pytest.raises(EditRefused, match="unwrap"):
        change(each, "M", "Pass")
    with pytest.raises(EditRefused, match="no state type"):
        change(TWO, "First", "Loop")
    assert change(COMMENTED, "Check", "Task") == COMMENTED


@needs_corpus
def test_any_state_becomes_any_type_and_leads_where_it_led() -> None:
    def draw(definition: Plain, entropy: Entropy) -> ChangeType | None:
        placed = pick([p for p in walk(definition) if p.state.get("Type") not in ("Map", "Parallel")], entropy)
        if placed is None:
            return None
        wanted = pick([each for each in STATE_OWNERS if each != placed.state.get("Type")], entropy)
        return ChangeType(path=placed.path, state_type=wanted)

    def verify(before: Plain, after: Plain, command: ChangeType, answer: Edited) -> None:
        old, new = ({p.path: p.state for p in walk(each)}[command.path] for each in (before, after))
        assert new["Type"] == command.state_type
        assert new.get("Comment") == old.get("Comment")
        if "Next" in old and "Next" in new:
            assert new["Next"] == old["Next"]
        if "Next" in old and command.state_type == "Choice":
            assert new["Default"] == old["Next"]
        assert answer.select == command.path

    assert hold(draw, verify, keeps_comments=False) > 20

"""Leading transitions elsewhere, and removing them."""

import pytest

from tests.editing.editing import (
    COMMENTED,
    TWO,
    edited,
    on_catch,
    on_default,
    on_end,
    on_next,
    on_rule,
    on_start,
)
from webapp.editing import Connect, Disconnect, EditRefused, InsertState, TransitionRef


def test_an_end_becomes_a_next_on_its_line() -> None:
    assert edited(TWO, Connect(transition=on_end("Second"), target="First")) == TWO.replace(
        '"End": true', '"Next": "First"'
    )


def test_a_next_becomes_an_end_on_its_line() -> None:
    assert edited(TWO, Connect(transition=on_next("First"), target="#end")) == TWO.replace(
        '"Next": "Second"', '"End": true'
    )
    assert edited(TWO, Disconnect(transition=on_next("First"))) == TWO.replace('"Next": "Second"', '"End": true')


def test_a_next_that_is_missing_is_written_last() -> None:
    text = "StartAt: A\nStates:\n  A: {Type: Pass}\n  B:\n    Type: Succeed\n"
    after = edited(text, Connect(transition=on_next("A"), target="B"))
    assert after == text.replace("{Type: Pass}", "{Type: Pass, Next: B}")


def test_both_next_and_end_become_one() -> None:
    text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: false   # later\n    Next: A\n  B:\n    Type: Succeed\n"
    after = edited(text, Connect(transition=on_next("A"), target="B"))
    assert after == text.replace("    End: false   # later\n", "").replace("Next: A", "Next: B")


def test_a_quoted_target_stays_quoted_and_its_comment_stays() -> None:
    assert edited(COMMENTED, Connect(transition=on_rule("Enough?", 1), target="Done")) == COMMENTED.replace(
        "'Sorry'", "'Done'"
    )
    assert edited(COMMENTED, Connect(transition=on_next("Ship"), target="Sorry")) == COMMENTED.replace(
        'Next: "Done"', 'Next: "Sorry"'
    )


def test_a_new_rule_is_written_like_the_others() -> None:
    after = edited(COMMENTED, Connect(transition=on_rule("Enough?"), target="Done"))
    assert after == COMMENTED.replace(
        "    Default: Ship", "    - Variable: $.count\n      IsNull: true\n      Next: Done\n    Default: Ship"
    )


def test_the_start_is_led_elsewhere() -> None:
    assert edited(COMMENTED, Connect(transition=on_start(), target="Ship")) == COMMENTED.replace(
        "StartAt: Check", "StartAt: Ship"
    )


def test_a_default_goes_and_comes() -> None:
    without = edited(COMMENTED, Disconnect(transition=on_default("Enough?")))
    assert without == COMMENTED.replace("    Default: Ship\n", "")
    assert edited(without, Connect(transition=on_default("Enough?"), target="Ship")) == COMMENTED


def test_a_rule_goes_with_its_comment() -> None:
    after = edited(COMMENTED, Disconnect(transition=on_rule("Enough?", 0)))
    assert after == COMMENTED.replace(
        "    # all of them\n    - Variable: $.count\n      NumericGreaterThan: 3\n      Next: Ship\n", ""
    )


def test_the_only_rule_stays() -> None:
    one = edited(COMMENTED, Disconnect(transition=on_rule("Enough?", 0)))
    with pytest.raises(EditRefused, match="needs at least one rule"):
        edited(one, Disconnect(transition=on_rule("Enough?", 0)))


def test_a_catcher_comes_and_goes() -> None:
    caught = edited(COMMENTED, Connect(transition=on_catch("Check"), target="Sorry"))
    assert caught == COMMENTED.replace(
        "    Next: Enough?", "    Catch:\n    - ErrorEquals: [ States.ALL ]\n      Next: Sorry\n    Next: Enough?"
    )
    assert edited(caught, Disconnect(transition=on_catch("Check", 0))) == COMMENTED


def test_a_jsonata_choice_gets_a_jsonata_rule() -> None:
    text = COMMENTED.replace("    Type: Choice\n", "    Type: Choice\n    QueryLanguage: JSONata\n")
    after = edited(text, Connect(transition=on_rule("Enough?"), target="Done"))
    assert '    - Condition: "{% $exists($states.input.value) %}"\n      Next: Done\n' in after


@pytest.mark.parametrize(
    ("ref", "target", "message"),
    [
        (on_next("Sorry"), "Done", '"Sorry" is a Fail state: the flow ends there'),
        (on_next("Done"), "Sorry", '"Done" is a Succeed state'),
        (on_next("Enough?"), "Sorry", "its rules and its Default lead on, not a Next"),
        (on_rule("Check"), "Sorry", '"Check" is a Task: only a Choice has rules'),
        (on_default("Check"), "Sorry", "only a Choice has rules and a Default"),
        (on_catch("Ship"), "Sorry", '"Ship" is a Wait: only Task, Parallel and Map catch errors'),
        (on_rule("Enough?", 0), "#end", "A Choice rule leads to a state"),
        (on_rule("Enough?", 7), "Done", "no rule 7"),
        (on_catch("Check", 0), "Done", "no catcher 0"),
        (on_start(), "#end", "must start at a state"),
        (on_next("Check"), "Nowhere", 'no state "Nowhere"'),
        (on_next("Missing"), "Done", 'no state "Missing"'),
        (TransitionRef(source="Check", kind="start"), "Done", "not the start of a machine"),
    ],
)
def test_what_cannot_be_connected_says_why(ref: TransitionRef, target: str, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(COMMENTED, Connect(transition=ref, target=target))


def test_a_target_in_another_machine_is_refused_with_both_places() -> None:
    text = edited(TWO, InsertState(state_type="Map", on=on_next("First")))
    with pytest.raises(EditRefused, match='"Pass" stands in "Map", this transition in the machine itself'):
        edited(text, Connect(transition=on_next("First"), target="Pass"))
    with pytest.raises(EditRefused, match='"First" stands in the machine itself, this transition in "Map"'):
        edited(text, Connect(transition=on_start("Map/#start"), target="First"))


def test_a_start_or_an_end_cannot_be_removed() -> None:
    for ref, message in (
        (on_start(), "must start"),
        (on_end("Second"), "cannot be removed"),
        (on_rule("Second"), "only a"),
    ):
        with pytest.raises(EditRefused, match=message):
            edited(TWO, Disconnect(transition=ref))

"""Deleting states: the flow healed, as exact texts."""

from textwrap import dedent

import pytest

from tests.editing.editing import COMMENTED, TWO, changed_lines, edited, selected
from webapp.editing import DeleteState, EditRefused, InsertState


def test_what_led_to_a_state_leads_to_its_next() -> None:
    after = edited(TWO, DeleteState(path="First"))
    assert after == TWO.replace('"StartAt": "First"', '"StartAt": "Second"').replace(
        '    "First": {\n      "Type": "Pass",\n      "Next": "Second"\n    },\n', ""
    )
    assert selected(TWO, DeleteState(path="First")) == "Second"


def test_what_led_to_an_end_ends() -> None:
    after = edited(TWO, DeleteState(path="Second"))
    assert after == TWO.replace('"Next": "Second"', '"End": true').replace(
        ',\n    "Second": {\n      "Type": "Pass",\n      "End": true\n    }', ""
    )
    assert selected(TWO, DeleteState(path="Second")) == "First"


def test_its_comments_and_its_blank_line_go_with_it() -> None:
    after = edited(COMMENTED, DeleteState(path="Enough?"))
    assert "# Enough for everybody?" not in after
    assert "    Next: Ship\n\n  Ship: { Type: Wait" in after
    went, _ = changed_lines(COMMENTED, after)
    assert went[0] == "    Next: Enough?"
    assert went[-1] == "    Default: Ship"


def test_rules_to_a_deleted_end_go_and_a_comment_inside_the_end_goes_with_it() -> None:
    after = edited(COMMENTED, DeleteState(path="Sorry"))
    assert after == COMMENTED.replace(
        "    - Variable: $.count   # some\n      IsNull: true\n      Next: 'Sorry'\n", ""
    ).replace("  Sorry:\n    Type: Fail\n    Error: None\n    # Cause: to be written\n\n", "")


def test_rules_and_default_lead_past_a_deleted_state() -> None:
    after = edited(COMMENTED, DeleteState(path="Ship"))
    assert after == COMMENTED.replace("Next: Ship", "Next: Done").replace("Default: Ship", "Default: Done").replace(
        '  Ship: { Type: Wait, Seconds: 1, Next: "Done" }   # takes a while\n\n', ""
    )


def test_the_last_rules_lead_to_the_default_when_their_end_goes() -> None:
    text = dedent("""\
        StartAt: C
        States:
          C:
            Type: Choice
            Choices: [ { Variable: $.a, IsNull: true, Next: X } ]
            Default: Y
          X: { Type: Succeed }
          Y: { Type: Fail }
        """)
    assert edited(text, DeleteState(path="X")) == text.replace("Next: X", "Next: Y").replace(
        "  X: { Type: Succeed }\n", ""
    )


def test_a_choice_that_would_lead_nowhere_refuses() -> None:
    text = edited("", InsertState(state_type="Choice"), form="json")
    with pytest.raises(EditRefused, match='The Choice "Choice" leads nowhere else'):
        edited(text, DeleteState(path="Succeed"))


def test_a_loop_through_the_deleted_state_ends_rather_than_turning_on_itself() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}'
    assert edited(text, DeleteState(path="B")) == '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}'


def test_a_catcher_to_a_deleted_end_goes_and_an_empty_catch_with_it() -> None:
    text = dedent("""\
        StartAt: T
        States:
          T:
            Type: Task
            Resource: ${T}
            # when it breaks
            Catch:
            - ErrorEquals: [States.ALL]
              Next: F
            End: true
          F:
            Type: Fail
        """)
    assert edited(text, DeleteState(path="F")) == (
        "StartAt: T\nStates:\n  T:\n    Type: Task\n    Resource: ${T}\n    End: true\n"
    )


def test_the_last_state_leaves_an_empty_machine_that_takes_a_first_state_again() -> None:
    state = '{\n    "A": {\n      "Type": "Pass",\n      "End": true\n    }\n  }'
    text = '{\n  "Comment": "x",\n  "StartAt": "A",\n  "States": ' + state + "\n}\n"
    empty = edited(text, DeleteState(path="A"))
    assert empty == '{\n  "Comment": "x",\n  "States": {}\n}\n'
    assert edited(empty, InsertState(state_type="Pass", name="A", into="")) == text


def test_the_last_state_of_a_branch_takes_the_branch_with_it_if_others_stay() -> None:
    text = edited("", InsertState(state_type="Parallel"), form="yaml")
    one = edited(text, DeleteState(path="Parallel/0/Pass"))
    assert one == dedent("""\
        StartAt: Parallel
        States:
          Parallel:
            Type: Parallel
            Branches:
              - StartAt: Pass2
                States:
                  Pass2:
                    Type: Pass
                    End: true
            End: true
        """)
    none = edited(one, DeleteState(path="Parallel/0/Pass2"))
    assert "    Branches:\n      - States: {}\n    End: true\n" in none
    assert edited(none, InsertState(state_type="Pass", name="Pass2", into="Parallel/0")) == one


def test_a_text_that_ends_without_a_line_end_still_does() -> None:
    text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n  B:\n    Type: Succeed"
    assert edited(text, DeleteState(path="B")) == "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true"


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(EditRefused, match='no state "Nope" in the machine itself'):
        edited(TWO, DeleteState(path="Nope"))

"""YAML anchors: what they share is not edited, what only stands beside it is."""

from textwrap import dedent

import pytest

from tests.editing.editing import edited, on_end
from webapp.editing import DeleteState, EditCommand, EditRefused, InsertState, RenameState, SetField

SHARED = dedent("""\
    StartAt: A
    States:
      A:
        Type: Task
        Resource: &function ${Function}
        Retry: &retry
          - ErrorEquals: [States.ALL]
            MaxAttempts: 2
        Next: B
      B:
        Type: Task
        Resource: *function
        Retry: *retry
        Next: C
      C:
        <<: &base
          Type: Pass
        End: true
      D:
        <<: *base
        Comment: merged
        End: true
    """)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (SetField(path="A", pointer="/Retry/0/MaxAttempts", value=3), 7),
        (SetField(path="A", pointer="/Retry/-", value={"ErrorEquals": ["X"]}), 6),
        (SetField(path="A", pointer="/Resource", value="x"), 5),
        (DeleteState(path="A"), 3),
    ],
)
def test_what_an_alias_repeats_is_not_changed(command: EditCommand, line: int) -> None:
    with pytest.raises(EditRefused, match=f"Line {line} is shared by a YAML anchor"):
        edited(SHARED, command)


@pytest.mark.parametrize(
    "command",
    [
        SetField(path="B", pointer="/Retry/0/MaxAttempts", value=3),
        SetField(path="B", pointer="/Retry/-", value={"ErrorEquals": ["X"]}),
    ],
)
def test_an_alias_is_not_changed_from_within(command: EditCommand) -> None:
    with pytest.raises(EditRefused, match=r"shared by a YAML anchor|stands for something written elsewhere"):
        edited(SHARED, command)


def test_an_alias_is_replaced_as_a_whole() -> None:
    assert edited(SHARED, SetField(path="B", pointer="/Resource", value="${Other}")) == SHARED.replace(
        "*function", "${Other}"
    )
    assert edited(SHARED, SetField(path="B", pointer="/Retry", remove=True)) == SHARED.replace(
        "    Retry: *retry\n", ""
    )


def test_what_stands_beside_is_changed() -> None:
    assert edited(SHARED, RenameState(path="B", name="Bee")) == SHARED.replace("Next: B", "Next: Bee").replace(
        "  B:", "  Bee:"
    )
    after = edited(SHARED, InsertState(state_type="Succeed", on=on_end("D")))
    assert after == SHARED.replace(
        "merged\n    End: true\n", "merged\n    Next: Succeed\n  Succeed:\n    Type: Succeed\n"
    )


def test_a_merged_field_is_overridden_beside_and_not_removed() -> None:
    after = edited(SHARED, SetField(path="D", pointer="/Type", value="Succeed"))
    assert after == SHARED.replace("    Comment: merged\n", "    Type: Succeed\n    Comment: merged\n")
    with pytest.raises(EditRefused, match='a YAML "<<" brings it'):
        edited(SHARED, SetField(path="D", pointer="/Type", remove=True))


def test_an_end_that_is_merged_stands_in_the_way_of_a_next() -> None:
    text = SHARED.replace("      Type: Pass\n", "      Type: Pass\n      End: true\n").replace(
        "    Comment: merged\n    End: true\n", "    Comment: x\n"
    )
    with pytest.raises(EditRefused, match='The "End" of "D" comes from a YAML "<<"'):
        edited(text, SetField(path="D", pointer="/Next", value="A"))
    assert edited(text, SetField(path="D", pointer="/End", value=True)) == text

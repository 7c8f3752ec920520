import json
from textwrap import indent

import pytest

from webapp.documents.inside import Inside
from webapp.editing import DeleteState, EditCommand, EditRefused, InsertState, RenameState, TransitionRef, apply
from webapp.formats import Host, read_host

DEFINITION = """\
{
  "StartAt": "Pay",
  "States": {
    "Pay": {"Type": "Task", "Resource": "${PayArn}", "Next": "Ship"},
    "Ship": {"Type": "Succeed"}
  }
}
"""
TEMPLATE = f"""\
Resources:
  Order:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {{PayArn: x}}
      DefinitionString: |
{indent(DEFINITION, " " * 8)}
  # the end
"""


def read(text: str) -> Host:
    return read_host(text, "t.yaml")


def done(text: str, command: EditCommand, machine: int = 0) -> str:
    host = read(text)
    return apply(text, Inside(host, host.machines[machine], read).edit(command).edits)


def test_a_gesture_changes_the_lines_of_the_text_in_the_file() -> None:
    after = done(TEMPLATE, RenameState(path="Ship", name='Ship "it"'))
    assert after == TEMPLATE.replace('"Ship"', json.dumps('Ship "it"'))
    on = TransitionRef(source="Pay", kind="next")
    after = done(TEMPLATE, InsertState(state_type="Task", on=on))
    assert '        "Task": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"' not in TEMPLATE
    assert "${FunctionName}" not in after, "the file would look for something of this name"
    assert after.endswith("  # the end\n")


def test_another_machine_of_the_file_stays() -> None:
    two = TEMPLATE + TEMPLATE.replace("Order", "Other").removeprefix("Resources:\n")
    assert done(two, DeleteState(path="Pay"), machine=1).startswith(TEMPLATE)


def test_a_text_that_others_share_is_not_changed_for_them() -> None:
    text = TEMPLATE.replace("DefinitionString: |", "DefinitionString: &d |") + (
        "  Other:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {DefinitionString: *d}\n"
    )
    with pytest.raises(EditRefused, match="without changing what else stands there"):
        done(text, DeleteState(path="Pay"))
    with pytest.raises(EditRefused, match="alias"):
        done(text, DeleteState(path="Pay"), machine=1)


def test_a_text_that_cannot_be_read_says_where() -> None:
    with pytest.raises(EditRefused, match="Line 10, column 19"):
        done(TEMPLATE.replace('"Pay": {"Type"', '"Pay" {"Type"'), DeleteState(path="Pay"))

"""Definitions that are text in a file: each question is put to them as to a file of their own."""

import json

import pytest

from webapp.documents.language import ask, open_text
from webapp.documents.question import Question, symbols_of
from webapp.editing import EditRefused
from webapp.language import Completions, Item
from webapp.values import ABSENT

DEFINITION = """\
{
  "StartAt": "Pay",
  "States": {
    "Pay": {
      "Type": "Pass",
      "Assign": {"sum": 1},
      "Next": "Ship"
    },
    "Ship": {"Type": "Pass", "OutputPath": "$sum", "End": true}
  }
}
"""


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line for line in text.splitlines(keepends=True))


BLOCK = f"""\
Resources:
  Order:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
{indented(DEFINITION, 8)}
"""
IN_JSON = json.dumps(
    {
        "Resources": {
            "Order": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": DEFINITION}}
        }
    }
)
IN_YAML_QUOTES = f"""\
Resources:
  Order:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: {json.dumps(DEFINITION)}
"""
SINGLE = BLOCK.partition("!Sub")[0] + "'" + DEFINITION.replace("\n", "\n        ") + "'\n"
HEREDOC = f"""\
resource "aws_sfn_state_machine" "order" {{
  definition = <<-EOF
{indented(DEFINITION, 4)}
  EOF
}}
"""
JOINED = json.dumps(
    {
        "Resources": {
            "Order": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {
                    "DefinitionString": {
                        "Fn::Join": [
                            "",
                            [
                                '{"StartAt":"Pay","States":{"Pay":{"Type":"Task","Resource":"',
                                {"Fn::GetAtt": ["F", "Arn"]},
                                '","Next":"Ship"},"Ship":{"Type":"Succeed"}}}',
                            ],
                        ]
                    }
                },
            }
        }
    }
)
HOSTS = {
    "block.yaml": BLOCK,
    "string.template.json": IN_JSON,
    "quoted.yaml": IN_YAML_QUOTES,
    "single.yaml": SINGLE,
    "main.tf": HEREDOC,
    "joined.template.json": JOINED,
}
WITH_VARIABLES = [name for name in HOSTS if name != "joined.template.json"]

each_host = pytest.mark.parametrize("name", HOSTS)
each_host_with_variables = pytest.mark.parametrize("name", WITH_VARIABLES)


def at(name: str, word: str, into: int = 0, text: str | None = None) -> Question:
    text = text or HOSTS[name]
    return ask(text, name, text.index(word) + into)


def put_in(text: str, found: Completions, item: Item) -> str:
    return text[: found.start] + item.insert + text[found.end :]


@each_host
def test_a_state_is_completed_where_it_is_named(name: str) -> None:
    text = HOSTS[name]
    place = text.rindex("Ship", 0, text.rindex("Ship"))
    found = ask(text, name, place + 2).complete(ABSENT)
    assert [item.label for item in found.items] == ["Pay", "Ship"] or found.items[0].label == "Ship"
    assert text[found.start : found.end] == "Ship"


@each_host_with_variables
def test_a_field_is_put_in_as_the_string_around_it_needs(name: str) -> None:
    host = HOSTS[name]
    text = (
        host.replace("Type", "Comm", 2).replace("Comm", "Type", 1)
        if name != "main.tf"
        else host.replace("Type", "Comm", 1)
    )
    place = text.index("Comm") + 4
    found = ask(text, name, place).complete(ABSENT)
    comment = next(item for item in found.items if item.label == "Comment")
    changed = put_in(text, found, comment)
    (machine,) = open_text(changed, name).machines
    assert machine.embedded is not None
    assert "Comment" in changed
    assert machine.embedded.document.readable


@each_host
def test_a_field_is_explained(name: str) -> None:
    found = at(name, "StartAt", 2).hover()
    assert found is not None
    assert HOSTS[name][found.start : found.end].strip('\\"') == "StartAt"
    assert "The first state." in found.text


def test_problems_are_told_of_with_what_is_known() -> None:
    text = BLOCK.replace('"Next": "Ship"', '"Next": "Sip"')
    found = at("block.yaml", "Sip", 1, text).hover(with_problems=True)
    assert found is not None
    assert "MISSING_TRANSITION_TARGET" in found.text
    assert text[found.start : found.end] == '"Sip"'


@each_host
def test_a_state_is_found_and_renamed_wherever_it_is_named(name: str) -> None:
    text = HOSTS[name]
    asked = at(name, "Pay", 1)
    found = asked.named()
    assert found is not None
    assert {text[each.start : each.end] for each in (found.at, *found.definitions, *found.uses)} == {"Pay"}
    edits = asked.rename('Pay "now"')
    for edit in sorted(edits, key=lambda each: -each.start):
        text = text[: edit.start] + edit.insert + text[edit.end :]
    (machine,) = open_text(text, name).machines
    assert machine.embedded is not None
    assert machine.embedded.document.readable
    assert machine.root.value["StartAt"] == 'Pay "now"'  # type: ignore[index, call-overload]
    assert 'Pay "now"' in machine.root.value["States"]  # type: ignore[index, call-overload, operator]


@each_host_with_variables
def test_a_variable_is_found_from_where_it_is_read(name: str) -> None:
    text = HOSTS[name]
    found = at(name, "$sum", 2).named()
    assert found is not None
    assert [text[each.start : each.end] for each in (*found.definitions, *found.uses)] == ["sum", "sum"]
    assert len(at(name, "$sum", 2).rename("total")) == 2


@each_host
def test_the_outline_has_the_states(name: str) -> None:
    (machine,) = symbols_of(open_text(HOSTS[name], name), name)
    assert [state.name for state in machine.inner] == ["Pay", "Ship"]
    state = machine.inner[0]
    assert "Pay" in HOSTS[name][state.name_range.start : state.name_range.end]


def test_what_lies_outside_the_text_is_a_question_about_the_file() -> None:
    assert at("block.yaml", "Resources", 2).places is None
    assert at("block.yaml", "Resources", 2).hover() is None
    with pytest.raises(EditRefused):
        at("block.yaml", "Resources", 2).rename("x")


def test_definitions_of_terraform_itself_are_not_renamed() -> None:
    definition = 'jsonencode({StartAt = "A", States = {A = {Type = "Succeed"}}})'
    text = f'resource "aws_sfn_state_machine" "m" {{\n  definition = {definition}\n}}\n'
    with pytest.raises(EditRefused, match="Terraform"):
        ask(text, "main.tf", text.index('"A"') + 1).rename("B")

"""One definition as text inside a file, in many ways: each with the name of the file, and where the text stands."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

IN_TEMPLATE = "/Resources/M/Properties/DefinitionString"
IN_SERVERLESS = "/stepFunctions/stateMachines/m/definition"
IN_TERRAFORM = "/resource/aws_sfn_state_machine/m/definition"
_BEFORE = "# über\nResources:\n  M:   # the machine\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n"
_BEHIND = "\n      RoleArn: !GetAtt Role.Arn   # kept\n  Role: {Type: AWS::IAM::Role}\n"


class Hosted(NamedTuple):
    """A file with a definition as text in it."""

    way: str
    file: str
    text: str
    pointer: str


def ways_to_host(definition: dict[str, Any]) -> Iterator[Hosted]:
    """Yield files that hold ``definition``."""
    pretty = json.dumps(definition, indent=2, ensure_ascii=False)
    line = json.dumps(definition)
    for way, written in _strings(pretty, line):
        text = _BEFORE + f"      DefinitionString: {written}" + _BEHIND
        yield Hosted(way, "t.yaml", text, IN_TEMPLATE)
        if way in ("a block", "single quotes on lines"):
            yield Hosted(f"{way}, CRLF", "t.yaml", text.replace("\n", "\r\n"), IN_TEMPLATE)
    yield from _in_json(pretty, line)
    text = yaml.safe_dump(definition, sort_keys=False, width=1_000_000, allow_unicode=True)
    for way, body in (("serverless JSON", pretty), ("serverless YAML", text)):
        start = "service: s\nstepFunctions:\n  stateMachines:\n    m:\n      definition: |\n"
        yield Hosted(way, "serverless.yml", f"{start}{_indented(body, 8)}\n      name: x\n", IN_SERVERLESS)
    for way, opening, by in (("heredoc", "<<EOF", 0), ("indented heredoc", "<<-EOF", 4)):
        body = _indented(pretty.replace("%{", "%%{"), by)
        start = 'resource "aws_sfn_state_machine" "m" {\n  name = "x"\n  definition = '
        yield Hosted(way, "m.tf", f"{start}{opening}\n{body}\nEOF\n  role_arn = var.role\n}}\n", IN_TERRAFORM)


def _strings(pretty: str, line: str) -> Iterator[tuple[str, str]]:
    yield "a block", "|\n" + _indented(pretty, 8)
    yield "a block by 2, kept", "|2+   # json\n" + _indented(pretty, 8) + "\n"
    yield "Sub of a block", "!Sub |-\n" + _indented(pretty, 8)
    yield "long Sub of a block", "\n        Fn::Sub:\n          - |\n" + _indented(pretty, 12) + "\n          - {X: y}"
    yield "folded", ">-\n" + _indented(pretty, 8)
    yield "double quotes", json.dumps(pretty)
    yield "double quotes on one line", "!Sub " + json.dumps(line)
    yield "single quotes", "'" + line.replace("'", "''") + "'"
    yield "single quotes on lines", "!Sub '" + pretty.replace("'", "''").replace("\n", "\n        ") + "'"


def _in_json(pretty: str, line: str) -> Iterator[Hosted]:
    for way, value in (
        ("JSON", pretty),
        ("Sub in JSON", {"Fn::Sub": line}),
        ("Join", {"Fn::Join": ["", _parts(line)]}),
    ):
        resource = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": value, "z": 1}}
        yield Hosted(way, "t.json", json.dumps({"Resources": {"M": resource}}, indent=1), IN_TEMPLATE)


def _parts(line: str) -> list[Any]:
    """Return a text with references in the place of ARNs, as the CDK writes it."""
    parts: list[Any] = []
    for index, part in enumerate(line.split("arn:aws:")):
        parts += [part] if index == 0 else ["arn:", {"Ref": "AWS::Partition"}, f":{part}"]
    return parts


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))

"""Files of a served folder, edited in place over HTTP: every kind that holds a machine, and what others do to them."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from tests.http.serving import Serving, serving
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import Replacement, apply

JSON = """\
{
  "Comment": "Größe 🧭",
  "StartAt": "Pay",
  "States": {
    "Pay": {"Type": "Task", "Resource": "${PayArn}", "Next": "Ship"},
    "Ship": {"Type": "Succeed"}
  }
}
"""
YAML = """\
# orders
StartAt: Pay
States:
  Pay: {Type: Task, Resource: "${PayArn}", Next: Ship}   # 🧭

  Ship:
    Type: Succeed
"""
MACHINE = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine   # über\n    Properties:\n"
STEP_FUNCTIONS = "service: s   # 🧭\nstepFunctions:\n  stateMachines:\n    m:\n      definition:"
CDK = {
    "Resources": {
        "M": {
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
            "Metadata": {"aws:cdk:path": "m"},
        }
    }
}
PROPERTY = "/Resources/M/Properties/"
SERVERLESS = "/stepFunctions/stateMachines/m/definition"
FILES: dict[str, tuple[str, str]] = {
    "a.asl.json": (JSON, ""),
    "windows.asl.json": (JSON.replace("\n", "\r\n"), ""),
    "b.asl.yaml": (YAML, ""),
    "objects/serverless.yml": (f"{STEP_FUNCTIONS}\n{indent(YAML, ' ' * 8)}\nprovider: aws\n", SERVERLESS),
    "texts/serverless.yml": (f"{STEP_FUNCTIONS} |\n{indent(JSON, ' ' * 8)}\nprovider: aws\n", SERVERLESS),
    "sam/template.yaml": (f"{MACHINE}      Definition:\n{indent(YAML, ' ' * 8)}", PROPERTY + "Definition"),
    "cfn/template.yaml": (
        f"{MACHINE}      DefinitionString: !Sub |\n{indent(JSON, ' ' * 8)}",
        PROPERTY + "DefinitionString",
    ),
    "cfn/quoted.yaml": (f"{MACHINE}      DefinitionString: {json.dumps(JSON)}\n", PROPERTY + "DefinitionString"),
    "cfn/template.json": (
        json.dumps({"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
            "DefinitionString": {"Fn::Sub": JSON}, "DefinitionSubstitutions": {"PayArn": "x"}}}}}, indent=1),
        PROPERTY + "DefinitionString",
    ),
    "cdk.out/m.template.json": (json.dumps(CDK, indent=1), PROPERTY + "DefinitionString"),
    "uri/machines/m.asl.json": (JSON, ""),
    "uri/machines/n.asl.yaml": (YAML, ""),
    "infra/main.tf": (
        f'resource "aws_sfn_state_machine" "m" {{\n  definition = <<-EOF\n{indent(JSON, "    ")}  EOF\n}}\n',
        "/resource/aws_sfn_state_machine/m/definition",
    ),
}  # fmt: skip
RENAME = {"kind": "rename_state", "path": "Ship", "name": 'Send "it"'}
INSERT = {"kind": "insert_state", "state_type": "Task", "on": {"source": "Pay", "kind": "next"}}
WRAP = {"kind": "wrap_states", "paths": ["Pay"], "container": "try"}
DELETE = {"kind": "delete_state", "path": "Pay"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of every kind."""
    for name, (text, _) in FILES.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    uri = MACHINE + "      DefinitionUri: machines/m.asl.json\n"
    (tmp_path / "project" / "uri" / "template.yaml").write_text(uri, encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture
def at(tmp_path: Path, folder: Path) -> Iterator[Serving]:
    """A server of that folder."""
    with serving(tmp_path / "data", folder=folder) as found:
        yield found


def opened(at: Serving, name: str, machine: str) -> Any:
    return at.post("/api/documents", {"folder_file": name, "machine": machine})


def edited(at: Serving, document: Any, command: Any) -> str:
    """Return the text of a document after a gesture."""
    text = document["text"]
    body = {"text": text, "file_name": document["file_name"], "machine": document["machine"], "command": command}
    offsets = Utf16Offsets(text)
    edits = at.post("/api/edit", body)["edits"]
    return apply(
        text,
        [Replacement(offsets.from_utf16(e["start"]), offsets.from_utf16(e["end"]), e["insert"]) for e in edits],
    )


def saved(at: Serving, document: Any, text: str) -> Any:
    body = {"version": document["version"], "text": text}
    return {**document, **at.put(f"/api/documents/{document['id']}", body)}


@pytest.mark.parametrize("name", FILES)
def test_a_gesture_is_written_into_the_file_and_taken_back(at: Serving, folder: Path, name: str) -> None:
    text, machine = FILES[name]
    document = opened(at, name, machine)
    assert (document["text"], document["machine"]) == (text, machine)
    for command in (RENAME, INSERT, WRAP, DELETE):
        after = edited(at, document, command)
        document = saved(at, document, after)
        assert (folder / name).read_bytes() == after.encode()
        body = {"text": after, "file_name": document["file_name"], "machine": machine}
        analysis = at.post("/api/analyse", body)
        assert analysis["readable"], command
        assert analysis["machine"] == machine
        document = saved(at, document, text)
        assert (folder / name).read_bytes() == text.encode()


@pytest.mark.parametrize("name", FILES)
def test_a_problem_is_told_where_it_stands_in_the_file(at: Serving, name: str) -> None:
    text, machine = FILES[name]
    broken = text.replace("Ship", "Shipp", 1)
    analysis = at.post("/api/analyse", {"text": broken, "file_name": Path(name).name, "machine": machine})
    (problem,) = (each for each in analysis["problems"] if "Shipp" in each["message"])
    line = broken.replace("\r\n", "\n").split("\n")[problem["start"]["line"] - 1]
    assert line[problem["start"]["column"] - 1 :].lstrip('"\\').startswith("Shipp")


def test_a_machine_of_another_file_is_edited_there(at: Serving) -> None:
    document = opened(at, "uri/template.yaml", PROPERTY + "DefinitionUri")
    body = {"text": document["text"], "file_name": "template.yaml", "machine": document["machine"], "command": RENAME}
    refused = at.post("/api/edit", body, 422)
    assert refused["error"]["message"] == "This definition stands in machines/m.asl.json: open that file to edit it."


def test_two_machines_of_a_file_never_overwrite_each_other(at: Serving, folder: Path) -> None:
    two = JSON.replace("Pay", "Two")
    text = json.dumps({"one": json.loads(JSON), "two": json.loads(two)}, indent=2)
    (folder / "two.json").write_text(text, encoding="utf-8")
    one, other = opened(at, "two.json", "/one"), opened(at, "two.json", "/two")
    assert one["id"] != other["id"]
    saved(at, one, edited(at, one, {**RENAME, "name": "First"}))
    saved(at, other, edited(at, other, {**RENAME, "name": "Second"}))
    assert "Second" not in (folder / "two.json").read_text(encoding="utf-8"), "it was of an older text"
    source = f"/api/documents/{other['id']}/source"
    view = at.get(source)
    assert (view["state"], view["edited"]) == ("changed", True)
    at.post(source, {"how": "merge", "seen": view["seen"]})
    merged = json.loads((folder / "two.json").read_text(encoding="utf-8"))
    assert ("First" in merged["one"]["States"], "Second" in merged["two"]["States"]) == (True, True)


def test_what_was_decided_about_an_older_file_is_refused(at: Serving, folder: Path) -> None:
    document = opened(at, "a.asl.json", "")
    source = f"/api/documents/{document['id']}/source"
    (folder / "a.asl.json").write_text("{}", encoding="utf-8")
    seen = at.get(source)["seen"]
    (folder / "a.asl.json").write_text("[]", encoding="utf-8")
    refused = at.post(source, {"how": "keep", "seen": seen}, 409)
    assert refused["error"]["code"] == "source_changed"
    assert (folder / "a.asl.json").read_text(encoding="utf-8") == "[]"


def test_a_file_that_is_no_text_any_more_is_told(at: Serving, folder: Path) -> None:
    document = opened(at, "b.asl.yaml", "")
    (folder / "b.asl.yaml").write_bytes(b"\xff\xfe\x00")
    saved(at, document, document["text"] + "# more\n")
    view = at.get(f"/api/documents/{document['id']}/source")
    assert (view["state"], view["problem"]) == ("unreadable", "it is no UTF-8 text any more")
    refused = at.post(f"/api/documents/{document['id']}/source", {"how": "take"}, 409)
    assert "cannot be taken" in refused["error"]["message"]
    assert (folder / "b.asl.yaml").read_bytes() == b"\xff\xfe\x00"


def test_a_document_without_a_file_is_none_of_them(at: Serving) -> None:
    document = at.open_text(JSON)
    assert at.get(f"/api/documents/{document}/source")["state"] == "none"
    assert at.post("/api/documents/none/source", {"how": "keep"}, 404)["error"]["code"] == "no_such_document"

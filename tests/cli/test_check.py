import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli.check import check

FIXTURES = Path(__file__).parents[1] / "formats/fixtures"
GOOD = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
BAD = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}'


def run(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(check, [str(each) for each in arguments], input=text)


def checked(*arguments: str | Path) -> dict[str, Any]:
    files = json.loads(run(*arguments, "--format", "json").stdout)["files"]
    return {file["file"]: file for file in files}


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (BAD, 1), ("{", 1)])
def test_the_exit_code_says_whether_errors_were_found(tmp_path: Path, text: str, status: int) -> None:
    file = tmp_path / "a.asl.json"
    file.write_text(text)
    assert run(file).exit_code == status
    assert run("-", text=text).exit_code == status


def test_a_path_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert run(tmp_path / "none.asl.json").exit_code == 2
    assert run(tmp_path, "--format", "xml").exit_code == 2


def test_the_json_has_the_shape_of_the_documentation(tmp_path: Path) -> None:
    file = tmp_path / "a.asl.json"
    file.write_text(BAD)
    found = checked(file)[str(file)]
    assert found["machines"] == [
        {"name": "a", "pointer": "", "start_at": "A", "states": 1, "top_level_states": ["A"]},
    ]
    problem = next(each for each in found["problems"] if each["pointer"] == "/States/A/Next")
    assert problem == {
        "code": "MISSING_TRANSITION_TARGET",
        "message": "Missing 'Next' target: B",
        "severity": "error",
        "machine": 0,
        "pointer": "/States/A/Next",
        "start": {"line": 1, "column": 59},
        "end": {"line": 1, "column": 62},
        "section": problem["section"],
        "fix": problem["fix"],
    }


def test_in_a_folder_definitions_count_whatever_they_hold_and_other_files_where_a_machine_is_found(
    tmp_path: Path,
) -> None:
    contents = {
        "empty.asl.json": "",
        "list.asl.yaml": "[]",
        "broken.asl.yml": "a: [",
        "deep/machine.json": GOOD,
        "package.json": '{"name": "x"}',
        "broken.json": "{",
        "settings.yaml": "a: 1",
        "main.tf": "locals { a = 1 }",
        "notes.txt": GOOD,
        "node_modules/x/a.asl.json": GOOD,
    }
    for name, text in contents.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "bytes.asl.json").write_bytes(b"\xff\xfe{")
    found = checked(tmp_path)
    names = {Path(name).relative_to(tmp_path).as_posix() for name in found}
    assert names == {"empty.asl.json", "list.asl.yaml", "broken.asl.yml", "bytes.asl.json", "deep/machine.json"}
    for name in names - {"deep/machine.json"}:
        file = found[f"{tmp_path}/{name}"]
        assert [each["states"] for each in file["machines"]] == [0]
        assert file["problems"]
        assert {each["machine"] for each in file["problems"]} == {0}


@pytest.mark.parametrize("text", ['{"name": "x"}', "[]", "", "\0"])
def test_a_named_path_yields_an_entry(tmp_path: Path, text: str) -> None:
    file = tmp_path / "package.json"
    file.write_text(text)
    assert list(checked(file)) == [str(file)]
    file.write_bytes(b"\xff")
    assert [each["code"] for each in checked(file)[str(file)]["problems"]] == ["NOT_UTF_8"]


def test_a_machine_is_told_of_where_it_stands_under_the_name_that_refers_to_it() -> None:
    template, definition = (
        str(FIXTURES / "sam" / name) for name in ("template.yaml", "statemachine/checkout.asl.json")
    )
    for found in (checked(template), checked(FIXTURES / "sam"), checked(definition, template)):
        assert set(found) == {template, definition}
        assert [each["name"] for each in found[template]["machines"]] == ["Refund"]
        assert [(each["name"], each["pointer"]) for each in found[definition]["machines"]] == [("Checkout", "")]


def test_no_file_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "outside.asl.json").write_text(BAD)
    folder = tmp_path / "folder"
    folder.mkdir()
    os.symlink(tmp_path / "outside.asl.json", folder / "link.json")
    template = folder / "template.yaml"
    for path in ("../outside.asl.json", "link.json", str(tmp_path / "outside.asl.json")):
        template.write_text(
            f"Resources:\n  A:\n    Type: AWS::Serverless::StateMachine\n    Properties: {{DefinitionUri: '{path}'}}\n"
        )
        (found,) = checked(folder).values()
        assert found["machines"] == []
        assert [each["code"] for each in found["problems"]] == ["DEFINITION_NOT_READ"]
        assert [each["machine"] for each in found["problems"]] == [None]
    assert set(checked(tmp_path / "folder" / "..")) >= {f"{folder}/../outside.asl.json"}


def test_the_type_is_that_of_machines_whose_file_says_none(tmp_path: Path) -> None:
    file = tmp_path / "a.asl.json"
    task = '{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true}'
    file.write_text('{"StartAt": "A", "States": {"A": ' + task + "}}")
    assert run(file).exit_code == 0
    assert run(file, "--type", "STANDARD").exit_code == 0
    assert run(file, "--type", "EXPRESS").exit_code == 1


def test_text_names_the_place_and_what_is_fine(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.asl.json", tmp_path / "bad.asl.json"
    good.write_text(GOOD)
    bad.write_text(BAD)
    lines = run(good, bad).stdout.splitlines()
    assert lines[0] == f"{good}: ok (good)"
    assert f"{bad}:1:59: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B" in lines

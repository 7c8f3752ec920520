"""``statewalk import``: a machine out of its file, as plain JSON or YAML."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from webapp.cli.import_machine import import_machine

SERVERLESS = """
service: shop
stepFunctions:
  stateMachines:
    one:
      definition: {StartAt: A, States: {A: {Type: Pass, Result: "${self:service}-${opt:colour}", End: true}}}
    two:
      definition: {StartAt: B, States: {B: {Type: Succeed, Comment: "ünï: \\"x\\""}}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "serverless.yml"
    path.write_text(SERVERLESS)
    return path


def called(*arguments: object) -> Result:
    return CliRunner().invoke(import_machine, [str(each) for each in arguments])


def test_known_placeholders_are_filled_in_and_others_stay_visible(file: Path) -> None:
    plain = json.loads(called(file).stdout)
    assert plain["States"]["A"]["Result"] == "shop-${opt:colour}"
    filled = json.loads(called(file, "--set", "opt:colour=prod").stdout)
    assert filled["States"]["A"]["Result"] == "shop-prod"


def test_json_and_yaml_say_the_same(file: Path) -> None:
    as_json = json.loads(called(file, "--machine", "two").stdout)
    as_yaml = yaml.safe_load(called(file, "--machine", "two", "--format", "yaml").stdout)
    assert as_json == as_yaml == {"StartAt": "B", "States": {"B": {"Type": "Succeed", "Comment": 'ünï: "x"'}}}


def test_the_output_can_be_a_file(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "two.asl.yaml"
    result = called(file, "--machine", "two", "--format", "yaml", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert yaml.safe_load(target.read_text())["StartAt"] == "B"
    unwritable = called(file, "-o", tmp_path / "no" / "such" / "folder.json")
    assert (unwritable.exit_code, "No such file" in unwritable.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"), [("{", "serverless.yml:"), ("service: x\n", "no state machine"), ("\0", "serverless.yml:")]
)
def test_what_cannot_be_read_ends_with_2(file: Path, text: str, said: str) -> None:
    file.write_text(text)
    result = called(file)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_unknown_machine_is_told_which_there_are(file: Path) -> None:
    result = called(file, "--machine", "three")
    assert (result.exit_code, "it has: one, two" in result.stderr) == (2, True)

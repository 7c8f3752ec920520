"""``statewalk run``: exit codes, what is printed, and whose answers Tasks get."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.serving_process import REPOSITORY, environment
from webapp.cli.run import run

REFERENCE = REPOSITORY.parent / "shared" / "reference"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
TASK = {"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "Resource": FUNCTION, "End": True}}}
PASS = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
FAIL = {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "Late", "Cause": "no truck"}}}
WAIT = {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "Next": "B"}, "B": {"Type": "Succeed"}}}

SERVERLESS = """
service: shop
provider: {name: aws, runtime: %s, region: us-east-1}
functions:
  pay: {handler: %s}
stepFunctions:
  stateMachines:
    first:
      definition: {StartAt: A, States: {A: {Type: Pass, Result: one, End: true}}}
    second:
      definition:
        StartAt: Pay
        States:
          Pay:
            Type: Task
            Resource: arn:aws:lambda:us-east-1:#{AWS::AccountId}:function:${self:service}-dev-pay
            End: true
plugins: [serverless-step-functions]
"""


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """A folder with a few machines."""
    for name, machine in {"pass": PASS, "fail": FAIL, "task": TASK, "wait": WAIT}.items():
        (tmp_path / f"{name}.asl.json").write_text(json.dumps(machine))
    return tmp_path


def called(*arguments: object, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(run, [str(each) for each in arguments], input=text)


def mocks(at: Path, content: Any) -> Path:
    file = at / "mocks.json"
    file.write_text(json.dumps(content))
    return file


def report(result: Result) -> Mapping[str, Any]:
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_a_success_prints_its_output_and_ends_with_0(at: Path) -> None:
    result = called(at / "pass.asl.json", "--input", "-", text='{"a": "ü"}')
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"a": "ü"})
    assert "SUCCEEDED" in result.stderr


def test_json_tells_status_output_error_and_cause(at: Path) -> None:
    assert report(called(at / "pass.asl.json", "--json")) == {
        "status": "SUCCEEDED",
        "output": {},
        "error": None,
        "cause": None,
    }


def test_a_failed_execution_ends_with_1_and_prints_no_output(at: Path) -> None:
    result = called(at / "fail.asl.json", "--json")
    assert result.exit_code == 1
    assert report(result) == {"status": "FAILED", "output": None, "error": "Late", "cause": "no truck"}
    plain = called(at / "fail.asl.json")
    assert (plain.exit_code, plain.stdout) == (1, "")
    assert "Late: no truck" in plain.stderr


@pytest.mark.parametrize(
    ("answer", "status", "expected"),
    [
        ({"Pay": {"Return": {"paid": True}}}, 0, {"paid": True}),
        ({"Pay": {"0": {"Return": 1}}}, 0, 1),
        ({"Pay": [{"Return": [1, 2]}]}, 0, [1, 2]),
        ({"Pay": {"Throw": {"Error": "Broke", "Cause": "no money"}}}, 1, None),
    ],
)
def test_mocks_answer_by_the_name_of_a_state(at: Path, answer: Any, status: int, expected: Any) -> None:
    result = called(at / "task.asl.json", "--json", "--mocks", mocks(at, answer))
    assert (result.exit_code, report(result)["output"]) == (status, expected)


def test_mocks_of_step_functions_local_answer_by_test_case(at: Path) -> None:
    content = {
        "StateMachines": {"task": {"TestCases": {"Good": {"Pay": "Paid"}, "Bad": {"Pay": "Broke"}}}},
        "MockedResponses": {
            "Paid": {"0": {"Return": {"paid": True}}},
            "Broke": {"0": {"Throw": {"Error": "Broke", "Cause": ""}}},
        },
    }
    file = mocks(at, content)
    serverless = at / "serverless.yml"
    serverless.write_text((SERVERLESS % ("nodejs20.x", "pay.handler")).replace("second:", "task:"))
    call = (serverless, "--machine", "task", "--json", "--mocks", file, "--test-case")
    assert report(called(*call, "Good"))["output"] == {"paid": True}
    assert report(called(*call, "Bad"))["error"] == "Broke"
    nothing = called(*call, "None")
    assert nothing.exit_code == 2
    assert "None" in nothing.stderr


def test_a_mock_of_no_task_is_warned_of(at: Path) -> None:
    result = called(at / "task.asl.json", "--mocks", mocks(at, {"Pay": {"Return": 1}, "Pya": {"Return": 1}}))
    assert result.exit_code == 0
    assert "no Task 'Pya'" in result.stderr
    assert "'Pay'" not in result.stderr


def test_a_task_without_an_answer_names_the_state_and_the_option(at: Path) -> None:
    result = called(at / "task.asl.json", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Pay: no answer for this Task" in result.stderr
    assert '--mocks FILE, such as {"Pay": {"Return": {}}}' in result.stderr


def test_the_virtual_clock_waits_for_nothing_and_the_real_one_does(at: Path) -> None:
    before = time.monotonic()
    assert called(at / "wait.asl.json", "--clock", "real").exit_code == 0
    assert time.monotonic() - before >= 1
    ages = json.loads((at / "wait.asl.json").read_text())
    ages["States"]["A"]["Seconds"] = 99_999_999
    (at / "ages.asl.json").write_text(json.dumps(ages))
    assert called(at / "ages.asl.json").exit_code == 0


@pytest.mark.parametrize(
    ("runtime", "file", "code"),
    [
        ("nodejs20.x", "pay.js", "exports.handler = async (event) => ({ paid: event.price * 2 });"),
        ("python3.12", "pay.py", "def handler(event, context):\n    return {'paid': event['price'] * 2}\n"),
    ],
)
def test_a_handler_of_the_files_folder_answers_its_task(at: Path, runtime: str, file: str, code: str) -> None:
    (at / "serverless.yml").write_text(SERVERLESS % (runtime, "pay.handler"))
    (at / file).write_text(code)
    result = called(at / "serverless.yml", "--machine", "second", "--json", "--input", "-", text='{"price": 21}')
    assert (result.exit_code, report(result)["output"]) == (0, {"paid": 42})
    refused = called(at / "serverless.yml", "--machine", "second", "--no-code")
    assert refused.exit_code == 2
    assert "no code runs here" in refused.stderr


def test_a_machine_is_chosen_by_name_the_first_by_default(at: Path) -> None:
    (at / "serverless.yml").write_text(SERVERLESS % ("nodejs20.x", "pay.handler"))
    assert json.loads(called(at / "serverless.yml").stdout) == "one"
    wrong = called(at / "serverless.yml", "--machine", "third")
    assert wrong.exit_code == 2
    assert "it has: first, second" in wrong.stderr


def test_set_stands_for_a_placeholder(at: Path) -> None:
    machine = "service: s\nstepFunctions: {stateMachines: {m: {definition: {StartAt: A, States: {A: {Type: Pass, "
    (at / "serverless.yml").write_text(machine + 'Result: "${opt:stage}", End: true}}}}}}\n')
    assert json.loads(called(at / "serverless.yml", "--set", "opt:stage=prod").stdout) == "prod"
    wrong = called(at / "serverless.yml", "--set", "prod")
    assert (wrong.exit_code, "expected NAME=VALUE" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (["none.asl.json"], None, "No such file"),
        (["."], None, "Is a directory"),
        (["pass.asl.json", "--input", "none.json"], None, "none.json: No such file"),
        (["pass.asl.json", "--input", "-"], "{\n nope", "-:2:2: The input is no JSON"),
        (["pass.asl.json", "--input", "-"], b"\xff", "no UTF-8"),
        (["pass.asl.json", "--mocks", "none.json"], None, "none.json"),
        (["-", "--input", "-"], "{}", "only one of FILE and --input"),
        (["-"], '{"StartAt": \n', "-:"),
        (["-"], "{}", "StartAt"),
        (["-"], "", "-"),
        (["-"], "[1]", "-"),
        (["pass.asl.json", "--clock", "sundial"], None, "sundial"),
        ([], None, "FILE"),
    ],
)
def test_what_cannot_run_ends_with_2_and_says_why(
    at: Path, arguments: list[str], text: str | bytes | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(at)
    result = called(*arguments, text=text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_the_map_reduce_of_the_post_fails_as_on_aws_and_is_cured_by_its_input_path(tmp_path: Path) -> None:
    project = REFERENCE / "map-reduce"
    if not project.is_dir():
        pytest.skip("the reference project is not here")
    broken = run_process(tmp_path, project / "serverless.yml", "--input", project / "input.json", "--json")
    found = json.loads(broken.stdout)
    assert (broken.returncode, found["status"], found["output"], found["error"]) == (1, "FAILED", None, "TypeError")
    assert "event.map is not a function" in found["cause"]
    cured = tmp_path / "project"
    cured.mkdir()
    for file in ("mapFunction.js", "reduceFunction.js"):
        (cured / file).write_bytes((project / file).read_bytes())
    text = (project / "serverless.yml").read_text()
    before, _, after = text.partition("ReduceTask:\n            Type: Task\n")
    cure = "            InputPath: $.mappedResults\n"
    (cured / "serverless.yml").write_text(f"{before}ReduceTask:\n            Type: Task\n{cure}{after}")
    mended = run_process(tmp_path, cured / "serverless.yml", "--input", project / "input.json", "--json")
    assert (mended.returncode, json.loads(mended.stdout)["output"]) == (0, {"totalLength": 39})


def run_process(data_dir: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the command as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "webapp.cli", "run", *map(str, arguments)],
        cwd=REPOSITORY,
        env=environment(data_dir),
        capture_output=True,
        text=True,
        check=False,
    )


def test_quotas_hold_an_execution_to_the_sizes_of_aws(tmp_path: Path) -> None:
    state = {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "End": True}
    file = tmp_path / "m.asl.json"
    file.write_text(json.dumps({"StartAt": "Grow", "States": {"Grow": state}}), encoding="utf-8")
    data = tmp_path / "input.json"
    data.write_text(json.dumps("x" * 200_000), encoding="utf-8")
    held = called(file, "--input", data, "--json")
    assert '"error": "States.DataLimitExceeded"' in held.output
    free = called(file, "--input", data, "--json", "--quotas", "off")
    assert '"status": "SUCCEEDED"' in free.output
    data.write_text(json.dumps("x" * 300_000), encoding="utf-8")
    refused = called(file, "--input", data)
    assert refused.exit_code == 2
    assert "The input has 300002 bytes, and AWS takes 262144 at most" in refused.output

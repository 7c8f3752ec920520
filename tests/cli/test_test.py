"""``statewalk test``: which cases run, what is printed and written, and the exit codes."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from tests.testing.machines import CHECKOUT
from webapp.cli.test import test as command

PAID = {"name": "paid", "input": {"total": 2}, "mocks": {"Pay": {"Return": 1}}, "expect": {"output": 1}}
WRONG = {**PAID, "name": "wrong", "expect": {"output": 2, "path": ["Check", "Free", "..."]}}
CONFIG = {
    "StateMachines": {"order": {"TestCases": {"Happy": {"Pay": "Paid"}, "Unanswered": {}}}},
    "MockedResponses": {"Paid": {"0": {"Return": {"Payload": 1}}}},
}


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a definition."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "order.asl.json").write_text(json.dumps(CHECKOUT, indent=1))
    return tmp_path


def cases(at: Path, *content: Any) -> None:
    (at / "order.tests.json").write_text(json.dumps(content))


def called(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def test_the_cases_of_the_folder_run(at: Path) -> None:
    cases(at, PAID)
    result = called()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "order.tests.json::paid PASSED"
    assert " 1 passed in " in result.stdout


@pytest.mark.parametrize("path", ["order.asl.json", "order.tests.json"])
def test_a_definition_may_be_named_by_itself_or_by_its_cases(at: Path, path: str) -> None:
    cases(at, PAID)
    assert called(path).exit_code == 0


def test_a_case_that_fails_shows_what_differs_and_ends_with_1(at: Path) -> None:
    cases(at, PAID, WRONG)
    result = called()
    assert result.exit_code == 1
    assert "order.tests.json::wrong FAILED" in result.stdout
    assert "-2\n+1" in result.stdout
    assert "path: parts at state 2 after Check: expected Free, took Pay\nexpected: Check → Free → ..." in result.stdout
    assert " 1 failed, 1 passed in " in result.stdout


def test_k_chooses_cases(at: Path) -> None:
    cases(at, PAID, WRONG)
    result = called("-k", "PAID")
    assert result.exit_code == 0
    assert "wrong" not in result.stdout
    assert called("-k", "nothing").exit_code == 2


def test_cases_of_a_mock_config_file_run_too(at: Path) -> None:
    (at / "mocks.json").write_text(json.dumps(CONFIG))
    (at / "input.json").write_text('{"total": 5}')
    result = called("--mock-config", "mocks.json", "--input", "input.json")
    assert result.exit_code == 1
    assert "mocks.json::Happy PASSED" in result.stdout
    assert "Pay: no answer for this Task." in result.stdout


def test_a_file_of_cases_names_its_mock_file(at: Path) -> None:
    (at / "mocks.json").write_text(json.dumps(CONFIG))
    named = [{**PAID, "mocks": {"Pay": "Paid"}}, {**PAID, "name": "whole", "mocks": "order#Happy"}]
    (at / "order.tests.json").write_text(json.dumps({"mock_config": "mocks.json", "cases": named}))
    assert called().exit_code == 0


def test_what_is_covered_is_printed_and_written(at: Path) -> None:
    cases(at, PAID)
    result = called("--coverage", "--lcov", "lcov.info", "--cobertura", "coverage.xml")
    assert "order.asl.json     3/5" in result.stdout
    assert "Check, rule 1: false" in result.stdout
    assert "5 of 13 points covered: 38 %" in result.stdout
    assert "SF:order.asl.json" in (at / "lcov.info").read_text()
    coverage = ET.parse(at / "coverage.xml").getroot()
    assert coverage.attrib["branch-rate"] == "0.2500"


def test_too_little_coverage_ends_with_1(at: Path) -> None:
    cases(at, PAID)
    assert called("--fail-under", 38).exit_code == 0
    result = called("--fail-under", 50)
    assert result.exit_code == 1
    assert "38.5 % is covered, less than 50 %" in result.stderr


def test_a_junit_report_is_written(at: Path) -> None:
    cases(at, PAID, WRONG)
    called("--junit", "junit.xml")
    suite = ET.parse(at / "junit.xml").getroot()[0]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("2", "1")
    assert suite[1][0].attrib["message"] == "not as expected: output, path"


def test_functions_run_only_where_that_is_asked_for(at: Path) -> None:
    (at / "serverless.yml").write_text(
        "service: shop\nprovider: {name: aws, runtime: python3.11}\nfunctions:\n  pay: {handler: pay.handle}\n"
        "stepFunctions:\n  stateMachines:\n    orders:\n      definition:\n        StartAt: Pay\n        States:\n"
        "          Pay: {Type: Task, Resource: !GetAtt PayLambdaFunction.Arn, End: true}\n"
    )
    (at / "pay.py").write_text("def handle(event, context):\n    return 'paid'\n")
    (at / "serverless.tests.yml").write_text("- {name: paid, machine: orders, expect: {output: paid}}\n")
    assert called("serverless.yml", "--run-code").exit_code == 0
    assert "only --run-code runs code" in called("serverless.yml").stdout


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        ({}, (), "this folder: there are no test cases; those of order.asl.json would be in order.tests.json"),
        ({}, ("nowhere",), "nowhere: there is no such file or folder"),
        ({"a.tests.json": "[]"}, ("a.tests.json",), "a.tests.json: there is no definition beside it"),
        ({"order.tests.json": "[3]"}, (), "order.tests.json:1:2: /0: expected a case"),
        ({}, ("--mock-config", "nowhere.json"), "nowhere.json: No such file"),
        ({"m.json": "{}"}, ("--mock-config", "m.json"), "m.json: expected an object with StateMachines"),
    ],
)
def test_what_cannot_run_ends_with_2(at: Path, files: dict[str, str], arguments: Any, message: str) -> None:
    for name, text in files.items():
        (at / name).write_text(text)
    result = called(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_definition_that_cannot_run_is_an_error_of_its_cases(at: Path) -> None:
    cases(at, PAID)
    (at / "order.asl.json").write_text('{"StartAt": "Pay", "States": {"Pay": {"Type": "Pass", "Next": "Gone"}}}')
    result = called("order.asl.json")
    assert result.exit_code == 1
    assert "order.tests.json::paid ERROR" in result.stdout

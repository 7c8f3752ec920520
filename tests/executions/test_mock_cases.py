"""Test cases for executions that programs start."""

import json
from pathlib import Path

import pytest

from webapp.asl import parse_text
from webapp.executions.mock_cases import mock_cases_of
from webapp.executions.preparation import CannotRun
from webapp.tasks import InvocationNumber, MockConfigFile, MockReturn

STATE = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": True}
MACHINE = parse_text(json.dumps({"StartAt": "Pay", "States": {"Pay": STATE}})).machine


def test_a_case_of_the_file_answers(tmp_path: Path) -> None:
    file = tmp_path / "mocks.json"
    machines = {"Orders": {"TestCases": {"Happy": {"Pay": "Paid"}}}}
    file.write_text(json.dumps({"StateMachines": machines, "MockedResponses": {"Paid": {"0": {"Return": 1}}}}))
    assert MACHINE is not None
    cases = mock_cases_of(MockConfigFile(file))
    assert cases("Orders", "Happy", MACHINE).answer("Pay", "Pay", InvocationNumber(0, 0)) == MockReturn(1)
    with pytest.raises(CannotRun, match=r"The mocks of Orders#Sad cannot be used: .*no test case 'Sad'"):
        cases("Orders", "Sad", MACHINE)


def test_without_a_file_every_case_is_refused() -> None:
    assert MACHINE is not None
    with pytest.raises(CannotRun, match="no mock file"):
        mock_cases_of(None)("Orders", "Happy", MACHINE)

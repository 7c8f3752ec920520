"""The mock file of a server: read when it is needed, and again when it has changed."""

import json
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from webapp.asl import Machine, parse_text
from webapp.tasks.mock_file import MockConfigFile, mock_book_for
from webapp.tasks.mock_responses import InvocationNumber, MockProblem, MockReturn
from webapp.tasks.mocks import MockBook, read_mock_file
from webapp.values import Json

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"


def config(value: Json, state: str = "Pay") -> str:
    machines = {"Orders": {"TestCases": {"Happy": {state: "Paid"}}}}
    return json.dumps({"StateMachines": machines, "MockedResponses": {"Paid": {"0": {"Return": value}}}})


def machine(name: str) -> Machine:
    state = {"Type": "Task", "Resource": LAMBDA, "End": True}
    found = parse_text(json.dumps({"StartAt": name, "States": {name: state}})).machine
    assert found is not None
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A mock file."""
    path = tmp_path / "MockConfigFile.json"
    path.write_text(config(1))
    return path


def paid(book: MockBook) -> object:
    return book.answer("Pay", "Pay", InvocationNumber(0, 0))


def test_a_test_case_is_a_book(file: Path) -> None:
    assert paid(mock_book_for(MockConfigFile(file), "Orders", "Happy")) == MockReturn(1)


def test_without_a_test_case_nothing_is_mocked() -> None:
    assert mock_book_for(None, "Orders", None) == MockBook({})


def test_the_file_is_read_once_and_again_when_it_has_changed(file: Path) -> None:
    mocks = MockConfigFile(file)
    with patch("webapp.tasks.mock_file.read_mock_file", wraps=read_mock_file) as read:
        mock_book_for(mocks, "Orders", "Happy")
        mock_book_for(mocks, "Orders", "Happy")
        assert read.call_count == 1
        file.write_text(config("changed"))
        assert paid(mock_book_for(mocks, "Orders", "Happy")) == MockReturn("changed")


def test_a_file_that_was_broken_and_is_repaired_serves_again(file: Path) -> None:
    mocks = MockConfigFile(file)
    file.write_text("{")
    for _ in range(2):
        with pytest.raises(MockProblem, match="line 1, column 2"):
            mock_book_for(mocks, "Orders", "Happy")
    file.write_text(config(2))
    assert paid(mock_book_for(mocks, "Orders", "Happy")) == MockReturn(2)


def test_what_is_wrong_names_the_place_and_the_file(file: Path) -> None:
    mocks = MockConfigFile(file)
    with pytest.raises(MockProblem, match="/StateMachines: no state machine 'Other'; there are: Orders"):
        mock_book_for(mocks, "Other", "Happy")
    with pytest.raises(MockProblem, match="/StateMachines/Orders/TestCases: no test case 'Sad'; there are: Happy"):
        mock_book_for(mocks, "Orders", "Sad")
    file.write_text('{"Pay": {"Return": 1}}')
    with pytest.raises(MockProblem, match=r"expected an object with StateMachines .*MockConfigFile\.json"):
        mock_book_for(mocks, "Orders", "Happy")
    os.remove(file)
    with pytest.raises(MockProblem, match=r"MockConfigFile\.json: No such file"):
        mock_book_for(mocks, "Orders", "Happy")


def test_a_test_case_without_a_file_is_refused_with_what_would_do() -> None:
    with pytest.raises(MockProblem, match="--mock-config FILE, or SFN_MOCK_CONFIG"):
        mock_book_for(None, "Orders", "Happy")


def test_a_state_that_is_no_task_of_the_machine_is_refused(file: Path) -> None:
    mocks = MockConfigFile(file)
    assert mock_book_for(mocks, "Orders", "Happy", machine("Pay"))
    with pytest.raises(MockProblem, match='/Pay: there is no Task "Pay"; there are: Ship'):
        mock_book_for(mocks, "Orders", "Happy", machine("Ship"))

"""What a program starts through the AWS API, in the page that shows its document."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.aws_api.conftest import Aws, client_of
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:pay"
STATES: dict[str, Any] = {
    "First": {"Type": "Pass", "Next": "Second"},
    "Second": {"Type": "Pass", "Result": 2, "End": True},
}


@pytest.fixture
def aws(server: ServingProcess) -> Iterator[Aws]:
    """A client of the server that the page speaks to."""
    client = client_of(server)
    yield Aws(client, server)
    client.close()


def document_of(editor: Editor, name: str) -> str:
    """Return the id of the document that shows the state machine ``name``."""
    return str(next(row["id"] for row in editor.get("/api/documents") if row["title"] == name))


def test_an_execution_of_a_program_appears_and_stops_at_a_breakpoint(editor: Editor, aws: Aws) -> None:
    machine = aws.create("stopped-in-the-page", STATES)
    editor.open(document_of(editor, "stopped-in-the-page"))
    editor.watch_keys()
    editor.select("Second")
    editor.press("F9")
    expect(editor.at("bp:Second")).to_have_attribute("data-state", "on")
    editor.idle()
    execution = aws.client.start_execution(stateMachineArn=machine, input='{"n":1}')["executionArn"]
    editor.expect_current("Second")
    assert aws.client.describe_execution(executionArn=execution)["status"] == "RUNNING"
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    assert aws.until_over(execution)["output"] == "2"


def test_a_task_that_nothing_answers_asks_in_the_page(editor: Editor, aws: Aws) -> None:
    machine = aws.create("asks-in-the-page", {"Pay": {"Type": "Task", "Resource": FUNCTION, "End": True}})
    editor.open(document_of(editor, "asks-in-the-page"))
    execution = aws.client.start_execution(stateMachineArn=machine)["executionArn"]
    editor.answer('{"paid": true}')
    assert aws.until_over(execution)["output"] == '{"paid":true}'


def test_breakpoints_do_not_keep_a_program_waiting_once_the_page_shows_something_else(editor: Editor, aws: Aws) -> None:
    machine = aws.create("left-behind", STATES)
    editor.open(document_of(editor, "left-behind"))
    editor.watch_keys()
    editor.select("Second")
    editor.press("F9")
    expect(editor.at("bp:Second")).to_have_attribute("data-state", "on")
    editor.idle()
    editor.open_text('{"StartAt": "Other", "States": {"Other": {"Type": "Succeed"}}}')
    assert aws.run(machine)["status"] == "SUCCEEDED"

"""What a program starts through the AWS API, in the page that shows its document."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.aws_api.conftest import Aws, client_of
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

AWS_CLI = Path(__file__).parents[2] / ".aws-cli" / "bin" / "aws"
CLI_SECONDS = 60
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


@pytest.fixture
def aws_cli(server: ServingProcess) -> Callable[..., Any]:
    """What runs a command of ``aws stepfunctions`` and returns what it prints, read as JSON."""
    if not AWS_CLI.exists():
        pytest.skip("the command line of AWS is not installed: make test does that")
    keys = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "us-east-1"}
    quiet = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "", "AWS_CONFIG_FILE": os.devnull}

    def run(*arguments: str) -> Any:
        command = [str(AWS_CLI), "--endpoint-url", server.url, "--output", "json", "stepfunctions", *arguments]
        env = {**os.environ, **keys, **quiet}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=CLI_SECONDS, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


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


def test_the_command_line_of_aws_starts_what_the_page_debugs(
    editor: Editor, aws_cli: Callable[..., Any], context: BrowserContext
) -> None:
    name, role = "from-the-command-line", "arn:aws:iam::123456789012:role/orders"
    definition = json.dumps({"StartAt": "First", "States": STATES})
    created = aws_cli("create-state-machine", "--name", name, "--role-arn", role, "--definition", definition)
    document = document_of(editor, name)
    editor.open(document)
    editor.watch_keys()
    editor.page.evaluate("window.neverReloaded = true")
    editor.select("Second")
    editor.press("F9")
    editor.idle()
    other = Editor(context.new_page(), editor.base, editor.watch)
    other.open(document)
    arn = created["stateMachineArn"]
    execution = aws_cli("start-execution", "--state-machine-arn", arn, "--input", '{"n": 1}')["executionArn"]
    for page in (editor, other):
        page.expect_current("Second")
    assert aws_cli("describe-execution", "--execution-arn", execution)["status"] == "RUNNING"
    editor.press("F5")
    editor.expect_keys_taken("F9", "F5")
    for page in (editor, other):
        page.expect_status("SUCCEEDED")
    assert aws_cli("describe-execution", "--execution-arn", execution)["output"] == "2"
    told = aws_cli("get-execution-history", "--execution-arn", execution)["events"]
    assert editor.page.evaluate("window.neverReloaded"), "it appeared by itself"
    editor.at("tab-events").click()
    rows = editor.at("events").locator("[data-testid^='event:']:not([data-internal])")
    expect(rows).to_have_count(len(told))
    for row, event in zip(rows.all(), told, strict=True):
        expect(row).to_contain_text(event["type"])
        expect(row.locator(f"[title^='Id {event['id']} in AWS']")).to_be_visible()

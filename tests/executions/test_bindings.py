"""Who answers a Task: its mock, its function, or nobody."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from webapp.engine import PendingTask
from webapp.executions.answers import Given, Invoke, Thrown, Unanswered
from webapp.executions.bindings import Bindings
from webapp.executions.functions import Functions
from webapp.executions.preparation import prepare
from webapp.messages.protocol import Mock
from webapp.tasks import InvocationNumber, MockBook, TaskError

ARN = "arn:aws:lambda:us-east-1:123456789012:function:shop-dev-pay"
INVOKE = "arn:aws:states:::lambda:invoke"
TEXT = """
service: shop
provider: {name: aws, runtime: nodejs20.x, region: us-east-1}
functions:
  pay: {handler: pay.handler}
stepFunctions:
  stateMachines:
    orders:
      definition:
        StartAt: Pay
        States:
          Pay: {Type: Task, Resource: %s, %s Next: Other}
          Other: {Type: Task, Resource: "arn:aws:lambda:us-east-1:123456789012:function:unknown", End: true}
plugins: [serverless-step-functions]
"""
HANDLER = """
exports.handler = async (event) => {
  if (event.fail) { const error = new Error(event.fail); error.name = "Declined"; throw error; }
  return { paid: event.price * 2 };
};
"""


FIRST, SECOND = InvocationNumber(0, 0), InvocationNumber(1, 1)


def bindings(
    folder: Path | None, mocks: Any = None, resource: str = ARN, more: str = "", why: str = "it was not allowed."
) -> Bindings:
    prepared = prepare(TEXT % (resource, more), "serverless.yml", None, {}, "{}")
    functions = Functions(folder) if folder is not None else None
    return Bindings(prepared.machine, prepared.host, MockBook.load(mocks or {}), functions, why_no_code=why)


def task(parameters: Any = None, path: str = "Pay", resource: str = ARN) -> PendingTask:
    return PendingTask(
        thread="0",
        scheduled=3,
        path=path,
        resource=resource,
        integration="lambda",
        parameters=parameters,
        attempt=0,
        iterations=(),
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a JavaScript handler."""
    (tmp_path / "pay.js").write_text(HANDLER)
    return tmp_path


def test_a_mock_goes_before_a_function(project: Path) -> None:
    answers = bindings(project, {"Pay": [{"Return": 1}, {"Throw": {"Error": "Late", "Cause": "no truck"}}]})
    assert [answers.answer(task(), number) for number in (FIRST, SECOND)] == [Given(1), Thrown("Late", "no truck")]


def test_a_mock_typed_later_answers_from_then_on() -> None:
    answers = bindings(None)
    assert isinstance(answers.answer(task(), FIRST), Unanswered)
    answers.mock("Pay", Mock(result=json.dumps({"paid": 1})))
    assert answers.answer(task(), SECOND) == Given({"paid": 1})


def test_a_function_answers_where_its_code_may_run(project: Path) -> None:
    answers = bindings(project)
    answer = answers.answer(task({"price": 21}), FIRST)
    assert isinstance(answer, Invoke)
    assert answer.call() == {"paid": 42}


def test_what_a_function_throws_is_the_tasks_error(project: Path) -> None:
    answer = bindings(project).answer(task({"fail": "no money"}), FIRST)
    assert isinstance(answer, Invoke)
    with pytest.raises(TaskError) as caught:
        answer.call()
    assert caught.value.error == "Declined"
    assert json.loads(caught.value.cause)["errorMessage"] == "no money"


def test_lambda_invoke_is_given_its_payload_and_answers_in_an_envelope(project: Path) -> None:
    more = f"Parameters: {{FunctionName: '{ARN}', Payload: {{price: 4}}}},"
    answers = bindings(project, resource=f'"{INVOKE}"', more=more)
    answer = answers.answer(task({"FunctionName": ARN, "Payload": {"price": 4}}, resource=INVOKE), FIRST)
    assert isinstance(answer, Invoke)
    result = answer.call()
    assert isinstance(result, dict)
    assert result["Payload"] == {"paid": 8}
    assert not answer.submits


def test_what_a_function_returns_before_its_token_comes_is_only_the_answer_to_the_request(project: Path) -> None:
    resource = f"{INVOKE}.waitForTaskToken"
    more = f"Parameters: {{FunctionName: '{ARN}', Payload: {{price: 4, 'token.$': $$.Task.Token}}}},"
    answers = bindings(project, resource=f'"{resource}"', more=more)
    waiting = task({"FunctionName": ARN, "Payload": {"price": 4}}, resource=resource)
    answer = answers.answer(waiting, FIRST)
    assert isinstance(answer, Invoke)
    assert answer.submits
    submitted = replace(waiting, waits_for="token")
    assert answers.answer(submitted, FIRST) == Unanswered(
        "It waits for SendTaskSuccess or SendTaskFailure with its token."
    )


def test_without_consent_nothing_runs_and_it_is_said_why(project: Path) -> None:
    answers = bindings(None)
    assert answers.answer(task(), FIRST) == Unanswered("The function pay was not run: it was not allowed.")
    answers.use(Functions(project), "")
    assert isinstance(answers.answer(task(), FIRST), Invoke)
    answers.use(None, "it was forbidden again.")
    assert answers.answer(task(), FIRST) == Unanswered("The function pay was not run: it was forbidden again.")


def test_a_resource_that_is_no_function_of_the_file_is_answered_by_nobody(project: Path) -> None:
    answer = bindings(project).answer(task(path="Other", resource="arn:x"), FIRST)
    assert answer == Unanswered("No function in this file is bound to arn:x.")


def test_of_an_invocation_it_is_said_which_function_is_not_there(project: Path) -> None:
    answer = bindings(project).answer(task({"FunctionName": "ship"}, path="Other", resource=INVOKE), FIRST)
    assert answer == Unanswered("No function in this file is bound to ship.")


def test_a_request_to_a_service_is_not_sent_and_its_token_may_be_answered_elsewhere(project: Path) -> None:
    sqs = "arn:aws:states:::sqs:sendMessage"
    answers = bindings(project)
    assert answers.answer(task(path="Other", resource=sqs), FIRST) == Unanswered(
        "Nothing here sends sqs:sendMessage to AWS."
    )
    assert answers.answer(task(path="Other", resource=f"{sqs}.waitForTaskToken"), FIRST) == Unanswered(
        "Nothing here sends sqs:sendMessage.waitForTaskToken to AWS. "
        "It waits for SendTaskSuccess or SendTaskFailure with its token."
    )

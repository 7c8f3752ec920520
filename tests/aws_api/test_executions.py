"""Executions, asked for with boto3."""

import json
from pathlib import Path
from typing import Any

import boto3
import pytest

from tests.aws_api.conftest import ROLE, Aws, client_of, refused
from tests.serving_process import serving_process

PASS: dict[str, Any] = {"A": {"Type": "Pass", "End": True}}
WAIT: dict[str, Any] = {"W": {"Type": "Wait", "Seconds": 1000, "End": True}}


def test_an_execution_is_described_with_its_input_and_output(aws: Aws) -> None:
    machine = aws.create("described-run", PASS)
    found = aws.run(machine, {"x": 1}, name="first")
    assert found["executionArn"] == "arn:aws:states:us-east-1:123456789012:execution:described-run:first"
    assert (found["stateMachineArn"], found["name"], found["status"]) == (machine, "first", "SUCCEEDED")
    assert (found["input"], found["output"]) == ('{"x": 1}', '{"x":1}')
    assert found["inputDetails"] == found["outputDetails"] == {"included": True}
    assert (found["redriveCount"], found["redriveStatus"]) == (0, "NOT_REDRIVABLE")
    assert found["redriveStatusReason"] == "Execution is SUCCEEDED and cannot be redriven"
    assert found["startDate"] <= found["stopDate"]


def test_a_failed_execution_tells_its_error(aws: Aws) -> None:
    machine = aws.create("failing-run", {"F": {"Type": "Fail", "Error": "Late", "Cause": "no truck"}})
    found = aws.run(machine)
    assert (found["status"], found["error"], found["cause"]) == ("FAILED", "Late", "no truck")
    assert found["redriveStatus"] == "REDRIVABLE"
    assert "output" not in found


def test_the_context_object_has_the_arn_and_the_role_of_the_state_machine(aws: Aws) -> None:
    machine = aws.create("context-run", {"A": {"Type": "Pass", "InputPath": "$$", "End": True}})
    found = aws.run(machine)
    context = json.loads(found["output"])
    assert context["StateMachine"] == {"Id": machine, "Name": "context-run"}
    assert (context["Execution"]["Id"], context["Execution"]["RoleArn"]) == (found["executionArn"], ROLE)


def test_the_same_name_and_input_is_the_same_execution_while_it_runs(aws: Aws) -> None:
    machine = aws.create("named-run", WAIT)
    first = aws.client.start_execution(stateMachineArn=machine, name="one", input="{}")
    again = aws.client.start_execution(stateMachineArn=machine, name="one", input="{}")
    assert (again["executionArn"], again["startDate"]) == (first["executionArn"], first["startDate"])
    expected = ("ExecutionAlreadyExists", f"Execution Already Exists: '{first['executionArn']}'")
    assert refused(aws.client.start_execution, stateMachineArn=machine, name="one", input="[]") == expected
    aws.client.stop_execution(executionArn=first["executionArn"])
    assert refused(aws.client.start_execution, stateMachineArn=machine, name="one", input="{}") == expected


def test_a_stopped_execution_is_aborted_and_stays_so(aws: Aws) -> None:
    machine = aws.create("stopped-run", WAIT)
    execution = aws.client.start_execution(stateMachineArn=machine)["executionArn"]
    stopped = aws.client.stop_execution(executionArn=execution, error="Enough", cause="of this")
    found = aws.client.describe_execution(executionArn=execution)
    assert (found["status"], found["error"], found["cause"]) == ("ABORTED", "Enough", "of this")
    assert found["stopDate"] == stopped["stopDate"]
    assert aws.client.stop_execution(executionArn=execution)["stopDate"] == stopped["stopDate"]


def test_what_nothing_answers_fails_by_the_name_of_the_task(aws: Aws) -> None:
    function = "arn:aws:lambda:us-east-1:123456789012:function:pay"
    machine = aws.create("unanswered-run", {"Pay": {"Type": "Task", "Resource": function, "End": True}})
    found = aws.run(machine)
    assert (found["status"], found["error"]) == ("FAILED", "States.TaskFailed")
    assert found["cause"].startswith(f"Nothing answers the Task 'Pay' ({function}): ")


def test_executions_are_listed_newest_first_and_by_page_and_status(aws: Aws) -> None:
    machine = aws.create("listed-run", {"W": {"Type": "Wait", "SecondsPath": "$.s", "End": True}})
    started = [
        aws.client.start_execution(stateMachineArn=machine, input=json.dumps({"s": s}))["executionArn"]
        for s in (0, 1000, 1000)
    ]
    aws.until_over(started[0])
    pages = list(
        aws.client.get_paginator("list_executions").paginate(stateMachineArn=machine, PaginationConfig={"PageSize": 2})
    )
    found = [each for page in pages for each in page["executions"]]
    assert {each["executionArn"] for each in found} == set(started)
    assert [each["startDate"] for each in found] == sorted((each["startDate"] for each in found), reverse=True)
    running = aws.client.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
    assert {each["executionArn"] for each in running} == set(started[1:])
    for execution in started[1:]:
        aws.client.stop_execution(executionArn=execution)


def test_an_express_execution_answers_at_once_when_asked_in_sync(aws: Aws) -> None:
    machine = aws.create("sync-run", PASS, type="EXPRESS")
    found = aws.client.start_sync_execution(stateMachineArn=machine, input='{"x":1}', name="one")
    assert found["executionArn"].startswith("arn:aws:states:us-east-1:123456789012:express:sync-run:one:")
    assert (found["status"], found["output"], found["name"]) == ("SUCCEEDED", '{"x":1}', "one")
    assert found["billingDetails"]["billedMemoryUsedInMB"] == 64
    assert found["billingDetails"]["billedDurationInMilliseconds"] % 100 == 0
    again = aws.client.start_sync_execution(stateMachineArn=machine, name="one")
    assert again["executionArn"] != found["executionArn"]


def test_the_environment_alone_leads_a_program_here(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = aws.create("environment-run", PASS, type="EXPRESS")
    settings = {
        "AWS_ENDPOINT_URL_SFN": aws.server.url,
        "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    client = boto3.session.Session().client("stepfunctions")
    assert client.start_sync_execution(stateMachineArn=machine, input="[1]")["output"] == "[1]"
    client.close()


def test_express_executions_have_no_description(aws: Aws) -> None:
    machine = aws.create("express-run", PASS, type="EXPRESS")
    execution = aws.client.start_execution(stateMachineArn=machine)["executionArn"]
    expected = ("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: express'")
    for operation in (
        aws.client.describe_execution,
        aws.client.get_execution_history,
        aws.client.stop_execution,
        aws.client.describe_state_machine_for_execution,
    ):
        assert refused(operation, executionArn=execution) == expected
    wrong = ("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine")
    assert refused(aws.client.list_executions, stateMachineArn=machine) == wrong
    standard = aws.create("standard-run", PASS)
    assert refused(aws.client.start_sync_execution, stateMachineArn=standard) == wrong


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"),
        (
            "nope",
            "Unrecognized token 'nope': was expecting "
            "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        ),
    ],
)
def test_an_input_that_is_no_json_is_refused(aws: Aws, text: str, complaint: str) -> None:
    machine = aws.create("input-run", PASS)
    found = refused(aws.client.start_execution, stateMachineArn=machine, input=text)
    assert found == ("InvalidExecutionInput", f"Invalid State Machine Execution Input: '{complaint}'")


def test_arns_that_lead_nowhere_are_refused(aws: Aws) -> None:
    nowhere = "arn:aws:states:us-east-1:123456789012:execution:nothing:here"
    expected = ("ExecutionDoesNotExist", f"Execution Does Not Exist: '{nowhere}'")
    assert refused(aws.client.describe_execution, executionArn=nowhere) == expected
    assert refused(aws.client.describe_execution, executionArn="nonsense") == (
        "InvalidArn",
        "Invalid Arn: 'Invalid ARN prefix: nonsense'",
    )


def test_the_definition_of_an_execution_is_the_one_that_it_runs(aws: Aws) -> None:
    machine = aws.create("changed-run", WAIT)
    execution = aws.client.start_execution(stateMachineArn=machine)["executionArn"]
    definition = json.dumps({"StartAt": "A", "States": PASS})
    aws.client.update_state_machine(stateMachineArn=machine, definition=definition)
    found = aws.client.describe_state_machine_for_execution(executionArn=execution)
    assert json.loads(found["definition"])["States"] == WAIT
    assert (found["name"], found["stateMachineArn"], found["roleArn"]) == ("changed-run", machine, ROLE)
    aws.client.stop_execution(executionArn=execution)


def test_a_test_case_of_the_mock_file_answers_tasks_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "MockConfigFile.json"
    responses = {"Paid": {"0": {"Throw": {"Error": "Busy", "Cause": ""}}, "1": {"Return": {"Payload": {"paid": 1}}}}}
    machines = {"orders": {"TestCases": {"Happy": {"Pay": "Paid"}, "Wrong": {"Pya": "Paid"}}}}
    file.write_text(json.dumps({"StateMachines": machines, "MockedResponses": responses}))
    with serving_process(tmp_path / "data", "--mock-config", str(file)) as server:
        mocked = Aws(client_of(server), server)
        function = "arn:aws:lambda:us-east-1:123456789012:function:pay"
        retry = [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "MaxAttempts": 1}]
        machine = mocked.create("orders", {"Pay": {"Type": "Task", "Resource": function, "Retry": retry, "End": True}})
        found = mocked.run(f"{machine}#Happy")
        assert (found["status"], found.get("output")) == ("SUCCEEDED", '{"paid":1}')
        assert refused(mocked.client.start_execution, stateMachineArn=f"{machine}#Wrong") == (
            "ValidationException",
            'The mocks of orders#Wrong cannot be used: /Pya: there is no Task "Pya"; did you mean "Pay"?',
        )
        assert "no test case 'Sad'" in refused(mocked.client.start_execution, stateMachineArn=f"{machine}#Sad")[1]
        assert len(mocked.client.list_executions(stateMachineArn=machine)["executions"]) == 1
        file.write_text(json.dumps({"StateMachines": {}, "MockedResponses": {}}))
        message = refused(mocked.client.start_execution, stateMachineArn=f"{machine}#Happy")[1]
        assert "no state machine 'orders'" in message
        mocked.client.close()


def test_the_machines_of_the_folder_are_listed_and_run_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "greet.asl.json").write_text(json.dumps({"StartAt": "A", "States": PASS}))
    with serving_process(tmp_path / "data", str(folder)) as server:
        aws = Aws(client_of(server), server)
        (listed,) = aws.client.list_state_machines()["stateMachines"]
        assert listed["name"] == "greet"
        assert aws.run(listed["stateMachineArn"], [1])["output"] == "[1]"
        described = aws.client.describe_state_machine(stateMachineArn=listed["stateMachineArn"])
        assert json.loads(described["definition"]) == {"StartAt": "A", "States": PASS}
        (execution,) = aws.client.list_executions(stateMachineArn=listed["stateMachineArn"])["executions"]
        assert execution["status"] == "SUCCEEDED"
        aws.client.close()


def test_an_express_execution_is_limited_to_five_minutes(aws: Aws) -> None:
    machine = aws.create("express-limit", WAIT, type="EXPRESS")
    aws.client.start_execution(stateMachineArn=machine, name="waiting")
    row = next(each for each in aws.server.get("/api/executions") if each["name"] == "waiting")
    started = aws.server.get(f"/api/executions/{row['id']}/events")["events"][0]
    assert started["details"]["timeout_seconds"] == 300


SERVERLESS = """
service: shop
provider: {name: aws, runtime: python3.11}
functions:
  pay: {handler: app.pay}
stepFunctions:
  stateMachines:
    buy:
      name: buy
      definition:
        StartAt: Pay
        States:
          Pay: {Type: Task, Resource: {Fn::GetAtt: [pay, Arn]}, End: true}
"""


def test_a_program_runs_the_folders_handlers_by_consent_only(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "serverless.yml").write_text(SERVERLESS)
    (folder / "app.py").write_text('def pay(event, context):\n    return {"paid": event["n"]}\n')
    with serving_process(tmp_path / "data", str(folder)) as server:
        aws = Aws(client_of(server), server)
        machine = "arn:aws:states:us-east-1:123456789012:stateMachine:buy"
        refusal = aws.run(machine, {"n": 1})
        assert (refusal["status"], refusal["error"]) == ("FAILED", "States.TaskFailed")
        assert "has not been allowed to run yet" in refusal["cause"]
        server.post("/api/folder/consent", {"folder": str(folder), "allow": True})
        assert aws.run(machine, {"n": 1})["output"] == '{"paid":1}'
        aws.client.close()

"""State machines, asked for with boto3."""

import json
from typing import Any

import pytest

from tests.aws_api.conftest import ROLE, Aws, refused

PASS: dict[str, Any] = {"A": {"Type": "Pass", "End": True}}
DEFINITION = json.dumps({"StartAt": "A", "States": PASS})
PREFIX = "arn:aws:states:us-east-1:123456789012:stateMachine:"


def test_a_created_state_machine_is_described_as_it_was_sent(aws: Aws) -> None:
    arn = aws.create("described", PASS, type="EXPRESS", tags=[{"key": "team", "value": "blue"}])
    found = aws.client.describe_state_machine(stateMachineArn=arn)
    assert arn == f"{PREFIX}described"
    assert {name: found[name] for name in ("name", "status", "definition", "roleArn", "type")} == {
        "name": "described",
        "status": "ACTIVE",
        "definition": DEFINITION,
        "roleArn": ROLE,
        "type": "EXPRESS",
    }
    assert found["loggingConfiguration"] == {"level": "OFF", "includeExecutionData": False}
    assert aws.client.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "team", "value": "blue"}]


def test_the_variables_that_each_state_reads_are_told(aws: Aws) -> None:
    states = {
        "Set": {"Type": "Pass", "Assign": {"price": 3}, "Next": "Use"},
        "Use": {"Type": "Pass", "Parameters": {"p.$": "$price"}, "End": True},
    }
    found = aws.client.describe_state_machine(stateMachineArn=aws.create("variables", states))
    assert found["variableReferences"] == {"Use": ["price"]}
    plain = aws.client.describe_state_machine(stateMachineArn=aws.create("no-variables", PASS))
    assert "variableReferences" not in plain


def test_creating_the_same_again_is_the_same_state_machine_whatever_its_role(aws: Aws) -> None:
    first = aws.client.create_state_machine(name="same", definition=DEFINITION, roleArn=ROLE)
    again = aws.client.create_state_machine(name="same", definition=DEFINITION, roleArn=f"{ROLE}-2")
    assert (again["stateMachineArn"], again["creationDate"]) == (first["stateMachineArn"], first["creationDate"])
    assert aws.client.describe_state_machine(stateMachineArn=first["stateMachineArn"])["roleArn"] == ROLE


@pytest.mark.parametrize("change", [{"definition": DEFINITION.replace('"A"', '"B"')}, {"type": "EXPRESS"}])
def test_another_state_machine_of_the_same_name_is_refused(aws: Aws, change: dict[str, str]) -> None:
    arn = aws.create("taken", PASS)
    request = {"name": "taken", "definition": DEFINITION, "roleArn": ROLE, **change}
    found = refused(aws.client.create_state_machine, **request)
    assert found == ("StateMachineAlreadyExists", f"State Machine Already Exists: '{arn}'")


@pytest.mark.parametrize("name", ["with blank", "a*b", "a:b", "a/b", "tab\t", "\x7f", "a#b"])
def test_a_name_that_no_arn_can_hold_is_refused(aws: Aws, name: str) -> None:
    found = refused(aws.client.create_state_machine, name=name, definition=DEFINITION, roleArn=ROLE)
    assert found == ("InvalidName", f"Invalid Name: '{name}'")


def test_a_definition_that_aws_would_refuse_is_refused_in_its_words(aws: Aws) -> None:
    found = refused(aws.client.create_state_machine, name="bad", definition='{"StartAt": "A"}', roleArn=ROLE)
    message = "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'"
    assert found == ("InvalidDefinition", message)


def test_an_update_counts_for_executions_from_then_on(aws: Aws) -> None:
    arn = aws.create("updated", {"A": {"Type": "Pass", "Result": 1, "End": True}})
    changed = aws.client.update_state_machine(
        stateMachineArn=arn, definition=json.dumps({"StartAt": "B", "States": {"B": {"Type": "Succeed"}}})
    )
    assert aws.run(arn, {"x": 1})["output"] == '{"x":1}'
    found = aws.client.describe_state_machine(stateMachineArn=arn)
    assert found["revisionId"] == changed["revisionId"]
    assert "Succeed" in found["definition"]


def test_an_update_of_nothing_or_of_nobody_is_refused(aws: Aws) -> None:
    arn = aws.create("kept", PASS)
    assert refused(aws.client.update_state_machine, stateMachineArn=arn) == (
        "MissingRequiredParameter",
        "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
    )
    nowhere = f"{PREFIX}nowhere"
    assert refused(aws.client.update_state_machine, stateMachineArn=nowhere, definition=DEFINITION) == (
        "StateMachineDoesNotExist",
        f"State Machine Does Not Exist: '{nowhere}'",
    )
    assert refused(aws.client.update_state_machine, stateMachineArn=arn, definition="{")[0] == "InvalidDefinition"


def test_state_machines_are_listed_by_name_and_by_page(aws: Aws) -> None:
    names = [f"listed-{letter}" for letter in "cab"]
    for name in names:
        aws.create(name, PASS)
    pages = list(aws.client.get_paginator("list_state_machines").paginate(PaginationConfig={"PageSize": 2}))
    found = [each["name"] for page in pages for each in page["stateMachines"]]
    assert found == sorted(found)
    assert set(names) <= set(found)
    assert all(len(page["stateMachines"]) <= 2 for page in pages)


def test_a_deleted_state_machine_is_gone_with_its_document_and_deleting_it_again_is_no_error(aws: Aws) -> None:
    arn = aws.create("deleted", PASS)
    assert "deleted" in {each["title"] for each in aws.server.get("/api/documents")}
    aws.client.delete_state_machine(stateMachineArn=arn)
    aws.client.delete_state_machine(stateMachineArn=arn)
    found = refused(aws.client.describe_state_machine, stateMachineArn=arn)
    assert found == ("StateMachineDoesNotExist", f"State Machine Does Not Exist: '{arn}'")
    assert "deleted" not in {each["title"] for each in aws.server.get("/api/documents")}


def test_versions_are_refused_rather_than_forgotten(aws: Aws) -> None:
    request = {"name": "published", "definition": DEFINITION, "roleArn": ROLE}
    assert refused(aws.client.create_state_machine, **request, publish=True)[0] == "NotImplemented"
    assert refused(aws.client.create_state_machine, **request, versionDescription="x") == (
        "ValidationException",
        "Version description can only be set when publish is true",
    )


def test_a_definition_is_validated_without_being_kept(aws: Aws) -> None:
    found = aws.client.validate_state_machine_definition(definition="{}")
    assert (found["result"], found["truncated"]) == ("FAIL", False)
    assert found["diagnostics"] == [
        {
            "severity": "ERROR",
            "code": "SCHEMA_VALIDATION_FAILED",
            "message": "These fields are required: [States, StartAt]",
            "location": "/",
        }
    ]
    assert aws.client.validate_state_machine_definition(definition=DEFINITION)["result"] == "OK"

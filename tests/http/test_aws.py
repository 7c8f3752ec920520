"""Who may call the AWS API, and how it answers what it does not know."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.http.serving import TOKEN, Serving, serving


@pytest.fixture
def stranger(at: Serving) -> FlaskClient:
    """A client without the token."""
    return at.server.flask.test_client()


def call(client: FlaskClient, operation: str, body: Any = None, **headers: str) -> TestResponse:
    sent = {"X-Amz-Target": f"AWSStepFunctions.{operation}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return client.post("/", data=json.dumps(body or {}), headers=sent, content_type="application/x-amz-json-1.0")


def test_any_credentials_will_do_on_this_machine(stranger: FlaskClient) -> None:
    response = call(stranger, "ListStateMachines")
    assert (response.status_code, response.mimetype) == (200, "application/x-amz-json-1.0")
    assert json.loads(response.text) == {"stateMachines": []}
    assert response.headers["x-amzn-RequestId"]


@pytest.mark.parametrize("host", ["sync-localhost:8000", "sync-127.0.0.1", "127.0.0.1", "localhost:4566"])
def test_the_prefix_that_clients_put_before_a_host_is_taken(stranger: FlaskClient, host: str) -> None:
    assert call(stranger, "ListStateMachines", Host=host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "sync-evil.example", "sync-sync-localhost"])
def test_other_hosts_are_refused(stranger: FlaskClient, host: str) -> None:
    assert call(stranger, "ListStateMachines", Host=host).status_code == 421


def test_the_prefix_is_no_other_routes(at: Serving) -> None:
    assert at.client.get("/healthz", headers={"Host": "sync-localhost"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_page_of_another_site_is_refused(stranger: FlaskClient, origin: str) -> None:
    assert call(stranger, "ListStateMachines", Origin=origin).status_code == 403


def test_a_form_of_another_site_is_refused(stranger: FlaskClient) -> None:
    assert stranger.post("/", data="{}", content_type="text/plain").status_code == 401


def test_no_page_is_told_that_it_may_call(stranger: FlaskClient) -> None:
    response = stranger.options("/", headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"})
    assert not [name for name, _ in response.headers if name.lower().startswith("access-control")]


def signed(key: str, region: str = "us-east-1") -> str:
    scope = f"{key}/20260101/{region}/states/aws4_request"
    return f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"


@pytest.mark.parametrize(("key", "status"), [(TOKEN, 200), ("AKIAWRONG", 403), ("", 403)])
def test_from_elsewhere_the_access_key_is_the_token(tmp_path: Path, key: str, status: int) -> None:
    with serving(tmp_path, host="0.0.0.0", allowed_hosts=("box.example",)) as at:
        client = at.server.flask.test_client()
        response = call(client, "ListStateMachines", Host="box.example", Authorization=signed(key))
        assert response.status_code == status
        assert call(client, "ListStateMachines", Host="127.0.0.1").status_code == 403


def test_through_another_name_of_a_loopback_server_the_token_is_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path, allowed_hosts=("box.example",)) as at:
        client = at.server.flask.test_client()
        assert call(client, "ListStateMachines", Host="box.example").status_code == 403
        assert call(client, "ListStateMachines", Host="box.example", Authorization=signed(TOKEN)).status_code == 200


def test_the_region_is_the_one_that_the_client_signed_for(stranger: FlaskClient) -> None:
    body = {"name": "m", "roleArn": "r", "definition": '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}'}
    response = call(stranger, "CreateStateMachine", body, Authorization=signed("x", "eu-central-1"))
    arn = json.loads(response.text)["stateMachineArn"]
    assert arn == "arn:aws:states:eu-central-1:123456789012:stateMachine:m"
    assert json.loads(call(stranger, "ListStateMachines").text) == {"stateMachines": []}


@pytest.mark.parametrize(
    ("operation", "code", "word"),
    [
        ("PublishStateMachineVersion", "NotImplemented", "PublishStateMachineVersion"),
        ("MakeCoffee", "UnknownOperationException", "MakeCoffee"),
    ],
)
def test_an_operation_that_is_not_there_is_named(stranger: FlaskClient, operation: str, code: str, word: str) -> None:
    response = call(stranger, operation)
    error = json.loads(response.text)
    assert (response.status_code, error["__type"]) == (400, code)
    assert word in error["message"]


def test_another_service_is_refused(stranger: FlaskClient) -> None:
    response = stranger.post("/", data="{}", headers={"X-Amz-Target": "DynamoDB_20120810.ListTables"})
    assert json.loads(response.text)["__type"] == "UnknownOperationException"


@pytest.mark.parametrize("body", ["{", "[]", "null", '{"name": 5, "definition": "", "roleArn": ""}'])
def test_a_body_of_another_shape_is_refused(stranger: FlaskClient, body: str) -> None:
    response = stranger.post("/", data=body, headers={"X-Amz-Target": "AWSStepFunctions.CreateStateMachine"})
    assert (response.status_code, json.loads(response.text)["__type"]) == (400, "SerializationException")


def test_everything_that_is_missing_is_named_at_once(stranger: FlaskClient) -> None:
    error = json.loads(call(stranger, "CreateStateMachine", {"name": "", "definition": "{}"}).text)
    assert error == {
        "__type": "ValidationException",
        "message": "2 validation errors detected: Value '' at 'name' failed to satisfy constraint: "
        "Member must have length greater than or equal to 1; Value null at 'roleArn' failed to satisfy constraint: "
        "Member must not be null",
    }

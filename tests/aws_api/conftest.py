"""A real server, and boto3 as its client."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.serving_process import ServingProcess, serving_process

ROLE = "arn:aws:iam::123456789012:role/orders"
PATIENCE_SECONDS = 30


@dataclass
class Aws:
    """A client with what the tests do over and over."""

    client: Any
    server: ServingProcess

    def create(self, name: str, states: dict[str, Any], **more: Any) -> str:
        """Create a state machine of these states, the first being where it starts; return its ARN."""
        definition = more.pop("definition", {"StartAt": next(iter(states)), "States": states})
        text = definition if isinstance(definition, str) else json.dumps(definition)
        created = self.client.create_state_machine(name=name, definition=text, roleArn=ROLE, **more)
        arn: str = created["stateMachineArn"]
        return arn

    def run(self, machine: str, data: Any = None, **more: Any) -> dict[str, Any]:
        """Start an execution and return its description once it has ended."""
        started = self.client.start_execution(stateMachineArn=machine, input=json.dumps(data or {}), **more)
        return self.until_over(started["executionArn"])

    def until_over(self, execution: str) -> dict[str, Any]:
        """Return the description of an execution that has ended."""
        found = self.until(
            lambda: self.client.describe_execution(executionArn=execution), lambda it: it["status"] != "RUNNING"
        )
        assert isinstance(found, dict)
        return found

    def until(self, ask: Callable[[], Any], is_enough: Callable[[Any], bool]) -> Any:
        """Ask until the answer is enough."""
        patience = threading.Event()
        for _ in range(PATIENCE_SECONDS * 50):
            found = ask()
            if is_enough(found):
                return found
            patience.wait(0.02)
        raise AssertionError(f"never came: {found}")


def client_of(server: ServingProcess, **config: Any) -> Any:
    """Return a client as the documentation sets it up."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "stepfunctions",
        endpoint_url=server.url,
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(**{"inject_host_prefix": False, "retries": {"max_attempts": 0}, **config}),
    )


@pytest.fixture(scope="package")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """A server that all tests here share, each with names of its own."""
    with serving_process(tmp_path_factory.mktemp("aws") / "data") as server:
        client = client_of(server)
        yield Aws(client, server)
        client.close()


def refused(call: Callable[..., Any], **parameters: Any) -> tuple[str, str]:
    """Return code and message of the error that ``call`` is answered with."""
    from botocore.exceptions import ClientError

    with pytest.raises(ClientError) as caught:
        call(**parameters)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]

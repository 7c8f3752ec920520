"""Any server that speaks the Step Functions API, through boto3: ours, MiniStack's, moto's."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config

from bench.engine.workloads import Workload

ROLE = "arn:aws:iam::123456789012:role/bench"
PATIENCE_SECONDS = 300
POLL_SECONDS = 0.005


class WrongOutput(Exception):
    """The execution ended otherwise than it must."""


@contextmanager
def client(url: str) -> Iterator[Any]:
    """Yield a client of the server at ``url``."""
    made = boto3.client(
        "stepfunctions",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(inject_host_prefix=False, retries={"max_attempts": 0}, read_timeout=PATIENCE_SECONDS),
    )
    try:
        yield made
    finally:
        made.close()


def run_once(client: Any, workload: Workload) -> str:
    """Run an execution from StartExecution to its end and return its ARN; raise :class:`WrongOutput`."""
    machine = _machine(client, workload)
    data, name = json.dumps(workload.input), f"run-{time.monotonic_ns()}"
    execution: str = client.start_execution(stateMachineArn=machine, name=name, input=data)["executionArn"]
    patience = threading.Event()
    until = time.monotonic() + PATIENCE_SECONDS
    while (found := client.describe_execution(executionArn=execution))["status"] == "RUNNING":
        if time.monotonic() > until:
            raise WrongOutput(f"still running after {PATIENCE_SECONDS} s")
        patience.wait(POLL_SECONDS)
    if found["status"] != "SUCCEEDED":
        raise WrongOutput(f"{found['status']} {found.get('error', '')}".strip())
    if json.loads(found["output"]) != workload.output:
        raise WrongOutput("wrong output")
    return execution


def read_history(client: Any, execution: str) -> int:
    """Read the whole history in pages of 1,000 and return the number of events."""
    pages = client.get_paginator("get_execution_history").paginate(
        executionArn=execution, PaginationConfig={"PageSize": 1000}
    )
    return sum(len(page["events"]) for page in pages)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _machine(client: Any, workload: Workload) -> str:
    """Create the state machine, once."""
    name = f"bench-{workload.id}"
    for machine in client.list_state_machines()["stateMachines"]:
        if machine["name"] == name:
            return str(machine["stateMachineArn"])
    definition = json.dumps(workload.definition)
    return str(client.create_state_machine(name=name, definition=definition, roleArn=ROLE)["stateMachineArn"])

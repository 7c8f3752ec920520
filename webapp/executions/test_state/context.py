"""The execution that a tested state believes to be in: an Express one, made up for it.

AWS: with a mock the request may bring a context object of its own; that is what the state sees, and nothing else.
"""

from typing import Final

from webapp.engine import Start, format_timestamp
from webapp.executions.test_state.request import Request
from webapp.executions.test_state.subject import Subject
from webapp.values import Entropy, Json

_REGION: Final = "us-east-1"
_ACCOUNT: Final = "123456789012"
_COUNTS_RETRIES: Final = ("Task", "Map", "Parallel")


def start_of(request: Request, entropy: Entropy, now_ms: int) -> Start:
    """Return the start of the execution; its account is that of the role."""
    execution, machine = entropy.uuid(), entropy.uuid()
    role = request.role_arn or ""
    owner = f"{_REGION}:{_account(role)}"
    return Start(
        time_ms=now_ms,
        input=request.input,
        execution_arn=f"arn:aws:states:{owner}:express:{machine}:{execution}",
        execution_name=execution,
        machine_arn=f"arn:aws:states:{owner}:stateMachine:{machine}",
        machine_name=machine,
        role_arn=role,
    )


def context_of(request: Request, subject: Subject, start: Start) -> Json:
    """Return the context object that the state sees."""
    if request.context is not None:
        return request.context
    now = format_timestamp(start.time_ms)
    execution: dict[str, Json] = {"Id": start.execution_arn, "Input": start.input, "Name": start.execution_name}
    if start.role_arn:
        execution["RoleArn"] = start.role_arn
    execution["StartTime"] = now
    state: dict[str, Json] = {"Name": subject.state.name, "EnteredTime": now}
    if subject.type_name in _COUNTS_RETRIES:
        state["RetryCount"] = request.configuration.retries
    context: dict[str, Json] = {
        "Execution": execution,
        "StateMachine": {"Id": start.machine_arn, "Name": start.machine_name},
        "State": state,
    }
    if subject.resource is not None and subject.resource.has_token:
        context["Task"] = {"Token": start.execution_name}
    return context


def _account(role_arn: str) -> str:
    parts = role_arn.split(":")
    return parts[4] if len(parts) > 4 and parts[4].isdigit() else _ACCOUNT

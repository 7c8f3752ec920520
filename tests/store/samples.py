"""Records and events to put into a store."""

from typing import Any

from webapp.engine.events import StateExited, TaskScheduled
from webapp.store import Document, Execution, StateMachine
from webapp.values import Json

LARGE: Json = {"text": "ü" * 2000, "numbers": [1, 2.0]}


def a_document(**changes: Any) -> Document:
    """Return a document."""
    fields: dict[str, Any] = {
        "id": "d1",
        "title": "Orders",
        "file_name": "orders.asl.json",
        "format": "json",
        "text": '{"StartAt": "A"}',
        "created_ms": 1,
        "updated_ms": 1,
    }
    return Document(**fields | changes)


def an_execution(**changes: Any) -> Execution:
    """Return an execution; name and ARN follow its id."""
    id = changes.get("id", "e1")
    fields: dict[str, Any] = {
        "id": id,
        "arn": f"arn:aws:states:us-east-1:123456789012:execution:Machine:run-{id}",
        "name": f"run-{id}",
        "machine_name": "Machine",
        "text": '{"StartAt": "A"}',
        "format": "json",
        "started_ms": 1,
    }
    return Execution(**fields | changes)


def a_fork(id: str, source: str, at: int, **changes: Any) -> Execution:
    """Return an execution with the first events of another, in the line of ``e1``."""
    return an_execution(id=id, forked_from=source, forked_at=at, head=at, line="e1", **changes)


def a_machine(**changes: Any) -> StateMachine:
    """Return a state machine."""
    fields: dict[str, Any] = {
        "arn": "arn:aws:states:us-east-1:123456789012:stateMachine:Orders",
        "name": "Orders",
        "type": "STANDARD",
        "role_arn": "arn:aws:iam::123456789012:role/orders",
        "definition": '{"StartAt": "A"}',
        "created_ms": 1,
        "updated_ms": 1,
    }
    return StateMachine(**fields | changes)


def a_task(sequence: int, *, token: str | None) -> TaskScheduled:
    """Return an event that gives out a token."""
    return TaskScheduled(
        sequence=sequence,
        id=sequence,
        previous_id=sequence - 1,
        time_ms=1,
        thread="0",
        path="A",
        name="A",
        resource="arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        integration="task",
        parameters={},
        attempt=1,
        token=token,
    )


def an_event(sequence: int, *, path: str = "A", output: Any = None) -> StateExited:
    """Return a small event."""
    return StateExited(
        sequence=sequence,
        id=sequence,
        previous_id=sequence - 1,
        time_ms=1_700_000_000_000 + sequence,
        thread="0",
        path=path,
        name=path,
        state_type="Pass",
        output={"n": sequence} if output is None else output,
        next=None,
        assigned={"x": [sequence]},
    )


def big_event(sequence: int) -> StateExited:
    """Return an event with a large member."""
    return an_event(sequence, output=LARGE)

"""Events as AWS's ``GetExecutionHistory`` shows them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, assert_never

from webapp.engine.decision import INTERNAL
from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    BranchStarted,
    BranchSucceeded,
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionStarted,
    ChildExecutionSucceeded,
    EvaluationFailed,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionTimedOut,
    Integration,
    ItemsRead,
    MapIterationAborted,
    MapIterationFailed,
    MapIterationStarted,
    MapIterationSucceeded,
    MapRunAborted,
    MapRunFailed,
    MapRunStarted,
    MapRunSucceeded,
    MapStateFailed,
    MapStateStarted,
    MapStateSucceeded,
    ParallelStateFailed,
    ParallelStateStarted,
    ParallelStateSucceeded,
    ResultsCollected,
    RetryScheduled,
    RetryStarted,
    StateAborted,
    StateEntered,
    StateExited,
    StateFailed,
    TaskFailed,
    TaskHeartbeat,
    TaskScheduled,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskTimedOut,
    ValueEdited,
    WaitEnded,
    WaitStarted,
)
from webapp.engine.resources import read_resource
from webapp.engine.snapshot import ROOT, owner_of
from webapp.values import Json, json_text

HistoryEvent = dict[str, Any]
_Text = Callable[[Json], str]

_COMPLETE = {"truncated": False}
_FAMILY: dict[Integration, str] = {"lambda": "LambdaFunction", "task": "Task", "activity": "Activity"}


def aws_type(event: AnyEvent) -> str:
    """Return the type that AWS's history has for ``event``, ``""`` for an event of our own."""
    if event.id == 0:
        return ""
    match event:
        case StateEntered():
            return f"{event.state_type}StateEntered"
        case StateExited():
            return f"{event.state_type}StateExited"
        case StateAborted():
            return f"{event.state_type}StateAborted"
        case TaskFailed(submitting=True):
            return "TaskSubmitFailed"
        case TaskScheduled() | TaskStarted() | TaskSubmitted() | TaskSucceeded() | TaskFailed() | TaskTimedOut():
            return _FAMILY[event.integration] + type(event).__name__.removeprefix("Task")
        case ChildExecutionFailed(timed_out=True):
            return "ExecutionTimedOut"
        case ChildExecutionStarted() | ChildExecutionSucceeded() | ChildExecutionFailed() | ChildExecutionAborted():
            return type(event).__name__.removeprefix("Child")
        case _:
            return "" if type(event) in INTERNAL else type(event).__name__


def execution_history(
    events: Iterable[AnyEvent], region: str = "us-east-1", child: str | None = None
) -> Iterator[HistoryEvent]:
    """Yield the events that AWS has, payloads as JSON text.

    They are those of the execution itself or, with ``child``, those of the child execution that began with the thread
    of that id.
    """
    text = _Texts().of
    for event in events_of(events, child or ROOT):
        name = aws_type(event)
        if not name:
            continue
        shown: HistoryEvent = {
            "timestamp": event.time_ms / 1000,
            "type": name,
            "id": event.id,
            "previousEventId": event.previous_id,
        }
        details = _details(event, region, text)
        if details is not None:
            shown[_member(event, name)] = details
        yield shown


def events_of(events: Iterable[AnyEvent], execution: str = ROOT) -> Iterator[AnyEvent]:
    """Return the events of one execution: the root, or the child execution that began with that thread.

    What happens in a child execution is no part of the history of the one that started it.
    """
    return (event for event in events if event.thread == execution or owner_of(event.thread) == execution)


class _Texts:
    """JSON texts of values. States mostly hand on what they were given, so the last is remembered."""

    def __init__(self) -> None:
        self._value: Json = None
        self._text = "null"

    def of(self, value: Json) -> str:
        if value is not self._value:
            self._value, self._text = value, json_text(value)
        return self._text


def _member(event: AnyEvent, name: str) -> str:
    match event:
        case StateEntered():
            return "stateEnteredEventDetails"
        case StateExited():
            return "stateExitedEventDetails"
        case _:
            return name[0].lower() + name[1:] + "EventDetails"


def _details(event: AnyEvent, region: str, text: _Text) -> HistoryEvent | None:
    match event:
        case StateEntered():
            return {"name": event.name, "input": text(event.input), "inputDetails": _COMPLETE}
        case StateExited():
            shown: HistoryEvent = {"name": event.name, "output": text(event.output), "outputDetails": _COMPLETE}
            return shown | _assigned(event) if event.assigned else shown
        case ExecutionStarted() | ChildExecutionStarted():
            return _payload("input", event.input, text) | {"roleArn": event.role_arn}
        case ExecutionSucceeded() | ChildExecutionSucceeded():
            return _payload("output", event.output, text)
        case ChildExecutionAborted():
            return {}
        case MapRunStarted():
            return {"mapRunArn": event.map_run_arn}
        case MapRunSucceeded() | MapRunAborted():
            return None
        case ExecutionFailed() | ExecutionAborted() | ExecutionTimedOut() | ChildExecutionFailed() | MapRunFailed():
            return _error(event.error, event.cause)
        case MapStateStarted():
            return {"length": event.length}
        case MapIterationStarted() | MapIterationSucceeded() | MapIterationFailed() | MapIterationAborted():
            return {"name": event.name, "index": event.index}
        case TaskScheduled():
            return _scheduled(event, region, text)
        case TaskStarted():
            return _started(event)
        case TaskSubmitted() | TaskSucceeded():
            return _named(event.integration, event.resource) | _payload("output", event.output, text)
        case TaskFailed() | TaskTimedOut():
            return _named(event.integration, event.resource) | _error(event.error, event.cause)
        case EvaluationFailed():
            return _error(event.error, event.cause) | {"location": event.location, "state": event.name}
        case StateAborted() | MapStateSucceeded() | MapStateFailed():
            return None
        case ParallelStateStarted() | ParallelStateSucceeded() | ParallelStateFailed():
            return None
        case (
            BranchStarted()
            | BranchSucceeded()
            | BranchFailed()
            | BranchAborted()
            | ItemsRead()
            | ResultsCollected()
            | RetryScheduled()
            | RetryStarted()
            | StateFailed()
            | TaskHeartbeat()
            | ValueEdited()
            | WaitStarted()
            | WaitEnded()
        ):
            return None
        case _:
            assert_never(event)


def _payload(member: str, value: Json, text: _Text) -> HistoryEvent:
    return {member: text(value), f"{member}Details": _COMPLETE}


def _assigned(event: StateExited) -> HistoryEvent:
    shown = {name: json_text(value) for name, value in event.assigned.items()}
    return {"assignedVariables": shown, "assignedVariablesDetails": _COMPLETE}


def _error(error: str | None, cause: str | None) -> HistoryEvent:
    return {member: text for member, text in (("error", error), ("cause", cause)) if text}


def _named(integration: Integration, resource: str) -> HistoryEvent:
    if integration != "task":
        return {}
    read = read_resource(resource)
    return {"resourceType": read.service, "resource": read.action}


def _started(event: TaskStarted) -> HistoryEvent | None:
    match event.integration:
        case "lambda":
            return None
        case "task":
            return _named(event.integration, event.resource)
        case "activity":
            return {} if event.worker is None else {"workerName": event.worker}


def _scheduled(event: TaskScheduled, region: str, text: _Text) -> HistoryEvent:
    limits = {"timeoutInSeconds": event.timeout_seconds, "heartbeatInSeconds": event.heartbeat_seconds}
    if event.integration == "lambda":
        del limits["heartbeatInSeconds"]
    if event.integration == "task":
        shown = _named(event.integration, event.resource)
        shown |= {"region": region, "parameters": text(event.parameters)}
    else:
        shown = {"resource": event.resource} | _payload("input", event.parameters, text)
    shown |= {member: seconds for member, seconds in limits.items() if seconds is not None}
    if event.credentials_role_arn is not None:
        shown["taskCredentials"] = {"roleArn": event.credentials_role_arn}
    return shown

"""Requests to an execution. Time, chance and results arrive in them, so that deciding needs nothing else.

``seed`` feeds every random choice that the command leads to (:class:`webapp.values.Entropy`).
"""

from dataclasses import dataclass
from typing import Literal

from webapp.engine.events import Quotas, Source
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Start:
    """Begin the execution with ``input``; the other fields are what its context object shows."""

    time_ms: int
    input: Json
    execution_arn: str
    execution_name: str
    machine_arn: str
    machine_name: str
    role_arn: str
    quotas: Quotas = "off"


@dataclass(frozen=True, slots=True)
class Advance:
    """Take the next single step of ``thread``: enter a state, do its work, leave it, start a child, or end the flow."""

    thread: str
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """The task that event ``scheduled`` scheduled gave ``output``."""

    thread: str
    scheduled: int
    output: Json
    time_ms: int
    seed: int
    source: Source = "live"


@dataclass(frozen=True, slots=True)
class FailTask:
    """The task that event ``scheduled`` scheduled failed; who answers by a token may leave out why.

    ``submitting``: it failed before the service had taken its request.
    """

    thread: str
    scheduled: int
    error: str | None
    cause: str | None
    time_ms: int
    seed: int
    source: Source = "live"
    submitting: bool = False


@dataclass(frozen=True, slots=True)
class SubmitTask:
    """The service took the request of the ``.sync`` or ``.waitForTaskToken`` task; ``output`` is what it answered."""

    thread: str
    scheduled: int
    output: Json
    time_ms: int
    source: Source = "live"


@dataclass(frozen=True, slots=True)
class StartActivity:
    """A worker, who calls itself ``worker``, has taken the activity's task."""

    thread: str
    scheduled: int
    worker: str | None
    time_ms: int


@dataclass(frozen=True, slots=True)
class HeartbeatTask:
    """Whoever works on the task says that it is not done yet."""

    thread: str
    scheduled: int
    time_ms: int


@dataclass(frozen=True, slots=True)
class RefuseTask:
    """The task of the Task state that ``thread`` has just entered cannot be scheduled, because of ``message``."""

    thread: str
    message: str
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class ProvideItems:
    """The items that the map run started by event ``scheduled`` waits for.

    ``keys`` name them where they are the members of an object, ``sources`` say where they are from, as (URI, how many).
    """

    thread: str
    scheduled: int
    items: list[Json]
    time_ms: int
    keys: list[str] | None = None
    sources: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FailRead:
    """The items that the map run started by event ``scheduled`` waits for could not be read."""

    thread: str
    scheduled: int
    error: str
    cause: str
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class CompleteWrite:
    """The results collected by event ``scheduled`` have been written."""

    thread: str
    scheduled: int
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class FailWrite:
    """The results collected by event ``scheduled`` could not be written."""

    thread: str
    scheduled: int
    error: str
    cause: str
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class FireTimer:
    """The time ``until_ms`` of a timer of ``thread`` has come: a Wait, a retry's delay, or a task's time limit."""

    thread: str
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class EditValue:
    """Replace the input of the state that ``thread`` has just entered, or the result that its task has just given.

    Or, at either moment, the value of its variable ``name``.
    """

    thread: str
    target: Literal["input", "result", "variable"]
    value: Json
    time_ms: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the execution from outside."""

    time_ms: int
    error: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class TimeOut:
    """The machine's own ``TimeoutSeconds`` are over, or the time of the child execution that ``thread`` began."""

    time_ms: int
    thread: str = "0"
    seed: int = 0


AnswerCommand = CompleteTask | FailTask | SubmitTask | StartActivity | HeartbeatTask

StoreCommand = ProvideItems | FailRead | CompleteWrite | FailWrite

Command = Start | Advance | AnswerCommand | StoreCommand | RefuseTask | FireTimer | EditValue | Stop | TimeOut

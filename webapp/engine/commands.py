"""Requests to an execution. Time, chance and results arrive in them, so that deciding needs nothing else.

``seed`` feeds every random choice that the command leads to (:class:`webapp.values.Entropy`).
"""

from dataclasses import dataclass
from typing import Literal

from webapp.engine.events import Source
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
    """The task that event ``scheduled`` scheduled failed."""

    thread: str
    scheduled: int
    error: str
    cause: str
    time_ms: int
    seed: int
    source: Source = "live"


@dataclass(frozen=True, slots=True)
class FireTimer:
    """The time ``until_ms`` of a timer of ``thread`` has come: a Wait, a retry's delay, or a task's time limit."""

    thread: str
    time_ms: int
    seed: int


@dataclass(frozen=True, slots=True)
class EditValue:
    """Replace the input of the state that ``thread`` has just entered, or the result that its task has just given."""

    thread: str
    target: Literal["input", "result"]
    value: Json
    time_ms: int


@dataclass(frozen=True, slots=True)
class Stop:
    """End the execution from outside."""

    time_ms: int
    error: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class TimeOut:
    """The machine's own ``TimeoutSeconds`` are over."""

    time_ms: int


Command = Start | Advance | CompleteTask | FailTask | FireTimer | EditValue | Stop | TimeOut

"""Executions that a Task starts: real ones, of the state machines that this server knows.

A child is an execution of its own, on its parent's clock and attended as its parent is. A ``.sync`` task waits for its
end without holding a thread: the child's last event is news for the parent. What is waited for is read from the
parent's events, so a restart of the server changes nothing.
"""

import dataclasses
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from webapp.engine import PendingTask, read_resource
from webapp.executions.answers import Answer, Answers, AtOnce, Awaited, Given, Submitted, Thrown, Unanswered
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.identity import Identity, clean_name, new_execution_id
from webapp.executions.invoking import Outcome
from webapp.executions.launch import Launch
from webapp.executions.nested_results import ended, refused, started, started_by_sdk, sync_by_sdk
from webapp.executions.preparation import CannotRun, prepare
from webapp.store import Execution, Store
from webapp.tasks import InvocationNumber
from webapp.values import Json, json_text

OPTIMISED: Final = "states"
SDK: Final = "aws-sdk:sfn"
NOT_THERE: Final = "StateMachineDoesNotExist"


class StartRefused(Exception):
    """A state machine that cannot be started: ``code`` is AWS's error, ``StateMachineDoesNotExist`` and the like."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Launcher(Protocol):
    """Knows the state machines that can be started."""

    def launch_of(self, machine_arn: str, name: str | None, input_text: str) -> Launch:
        """Return what starts the state machine of this ARN; raise :class:`StartRefused`."""
        ...


class Starting(Protocol):
    """Starts executions."""

    def __call__(self, launch: Launch, *, announced: bool) -> Execution | None:
        """Start an execution, or return the one that has its ARN; pages turn to it where it is ``announced``."""
        ...


@dataclass(frozen=True, slots=True)
class Parent:
    """The execution whose Task starts another; ``settle`` takes the news of its tasks."""

    row: Execution
    clock: RealClock | VirtualClock
    settle: Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    parent: Parent
    task: PendingTask


class NestedExecutions:
    """Starts the children of executions, and tells their parents when they end. Safe for several threads."""

    def __init__(self, store: Store, launch: Starting, stop: Callable[[str], None]) -> None:
        """``launch`` starts an execution or returns the one of its ARN; ``stop`` ends one."""
        self.launcher: Launcher | None = None
        self._store = store
        self._launch = launch
        self._stop = stop
        self._waiting: dict[str, list[_Waiting]] = {}
        self._guard = threading.Lock()

    def answer(self, task: PendingTask, parent: Parent) -> Answer:
        """Return what answers a task that starts an execution or waits for the end of one."""
        if task.waits_for == "job":
            return self._await(_arn_in(task.submission), task, parent)
        if task.waits_for == "token":
            return Unanswered("It waits for SendTaskSuccess or SendTaskFailure with its token.")
        return self._start(task, parent)

    def ended(self, execution: str) -> None:
        """Tell whoever waits for it that ``execution`` has ended, and end the children that nobody waits for now."""
        with self._guard:
            waiting = self._waiting.pop(execution, [])
            orphans = self._without_parent(execution)
        row = self._store.executions.get(execution) if waiting else None
        for each in waiting:
            assert row is not None, "it has just been stored"
            task = each.task
            outcome = Outcome(task.thread, task.scheduled, _result(row, task), "live", row.stopped_ms)
            each.parent.settle(outcome)
        for child in orphans:
            self._stop(child)

    def _start(self, task: PendingTask, parent: Parent) -> Answer:
        service, action, pattern = _read(task)
        request = _request(task.parameters)
        try:
            child = self._child(request, parent)
        except StartRefused as refusal:
            if not parent.row.unattended and refusal.code == NOT_THERE:
                return Unanswered(f"This server knows no state machine {request.machine_arn}.")
            error = refused(service, refusal.code, refusal.message)
            return AtOnce(dataclasses.replace(error, submitting=bool(pattern)))
        if action == "startSyncExecution":
            return self._await(child.arn, task, parent)
        answer = started_by_sdk(child) if service == SDK else started(child)
        return AtOnce(Submitted(answer) if pattern else Given(answer))

    def _child(self, request: "_Request", parent: Parent) -> Execution:
        launch = dataclasses.replace(
            self._launch_of(request, parent.row),
            clock=parent.row.clock,
            unattended=parent.row.unattended,
            started_ms=parent.clock.now_ms() if isinstance(parent.clock, VirtualClock) else None,
        )
        try:
            there = self._launch(launch, announced=launch.document_id != parent.row.document_id)
        except CannotRun as error:
            raise StartRefused("InvalidDefinition", error.message) from None
        if there is not None and (there.status != "RUNNING" or there.input != launch.input):
            raise StartRefused("ExecutionAlreadyExists", f"Execution Already Exists: '{there.arn}'")
        row = there or self._store.executions.find_by_arn(launch.identity.arn)
        if row is None:
            raise StartRefused("ExecutionDoesNotExist", f"Execution Does Not Exist: '{launch.identity.arn}'")
        return row

    def _launch_of(self, request: "_Request", parent: Execution) -> Launch:
        """Return what starts the state machine that programs created, or that the folder or the same file has."""
        not_there = StartRefused(NOT_THERE, f"State Machine Does Not Exist: '{request.machine_arn}'")
        if self.launcher is not None:
            try:
                return self.launcher.launch_of(request.machine_arn, request.name, request.input_text)
            except StartRefused as refusal:
                if refusal.code not in (NOT_THERE, "InvalidArn"):
                    raise
                not_there = refusal
        return _in_same_file(request, parent) or _raise(not_there)

    def _await(self, child_arn: str, task: PendingTask, parent: Parent) -> Answer:
        child = self._store.executions.find_by_arn(child_arn)
        if child is None:
            return Unanswered(f"The execution {child_arn} is no longer kept.")
        with self._guard:
            self._waiting.setdefault(child.id, []).append(_Waiting(parent, task))
        child = self._store.executions.get(child.id)  # again: it may have ended in between, and told nobody
        if child is None or child.status == "RUNNING":
            return Awaited(in_flight=True)
        with self._guard:
            still = self._waiting.pop(child.id, [])
        return AtOnce(_result(child, task), child.stopped_ms) if still else Awaited(in_flight=True)

    def _without_parent(self, execution: str) -> list[str]:
        """Forget that ``execution`` waits for its children, and return those that nobody waits for any more."""
        orphans = []
        for child, waiting in list(self._waiting.items()):
            kept = [each for each in waiting if each.parent.row.id != execution]
            if len(kept) == len(waiting):
                continue
            if kept:
                self._waiting[child] = kept
            else:
                del self._waiting[child]
                orphans.append(child)
        return orphans


class WithNested:
    """The answers of one execution, and those of the executions that it starts."""

    def __init__(self, answers: Answers, nested: NestedExecutions, parent: Parent) -> None:
        """A mock, which ``answers`` knows, goes before a real child of ``parent``."""
        self._answers = answers
        self._nested = nested
        self._parent = parent

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``."""
        answer = self._answers.answer(task, number)
        if isinstance(answer, Unanswered) and starts_execution(task.resource):
            return self._nested.answer(task, self._parent)
        return answer


def starts_execution(resource: str) -> bool:
    """Tell whether a Task with this ``Resource`` starts an execution."""
    read = read_resource(resource)
    action = read.action.partition(".")[0]
    if read.service == OPTIMISED:
        return action == "startExecution"
    return read.service == SDK and action in ("startExecution", "startSyncExecution")


@dataclass(frozen=True, slots=True)
class _Request:
    machine_arn: str
    name: str | None
    input_text: str


def _request(parameters: Json) -> _Request:
    """AWS: an ``Input`` that is a text is the JSON itself; ``null`` is no input."""
    given = parameters if isinstance(parameters, dict) else {}
    data, arn, name = given.get("Input"), given.get("StateMachineArn"), given.get("Name")
    text = data if isinstance(data, str) else "{}" if data is None else json_text(data)
    return _Request(arn if isinstance(arn, str) else json_text(arn), name if isinstance(name, str) else None, text)


def _read(task: PendingTask) -> tuple[str, str, str]:
    read = read_resource(task.resource)
    return read.service, read.action.partition(".")[0], read.pattern


def _in_same_file(request: _Request, parent: Execution) -> Launch | None:
    """Return what starts the state machine of this name beside the parent's, if its file has one."""
    name = request.machine_arn.rpartition(":")[2]
    try:
        prepared = prepare(parent.text, parent.file_name, name, parent.values, request.input_text)
    except CannotRun:
        return None
    usual = Identity.of(new_execution_id(), prepared.name, request.name)
    if clean_name(name) != usual.machine_name:
        return None
    return Launch(
        identity=usual,
        prepared=prepared,
        text=parent.text,
        input=request.input_text,
        document_id=parent.document_id,
        file_name=parent.file_name,
        machine=name,
        values=parent.values,
        folder=parent.folder,
    )


def _raise(error: StartRefused) -> Launch:
    raise error


def _result(child: Execution, task: PendingTask) -> Given | Thrown:
    """Return what the end of ``child`` is for the task that waits for it."""
    _, action, pattern = _read(task)
    return Given(sync_by_sdk(child)) if action == "startSyncExecution" else ended(child, as_json=pattern == "sync:2")


def _arn_in(submission: Json) -> str:
    arn = submission.get("ExecutionArn") if isinstance(submission, dict) else None
    return arn if isinstance(arn, str) else ""

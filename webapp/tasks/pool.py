"""Handlers that run in processes of their own, as Lambda's do: one warm process for each invocation in flight.

A process that has answered waits for the next invocation, so the state of its modules survives; one that failed to
load, crashed, or ran against a limit is not used again, nor is one whose source has changed since it was started.
"""

import secrets
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from webapp.tasks.handler import Invocation, Limits, TaskError, runtime_error
from webapp.tasks.process import TIMED_OUT, HandlerProcess, ProcessFailure
from webapp.values import Json, json_text

INIT_SECONDS: Final = 30.0
MAX_PROCESSES: Final = 16
ACCOUNT: Final = "123456789012"

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Program:
    """How to start a process: its command (the socket's number is appended), folder and environment."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


class _Worker:
    """A started and loaded process with the files that it was loaded from."""

    def __init__(self, process: HandlerProcess, files: Sequence[str]) -> None:
        self.process = process
        self._files = files
        self._fingerprint = _fingerprint(files)

    def is_usable(self) -> bool:
        return self.process.is_running() and _fingerprint(self._files) == self._fingerprint


class ProcessHandler:
    """A handler whose invocations run in processes made by ``program``, asked anew for every one that is started.

    At most ``max_processes`` run at once; a further invocation waits, and its time limit counts from when it runs.
    """

    def __init__(
        self, program: Callable[[], Program], function: str, limits: Limits, max_processes: int = MAX_PROCESSES
    ) -> None:
        self._program = program
        self._function = function
        self._limits = limits
        self._slots = threading.BoundedSemaphore(max_processes)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._busy: set[HandlerProcess] = set()
        self._closed = False

    def invoke(self, payload: Json, *, timeout_seconds: float | None = None) -> Json:
        """Return what the handler returns; see :class:`webapp.tasks.handler.Handler`."""
        return self.invoke_with_log(payload, timeout_seconds=timeout_seconds).result

    def invoke_with_log(self, payload: Json, *, timeout_seconds: float | None = None) -> Invocation:
        """Invoke and tell more; see :class:`webapp.tasks.handler.Handler`."""
        own = self._limits.timeout_seconds
        seconds = own if timeout_seconds is None else min(own, timeout_seconds)
        request_id = str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
        with self._slots:
            worker = self._take()
            cold = worker is None
            if worker is None:
                worker = self._start(request_id)
            try:
                started = time.monotonic()
                answer = self._exchange(worker.process, self._request(payload, request_id, seconds), seconds)
                duration_ms = (time.monotonic() - started) * 1000
                log = worker.process.log.take()
            except TaskError as error:
                self._drop(worker.process)
                if error.error == TIMED_OUT and seconds < own:
                    raise TaskError("States.Timeout", "", error.log) from None
                raise
            self._put_back(worker, final=bool(answer.get("final")))
        return Invocation(_result(answer, log), log, duration_ms, cold)

    def close(self) -> None:
        """Kill every process; an invocation in flight fails, and later ones are refused."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            busy = list(self._busy)
        for worker in idle:
            worker.process.close()
        for process in busy:
            process.kill()

    def _take(self) -> _Worker | None:
        """Take the process that was used last: then few stay warm."""
        while True:
            with self._lock:
                if self._closed:
                    raise runtime_error("Runtime.ExitError", f"The handler {self._function} has been closed")
                if not self._idle:
                    return None
                worker = self._idle.pop()
                self._busy.add(worker.process)
            if worker.is_usable():
                worker.process.log.take()
                return worker
            self._drop(worker.process)

    def _start(self, request_id: str) -> _Worker:
        program = self._program()
        try:
            process = HandlerProcess(
                program.command,
                folder=program.folder,
                environment=program.environment,
                memory_mb=self._limits.memory_mb,
            )
        except OSError as error:
            raise runtime_error("Runtime.InvalidEntrypoint", f"Cannot start {program.command[0]}: {error}") from error
        with self._lock:
            self._busy.add(process)
            closed = self._closed
        try:
            if closed:
                raise runtime_error("Runtime.ExitError", f"The handler {self._function} has been closed")
            ready = self._exchange(process, None, INIT_SECONDS, request_id)
            if "ready" not in ready:
                raise _failure(ready, process.log.take())
        except TaskError:
            self._drop(process)
            raise
        return _Worker(process, ready["files"])

    def _exchange(
        self, process: HandlerProcess, request: Mapping[str, Any] | None, seconds: float, request_id: str = ""
    ) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = process.exchange(request, seconds)
        except ProcessFailure as failure:
            id_text = request["id"] if request else request_id
            message = f"RequestId: {id_text} Error: {failure.message}"
            raise runtime_error(failure.error, message, process.log.take()) from None
        return answer

    def _request(self, payload: Json, request_id: str, seconds: float) -> dict[str, Any]:
        return {
            "id": request_id,
            "event": payload,
            "timeout_ms": round(seconds * 1000),
            "function": self._function,
            "memory_mb": self._limits.memory_mb,
            "arn": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{self._function}",
        }

    def _put_back(self, worker: _Worker, *, final: bool) -> None:
        with self._lock:
            if not final and not self._closed:
                self._busy.discard(worker.process)
                self._idle.append(worker)
                return
        self._drop(worker.process)

    def _drop(self, process: HandlerProcess) -> None:
        with self._lock:
            self._busy.discard(process)
        process.close()


def _result(answer: Mapping[str, Any], log: str) -> Json:
    if "error" in answer:
        raise _failure(answer, log)
    result: Json = answer["result"]
    return result


def _failure(answer: Mapping[str, Any], log: str) -> TaskError:
    error = answer["error"]
    return TaskError(str(error.get("errorType") or "Lambda.Unknown"), json_text(error), log)


def _fingerprint(files: Sequence[str]) -> Fingerprint:
    return tuple((file, status.st_mtime_ns, status.st_size) for file in files if (status := _status(file)))


def _status(file: str) -> Any:
    try:
        return Path(file).stat()
    except OSError:
        return None

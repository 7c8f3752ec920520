"""Evaluates expressions that could run away in processes of their own, so that only those suffer.

A process is started when there is something for it to do, serves one expression after the other (about 60 µs each, its
compiled expressions stay), and is killed with the expression that passes a limit; the next is made ready at once. How
it ended tells which limit: the kernel's timer, an allocation that failed, or the stack.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

import webapp.executions.evaluator_worker as program
from webapp.executions.evaluator_worker import Answer, Request
from webapp.expressions import JsonataError, UnsupportedJsonataResult
from webapp.expressions.jsonata_limits import memory_exceeded, stack_overflow, timeout
from webapp.expressions.jsonata_numbers import with_doubles
from webapp.values import ABSENT, Absent, Json

MOST_PROCESSES: Final = 4

_LIMIT_OF: Final = {
    signal.SIGALRM: timeout,
    signal.SIGABRT: memory_exceeded,
    signal.SIGKILL: memory_exceeded,  # by the system, when it has no memory left
    signal.SIGSEGV: stack_overflow,
    signal.SIGBUS: stack_overflow,
}


class EvaluatorFailed(RuntimeError):
    """The process that evaluates did not start, or ended by a fault of its own."""


class ProcessEvaluator:
    """An :class:`webapp.expressions.Evaluator`, to be used by any number of threads; :meth:`close` ends it."""

    def __init__(self, most_processes: int = MOST_PROCESSES) -> None:
        self._most = most_processes
        self._idle: list[_Process] = []
        self._started = 0
        self._changed = threading.Condition()
        self._is_closed = False

    def evaluate(self, text: str, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return the value; raise :class:`JsonataError` or :class:`UnsupportedJsonataResult`."""
        request = _encoded(Request(text, dict(variables), seed, time_ms))
        process = self._taken()
        try:
            answer = process.exchange(request)
        except BaseException:
            self._replace(process)
            raise
        self._give_back(process)
        return _value_of(msgspec.msgpack.decode(answer, type=Answer))

    def close(self) -> None:
        """End the processes that have nothing to do; those that work end with their expression."""
        with self._changed:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for process in idle:
            process.kill()

    def _taken(self) -> "_Process":
        with self._changed:
            while not self._idle and self._started >= self._most:
                self._changed.wait()
            if self._idle:
                return self._idle.pop()
            self._started += 1
        try:
            return _Process()
        except BaseException:
            with self._changed:
                self._started -= 1
                self._changed.notify()
            raise

    def _give_back(self, process: "_Process") -> None:
        with self._changed:
            if not self._is_closed:
                self._idle.append(process)
                self._changed.notify()
                return
        process.kill()

    def _replace(self, process: "_Process") -> None:
        """Put a new process in the place of one that ended; it gets ready while others work."""
        process.kill()
        with contextlib.suppress(OSError):
            self._give_back(_Process())
            return
        with self._changed:
            self._started -= 1
            self._changed.notify()


class _Process:
    """One running worker, used by one thread at a time."""

    def __init__(self) -> None:
        source = Path(program.__file__)
        root = str(source.parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(source)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._received = bytearray()
        self._is_ready = False

    def exchange(self, request: bytes) -> bytes:
        """Return the answer to ``request``; raise the error of the limit that was passed, if the process ended."""
        if not self._is_ready:
            if os.read(self._stdout.fileno(), len(program.READY)) != program.READY:
                raise EvaluatorFailed("the process that evaluates JSONata did not start")
            self._is_ready = True
        try:
            program.write_frame(self._stdin.fileno(), request)
            answer = program.read_frame(self._stdout.fileno(), self._received)
        except BrokenPipeError:
            answer = None
        if answer is None:
            raise _error_of_end(self._process.wait())
        return answer

    def kill(self) -> None:
        """End the process, if it has not ended."""
        self._process.kill()
        self._process.wait()
        self._stdin.close()
        self._stdout.close()


def _error_of_end(status: int) -> Exception:
    for number, limit in _LIMIT_OF.items():
        if status == -number:
            return limit()
    return EvaluatorFailed(f"the process that evaluates JSONata ended with status {status}")


def _encoded(request: Request) -> bytes:
    try:
        return msgspec.msgpack.encode(request)
    except OverflowError:
        request.variables = {name: with_doubles(value) for name, value in request.variables.items()}
        return msgspec.msgpack.encode(request)


def _value_of(answer: Answer) -> Json | Absent:
    match answer.kind:
        case "value":
            value: Json = answer.value
            return value
        case "nothing":
            return ABSENT
        case "unsupported":
            raise UnsupportedJsonataResult
        case _:
            raise JsonataError(answer.code, answer.text)

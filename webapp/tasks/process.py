"""One handler process: its start, the exchange of messages with it, its limits and its end.

Messages are JSON, one a line, over a socket pair, so that whatever the handler prints cannot disturb them. What it
prints goes to one pipe. The thread that waits for the answer reads both, and watches time and memory meanwhile; no
other thread is needed, because a process serves one invocation at a time and what it prints between two can wait.

The process leads its own group, and the whole group is killed. It kills itself when the socket closes, so that nothing
is left running after the server was killed.
"""

import json
import math
import os
import resource
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from webapp.tasks.log import Log

MAX_MESSAGE_BYTES: Final = 8 * 2**20
WATCH_SECONDS: Final = 0.1
CHUNK_BYTES: Final = 1 << 16
MEGABYTE: Final = 2**20
CPU_SLACK_SECONDS: Final = 5


TIMED_OUT: Final = "Sandbox.Timedout"


class ProcessFailure(Exception):
    """The process gave no answer: ``error`` is Lambda's name for it. It has been killed, if it had not ended before."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.error = error
        self.message = message


class HandlerProcess:
    """A running program that answers messages. Used by one thread at a time; :meth:`kill` is safe from any."""

    def __init__(self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str], memory_mb: int) -> None:
        self._memory_mb = memory_mb
        self._lock = threading.Lock()
        self._received = bytearray()
        self.log = Log()
        self._socket, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno())],
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        except OSError:
            self._socket.close()
            raise
        finally:
            theirs.close()
        assert self._process.stdout is not None
        self._output = self._process.stdout.fileno()
        os.set_blocking(self._output, False)
        self._socket.setblocking(False)

    def exchange(self, message: Mapping[str, Any] | None, seconds: float) -> Any:
        """Send ``message``, if any, and return the next one from the process; raise :class:`ProcessFailure`."""
        outgoing = memoryview(b"" if message is None else json.dumps(message).encode() + b"\n")
        ends = time.monotonic() + seconds
        limit_cpu(self._process.pid, seconds)
        try:
            while (line := self._take_line()) is None:
                left = ends - time.monotonic()
                if left <= 0:
                    raise ProcessFailure(TIMED_OUT, f"Task timed out after {seconds:.2f} seconds")
                outgoing = self._transfer(outgoing, min(left, WATCH_SECONDS))
                self._check_memory()
            self._read_output()
            return _parse(line)
        except ProcessFailure:
            self._read_output()
            self.kill()
            raise
        except (ValueError, RecursionError) as error:
            self.kill()
            raise ProcessFailure("Runtime.InvalidResponse", f"the answer cannot be read: {error}") from None

    def is_running(self) -> bool:
        """Return whether the process still lives."""
        with self._lock:
            return self._process.poll() is None

    def kill(self) -> None:
        """End the process and all that it started in its group."""
        with self._lock:
            if self._process.returncode is None:
                _kill_group(self._process.pid)
                self._process.wait()

    def close(self) -> None:
        """Kill the process and give its descriptors back; not while another thread waits in :meth:`exchange`."""
        self.kill()
        self._socket.close()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _transfer(self, outgoing: memoryview, seconds: float) -> memoryview:
        """Wait up to ``seconds`` and move what can be moved; return what is still to be sent."""
        poll = select.poll()
        poll.register(self._socket, select.POLLIN | (select.POLLOUT if outgoing else 0))
        if not self.log.ended:
            poll.register(self._output, select.POLLIN)
        ready = dict(poll.poll(seconds * 1000))
        if self._output in ready:
            self._read_output()
        events = ready.get(self._socket.fileno(), 0)
        if events & ~select.POLLOUT:
            self._receive()
        if events & select.POLLOUT and outgoing:
            try:
                return outgoing[self._socket.send(outgoing[:CHUNK_BYTES]) :]
            except (BrokenPipeError, ConnectionResetError):
                raise self._ended() from None
        return outgoing

    def _receive(self) -> None:
        try:
            chunk = self._socket.recv(CHUNK_BYTES)
        except BlockingIOError:
            return
        except ConnectionResetError:
            chunk = b""
        if not chunk:
            raise self._ended()
        self._received += chunk
        if len(self._received) > MAX_MESSAGE_BYTES:
            raise ProcessFailure("Function.ResponseSizeTooLarge", "the runtime's answer is larger than any may be")

    def _take_line(self) -> bytes | None:
        if b"\n" not in self._received[-CHUNK_BYTES:]:
            return None
        line, _, rest = self._received.partition(b"\n")
        self._received = rest
        return bytes(line)

    def _read_output(self) -> None:
        while not self.log.ended:
            try:
                self.log.add(os.read(self._output, CHUNK_BYTES))
            except BlockingIOError:
                return

    def _check_memory(self) -> None:
        used = resident_mb(self._process.pid)
        if used is not None and used > self._memory_mb:
            raise _out_of_memory(self._memory_mb)

    def _ended(self) -> ProcessFailure:
        """Say how the process ended; one that only closed its socket is killed."""
        try:
            status = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            return ProcessFailure("Runtime.ExitError", "Runtime closed its connection")
        self._read_output()
        if status < 0 and self.log.ends_out_of_memory():
            return _out_of_memory(self._memory_mb)
        if status < 0:
            name = signal.Signals(-status).name.removeprefix("SIG").lower()
            name = {"kill": "killed", "abrt": "aborted"}.get(name, name)
            return ProcessFailure("Runtime.ExitError", f"Runtime exited with error: signal: {name}")
        if status:
            return ProcessFailure("Runtime.ExitError", f"Runtime exited with error: exit status {status}")
        return ProcessFailure("Runtime.ExitError", "Runtime exited without providing a reason")


def _parse(line: bytes) -> Any:
    """Return the message with lone surrogates, which no UTF-8 text can hold, replaced."""
    message = json.loads(line)
    if b"\\ud" not in line:
        return message
    text = json.dumps(message, ensure_ascii=False)
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def resident_mb(pid: int) -> float | None:
    """Return the memory that a process holds; ``None`` where the system does not say (macOS: no ``/proc``)."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            pages = int(file.read().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def limit_cpu(pid: int, seconds: float) -> None:
    """Let a process use no more CPU from now on than ``seconds`` allow on every core, and some.

    This is for one that nobody watches any more, because the server was killed; only Linux can do it.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            user, system = file.read().rpartition(b")")[2].split()[11:13]
        used = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        _, hard = resource.prlimit(pid, resource.RLIMIT_CPU)
        limit = math.ceil(used + seconds * (os.cpu_count() or 1) + CPU_SLACK_SECONDS)
        resource.prlimit(pid, resource.RLIMIT_CPU, (limit, hard))
    except (AttributeError, OSError, ValueError):
        return


def _out_of_memory(memory_mb: int) -> ProcessFailure:
    return ProcessFailure(
        "Runtime.OutOfMemory", f"Runtime exited with error: signal: killed (memory limit of {memory_mb} MB exceeded)"
    )


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # The group is not there yet for an instant after the start, and macOS forbids to kill a group of zombies.
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return

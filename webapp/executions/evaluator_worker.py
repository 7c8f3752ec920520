"""The program of a process that evaluates expressions which could run away: run by its path, see ``evaluator``.

It reads requests from its standard input and answers each on its standard output, until the input ends, as it does when
the server ends, however that comes. Time is bounded by a timer of the kernel, which ends the process even inside a
library that lets nothing else run, and memory by the size of the address space: beyond it the library aborts. So the
server learns from how the process ended what the expression did, and nothing is left running after it.
"""

import os
import resource
import signal
import struct
from pathlib import Path
from typing import Any, Final

import msgspec

from webapp.expressions.errors import JsonataError, UnsupportedJsonataResult
from webapp.expressions.jsonata_library import load_jsonata
from webapp.expressions.jsonata_limits import MOST_BYTES, MOST_MILLISECONDS, memory_exceeded, stack_overflow
from webapp.values import ABSENT, MAX_DEPTH, is_deeper

LENGTH: Final = struct.Struct("<I")
READY: Final = b"\n"
_SLACK_SECONDS: Final = 0.1
_CHUNK_BYTES: Final = 1 << 16


class Request(msgspec.Struct, array_like=True):
    """What to evaluate; see :class:`webapp.expressions.Evaluator`."""

    text: str
    variables: dict[str, Any]
    seed: int
    time_ms: int


class Answer(msgspec.Struct, array_like=True):
    """What came of it. ``kind``: ``value``, ``nothing``, ``error`` with its code and text, or ``unsupported``."""

    kind: str
    value: Any = None
    code: str = ""
    text: str = ""


def main() -> None:
    """Answer requests until there are no more."""
    _limit_memory()
    answers = _own_output()
    os.write(answers, READY)
    decoder, encoder = msgspec.msgpack.Decoder(Request), msgspec.msgpack.Encoder()
    received = bytearray()
    while (request := read_frame(0, received)) is not None:
        signal.setitimer(signal.ITIMER_REAL, MOST_MILLISECONDS / 1000 + _SLACK_SECONDS)
        answer = _encoded(decoder.decode(request), encoder)
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answers, answer)


def _encoded(request: Request, encoder: msgspec.msgpack.Encoder) -> bytes:
    try:
        return encoder.encode(_answered(request))
    except MemoryError:
        return encoder.encode(_refused(memory_exceeded()))
    except RecursionError:
        return encoder.encode(_refused(stack_overflow()))


def _answered(request: Request) -> Answer:
    try:
        value = load_jsonata(request.text).evaluate(request.variables, request.seed, request.time_ms)
    except JsonataError as error:
        return _refused(error)
    except UnsupportedJsonataResult:
        return Answer("unsupported")
    if value is ABSENT:
        return Answer("nothing")
    return _refused(stack_overflow()) if is_deeper(value, MAX_DEPTH) else Answer("value", value)


def _refused(error: JsonataError) -> Answer:
    return Answer("error", None, error.code, error.message.removeprefix(f"{error.code}: "))


def _own_output() -> int:
    """Return where answers go, which is no longer where a library would print something."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _limit_memory() -> None:
    """Bound the address space, where the system can; a memory that is exceeded ends the process without a dump."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return  # macOS does not hold a process to a size
    most = pages * resource.getpagesize() + MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def read_frame(descriptor: int, received: bytearray) -> bytes | None:
    """Return the next message, or ``None`` where there is none; what came beyond it stays in ``received``."""
    while len(received) < LENGTH.size or len(received) < LENGTH.size + LENGTH.unpack_from(received)[0]:
        chunk = os.read(descriptor, _CHUNK_BYTES)
        if not chunk:
            return None
        received += chunk
    end = LENGTH.size + LENGTH.unpack_from(received)[0]
    message = bytes(received[LENGTH.size : end])
    del received[:end]
    return message


def write_frame(descriptor: int, message: bytes) -> None:
    """Write ``message`` whole."""
    left = memoryview(LENGTH.pack(len(message)) + message)
    while left:
        left = left[os.write(descriptor, left) :]


if __name__ == "__main__":
    main()

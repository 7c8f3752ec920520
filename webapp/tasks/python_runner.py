"""Runs one Lambda function written in Python: loads it, then answers one request after another.

Started by the pool as a program of its own, with nothing but the standard library (Python 3.8 and later). Requests and
answers are JSON, one a line, on the socket whose number is the last argument. Names and shapes of errors are those of
Lambda's own runtime.
"""

from __future__ import annotations

import decimal
import importlib
import json
import logging
import os
import resource
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any

MAX_RESPONSE_BYTES = 6291556
# Address space is always larger than what is resident; the limit catches what grows faster than it can be watched.
ADDRESS_SPACE_FACTOR = 2
ADDRESS_SPACE_EXTRA = 512 * 2**20


class RuntimeFailure(Exception):
    """A failure that has a name of its own in Lambda."""

    def __init__(self, error_type: str, message: str, trace: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


class Context:
    """What a handler is given beside the event."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self.aws_request_id = request["id"]
        self.function_name = request["function"]
        self.function_version = "$LATEST"
        self.memory_limit_in_mb = request["memory_mb"]
        self.invoked_function_arn = request["arn"]
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.client_context = None
        self.identity = None
        self._ends = time.monotonic() + request["timeout_ms"] / 1000

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds until the process is killed."""
        return max(int((self._ends - time.monotonic()) * 1000), 0)

    def log(self, message: object) -> None:
        """Print ``message``."""
        sys.stdout.write(str(message))


def main() -> int:
    """Load the handler and serve it until the socket closes; return the exit status."""
    folder, module_name, function_name, memory_mb, socket_number = sys.argv[1:]
    del sys.argv[1:]
    _limit(int(memory_mb))
    channel = socket.socket(fileno=int(socket_number))
    channel.set_inheritable(False)
    _set_up_logging()
    sys.path[:0] = [folder, os.path.join(folder, "vendored")]
    try:
        handler = _load(module_name, function_name)
    except Exception as error:
        _send(channel, json.dumps({"error": _describe(error, ""), "final": True}))
        return 1
    threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
    _send(channel, json.dumps({"ready": True, "files": _loaded_files(folder)}))
    for line in channel.makefile("rb"):
        _send(channel, _answer(handler, json.loads(line)))
    return 0


def _end_with(channel: socket.socket) -> None:
    """Wait until the other side of the socket is closed: the server is gone. End then, with all that was started."""
    poll = select.poll()
    poll.register(channel, 0)
    poll.poll()
    os.killpg(0, signal.SIGKILL)


def _limit(memory_mb: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = memory_mb * 2**20 * ADDRESS_SPACE_FACTOR + ADDRESS_SPACE_EXTRA
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ValueError, OSError):
        return  # macOS refuses it


def _set_up_logging() -> None:
    handler = logging.StreamHandler(sys.stdout)
    formatter = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)


def _load(module_name: str, function_name: str) -> Callable[[Any, Context], Any]:
    shown = module_name.replace(".", "/")
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        message = f"Unable to import module '{shown}': {error}"
        raise RuntimeFailure("Runtime.ImportModuleError", message) from error
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        message = f"Syntax error in module '{shown}': {error}"
        raise RuntimeFailure("Runtime.UserCodeSyntaxError", message, [place]) from error
    handler: Callable[[Any, Context], Any] | None = getattr(module, function_name, None)
    if handler is None:
        message = f"Handler '{function_name}' missing on module '{shown}'"
        raise RuntimeFailure("Runtime.HandlerNotFound", message)
    return handler


def _loaded_files(folder: str) -> list[str]:
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    inside = folder + os.sep
    return sorted({file for file in files if file and file.startswith(inside) and "site-packages" not in file})


def _answer(handler: Callable[[Any, Context], Any], request: Mapping[str, Any]) -> str:
    """Return the JSON text of the answer."""
    try:
        return '{"result":' + _result_text(handler(request["event"], Context(request))) + "}"
    except Exception as error:
        return json.dumps({"error": _describe(error, request["id"])})
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _result_text(result: Any) -> str:
    if hasattr(result, "__await__"):
        if hasattr(result, "close"):
            result.close()
        message = "async functions are no handlers in Lambda's Python runtime: use def, and asyncio.run in it"
        raise RuntimeFailure("Runtime.MarshalError", f"Unable to marshal response: {message}")
    try:
        text = json.dumps(result, default=_decimal, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise RuntimeFailure("Runtime.MarshalError", f"Unable to marshal response: {error}") from error
    if len(text) > MAX_RESPONSE_BYTES:
        message = (
            f"Response payload size ({len(text)} bytes) exceeded maximum allowed payload size "
            f"({MAX_RESPONSE_BYTES} bytes)."
        )
        raise RuntimeFailure("Function.ResponseSizeTooLarge", message)
    return text


def _decimal(value: object) -> float:
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _describe(error: BaseException, request_id: str) -> dict[str, Any]:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_users(frame.filename)]
    trace = traceback.format_list(frames)
    error_type, message = type(error).__name__, str(error)
    if isinstance(error, RuntimeFailure):
        error_type, trace = error.error_type, error.trace
    elif isinstance(error, MemoryError):
        error_type, message = "Runtime.OutOfMemory", message or "the handler asked for more memory than its limit"
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def _is_users(filename: str) -> bool:
    return filename != __file__ and not filename.startswith("<frozen importlib")


def _send(channel: socket.socket, text: str) -> None:
    channel.sendall(text.encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())

"""The functions of folders as running handlers, shared by all executions of a server.

A handler's processes stay warm between invocations, as on AWS; when a folder's functions have not been used for a
while they are ended, so that looking at many executions leaves nothing running.
"""

import threading
import time
from collections.abc import Hashable
from pathlib import Path
from typing import Final

from webapp.formats import FunctionDefinition
from webapp.tasks import Handler, TaskError, code_folder, handler_for
from webapp.values import Json

IDLE_SECONDS: Final = 60.0


class Functions:
    """The functions of one folder; each is started when first invoked. Safe for several threads."""

    def __init__(self, folder: Path, idle_seconds: float = IDLE_SECONDS) -> None:
        """Bind nothing yet."""
        self._folder = folder
        self._idle_seconds = idle_seconds
        self._handlers: dict[Hashable, Handler] = {}
        self._guard = threading.Lock()
        self._running = 0
        self._last_used = 0.0
        self._timer: threading.Timer | None = None

    def check(self, function: FunctionDefinition) -> None:
        """Raise ``TaskError`` where ``function`` is none that can run here."""
        with self._guard:
            self._handler(function)

    def invoke(self, function: FunctionDefinition, payload: Json, timeout_seconds: float | None) -> Json:
        """Return what ``function`` answers; raise ``TaskError``."""
        with self._guard:
            handler = self._handler(function)
            self._running += 1
        try:
            return handler.invoke(payload, timeout_seconds=timeout_seconds)
        finally:
            with self._guard:
                self._running -= 1
                self._last_used = time.monotonic()
                self._watch()

    def close(self) -> None:
        """End all processes; those in the middle of an invocation too."""
        with self._guard:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            handlers = list(self._handlers.values())
            self._handlers.clear()
        for handler in handlers:
            handler.close()

    def _handler(self, function: FunctionDefinition) -> Handler:
        found = self._handlers.get(function)
        if found is None:
            folder = code_folder(self._folder, function.folder)
            if folder is None:
                message = f"its code in {function.folder} lies outside {self._folder}"
                raise TaskError("Runtime.InvalidEntrypoint", message)
            found = handler_for(folder, function.handler, function.runtime, {}, function=function.deployed_name)
            self._handlers[function] = found
        return found

    def _watch(self) -> None:
        """Look again when the functions may have been idle for long enough; the guard is held."""
        if self._timer is None and not self._running and self._handlers:
            left = self._last_used + self._idle_seconds - time.monotonic()
            self._timer = threading.Timer(max(left, 0.0), self._end_if_idle)
            self._timer.daemon = True
            self._timer.start()

    def _end_if_idle(self) -> None:
        idle: list[Handler] = []
        with self._guard:
            self._timer = None
            if not self._running and time.monotonic() >= self._last_used + self._idle_seconds:
                idle = list(self._handlers.values())
                self._handlers.clear()
            self._watch()
        for handler in idle:
            handler.close()


class FunctionsOfFolders:
    """The functions of every folder whose code runs."""

    def __init__(self) -> None:
        """Know no folder yet."""
        self._folders: dict[str, Functions] = {}
        self._guard = threading.Lock()

    def of(self, folder: str) -> Functions:
        """Return the functions of ``folder``, always the same."""
        with self._guard:
            return self._folders.setdefault(folder, Functions(Path(folder)))

    def close(self) -> None:
        """End all processes."""
        with self._guard:
            folders = list(self._folders.values())
        for functions in folders:
            functions.close()

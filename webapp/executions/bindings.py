"""What answers each Task of an opened definition: its mock first, then the function that its Resource means.

A function is bound by its definition in the opened file (``functions:`` of a ``serverless.yml``); its code lies in the
folder of that file and runs only by consent.
"""

import threading
from collections.abc import Mapping
from pathlib import Path

from webapp.asl import Machine, TaskState, walk
from webapp.engine import PendingTask
from webapp.executions.answers import Answer, Given, Invoke, Thrown, Unanswered
from webapp.executions.typed_mocks import book_of
from webapp.formats import FunctionDefinition, Host, bind_task
from webapp.messages.protocol import Mock
from webapp.tasks import Handler, MockBook, MockReturn, MockThrow, TaskError, handler_for, wrap_lambda_result
from webapp.values import Json

LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke"


class Functions:
    """The functions of a folder as running handlers; each is started when first needed. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        """Bind nothing yet."""
        self._folder = folder
        self._handlers: dict[str, Handler] = {}
        self._guard = threading.Lock()

    def handler(self, function: FunctionDefinition) -> Handler:
        """Return the handler of ``function``; the same one each time, so that warm processes stay warm."""
        with self._guard:
            found = self._handlers.get(function.name)
            if found is None:
                found = handler_for(
                    self._folder, function.handler, function.runtime, {}, function=function.deployed_name
                )
                self._handlers[function.name] = found
            return found

    def close(self) -> None:
        """End all handlers' processes."""
        with self._guard:
            for handler in self._handlers.values():
                handler.close()
            self._handlers.clear()


class Bindings:
    """The answers of one execution."""

    def __init__(
        self,
        machine: Machine,
        host: Host,
        mocks: MockBook,
        functions: Functions | None,
        *,
        why_no_code: str = "",
    ) -> None:
        """``functions`` is ``None`` where code may not run, and then ``why_no_code`` says why."""
        self._states: Mapping[str, TaskState] = {
            placed.path: placed.state for placed in walk(machine) if isinstance(placed.state, TaskState)
        }
        self._host = host
        self._mocks = mocks
        self._functions = functions
        self._why_no_code = why_no_code

    def answer(self, task: PendingTask, invocation: int) -> Answer:
        """Return what answers ``task``: a mock goes before a handler."""
        state = self._states[task.path]
        match self._mocks.answer(task.path, state.name, invocation):
            case MockReturn(value):
                return Given(value)
            case MockThrow(error, cause):
                return Thrown(error, cause)
            case None:
                return self._from_handler(state, task)

    def use(self, functions: Functions | None, why_no_code: str) -> None:
        """Let the folder's code run from now on, or no longer."""
        self._functions = functions
        self._why_no_code = why_no_code

    def mock(self, path: str, mock: Mock) -> None:
        """Have ``mock`` answer the state at ``path`` from now on."""
        self._mocks = MockBook({**self._mocks.responses, **book_of({path: mock}).responses})

    def close(self) -> None:
        """End the handlers' processes."""
        if self._functions is not None:
            self._functions.close()

    def _from_handler(self, state: TaskState, task: PendingTask) -> Answer:
        function = bind_task(state, self._host)
        if function is None:
            return Unanswered(f"No function in this file is bound to {task.resource}.")
        if self._functions is None:
            return Unanswered(f"The function {function.name} was not run: {self._why_no_code}")
        try:
            handler = self._functions.handler(function)
        except TaskError as error:
            return Unanswered(f"The function {function.name} cannot run here: {error.cause}")
        return Invoke(lambda: _invoke(handler, task))


def _invoke(handler: Handler, task: PendingTask) -> Json:
    if task.resource.startswith(LAMBDA_INVOKE):
        parameters = task.parameters if isinstance(task.parameters, dict) else {}
        return wrap_lambda_result(handler.invoke(parameters.get("Payload", {}), timeout_seconds=task.timeout_seconds))
    return handler.invoke(task.parameters, timeout_seconds=task.timeout_seconds)

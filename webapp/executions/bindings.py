"""What answers each Task of an opened definition: its mock first, then the function that its Resource means.

A function is bound by its definition in the opened file (``functions:`` of a ``serverless.yml``); its code lies in the
folder of that file and runs only by consent.
"""

from collections.abc import Mapping
from functools import cached_property

from webapp.asl import Machine, TaskState, walk
from webapp.engine import PendingTask, WaitsFor, read_resource
from webapp.executions.answers import Answer, Invoke, Unanswered
from webapp.executions.functions import Functions
from webapp.executions.mocked import mocked
from webapp.executions.typed_mocks import book_of
from webapp.formats import FunctionDefinition, Host, bind_task
from webapp.messages.protocol import Mock
from webapp.tasks import InvocationNumber, MockBook, TaskError, wrap_lambda_result
from webapp.values import Json

LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke"

_WAITING: Mapping[WaitsFor, str] = {
    "job": "It was submitted, and nobody here knows when its job ends.",
    "token": "It waits for SendTaskSuccess or SendTaskFailure with its token.",
    "worker": "It waits for a worker to take it with GetActivityTask.",
}


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
        self._machine = machine
        self._host = host
        self._mocks = mocks
        self._functions = functions
        self._why_no_code = why_no_code

    @cached_property
    def _states(self) -> Mapping[str, TaskState]:
        """The Tasks by path; many an execution comes to none."""
        return {placed.path: placed.state for placed in walk(self._machine) if isinstance(placed.state, TaskState)}

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``: a mock goes before a handler."""
        answer = mocked(self._mocks, task, number)
        if answer is not None:
            return answer
        if task.waits_for == "invoke":
            return self._from_handler(self._states[task.path], task)
        return Unanswered(_WAITING[task.waits_for])

    def is_mocked(self, path: str) -> bool:
        """Tell whether a mock is there for the state at ``path``."""
        return self._mocks.has(path)

    def use(self, functions: Functions | None, why_no_code: str) -> None:
        """Let the folder's code run from now on, or no longer."""
        self._functions = functions
        self._why_no_code = why_no_code

    def mock(self, path: str, mock: Mock) -> None:
        """Have ``mock`` answer the state at ``path`` from now on."""
        self._mocks = self._mocks.with_responses(book_of({path: mock}).responses)

    def _from_handler(self, state: TaskState, task: PendingTask) -> Answer:
        function = bind_task(state, self._host)
        functions = self._functions
        if function is None:
            return Unanswered(_why_nobody(task))
        if functions is None:
            return Unanswered(f"The function {function.name} was not run: {self._why_no_code}")
        try:
            functions.check(function)
        except TaskError as error:
            return Unanswered(f"The function {function.name} cannot run here: {error.cause}")
        submits = task.resource.endswith(".waitForTaskToken")
        return Invoke(lambda: _invoke(functions, function, task), submits)


def _why_nobody(task: PendingTask) -> str:
    read = read_resource(task.resource)
    if read.service == "lambda":
        parameters = task.parameters if read.integration == "task" and isinstance(task.parameters, dict) else {}
        return f"No function in this file is bound to {parameters.get('FunctionName', task.resource)}."
    sent = f"Nothing here sends {read.service}:{read.action} to AWS."
    return f"{sent} {_WAITING['token']}" if read.pattern == "waitForTaskToken" else sent


def _invoke(functions: Functions, function: FunctionDefinition, task: PendingTask) -> Json:
    if task.resource.startswith(LAMBDA_INVOKE):
        parameters = task.parameters if isinstance(task.parameters, dict) else {}
        return wrap_lambda_result(functions.invoke(function, parameters.get("Payload", {}), task.timeout_seconds))
    return functions.invoke(function, task.parameters, task.timeout_seconds)

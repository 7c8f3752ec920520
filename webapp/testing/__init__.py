"""Runs state machines inside a Python test: no server, no store, no waiting.

:func:`run` takes a definition and an input and returns how the execution ended, its history, and the path that it
took. On the virtual clock, with mocks, it depends on its arguments alone: the same call gives the same events.
"""

from webapp.suites import Flow
from webapp.tasks import MockProblem
from webapp.testing.answers import TaskFailed, UnansweredTask, after
from webapp.testing.definition import DefinitionError
from webapp.testing.execution import InputError, run
from webapp.testing.history import History
from webapp.testing.result import Result
from webapp.testing.workflows import Workflows

__all__ = [
    "DefinitionError",
    "Flow",
    "History",
    "InputError",
    "MockProblem",
    "Result",
    "TaskFailed",
    "UnansweredTask",
    "Workflows",
    "after",
    "run",
]

"""Use cases of executions: start, step, follow, share; and the drivers around the engine.

The engine decides, the debugger says when to stop; here is who sends the next command, and who keeps what came of it.
"""

from webapp.engine import CommandRefused
from webapp.executions.answers import Answer, Answers, Given, Thrown, Unanswered
from webapp.executions.bindings import Bindings
from webapp.executions.callbacks import ActivityTask, CallbackRefused, Callbacks
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.evaluator import ProcessEvaluator
from webapp.executions.functions import Functions
from webapp.executions.identity import (
    ACCOUNT,
    REGION,
    ROLE,
    Identity,
    check_input,
    check_name,
    clean_name,
    execution_uuid,
    new_execution_id,
    start_command,
)
from webapp.executions.launch import Launch
from webapp.executions.live_runs import ExecutionNotFound
from webapp.executions.local import LocalResult, drive, run_locally
from webapp.executions.mock_cases import mock_cases_of
from webapp.executions.mocked import answer_from, mocked
from webapp.executions.nested import Launcher, StartRefused
from webapp.executions.preparation import CannotRun, Prepared, find_machine, parse_input, prepare
from webapp.executions.record import Record
from webapp.executions.run import Run
from webapp.executions.service import Executions
from webapp.executions.shares import ShareNotFound, ShareRevoked, Shares
from webapp.executions.task_results import task_results
from webapp.executions.turn import wait_for_turn

__all__ = [
    "ACCOUNT",
    "REGION",
    "ROLE",
    "ActivityTask",
    "Answer",
    "Answers",
    "Bindings",
    "CallbackRefused",
    "Callbacks",
    "CannotRun",
    "CommandRefused",
    "ExecutionNotFound",
    "Executions",
    "Functions",
    "Given",
    "Identity",
    "Launch",
    "Launcher",
    "LocalResult",
    "Prepared",
    "ProcessEvaluator",
    "RealClock",
    "Record",
    "Run",
    "ShareNotFound",
    "ShareRevoked",
    "Shares",
    "StartRefused",
    "Thrown",
    "Unanswered",
    "VirtualClock",
    "answer_from",
    "check_input",
    "check_name",
    "clean_name",
    "drive",
    "execution_uuid",
    "find_machine",
    "mock_cases_of",
    "mocked",
    "new_execution_id",
    "parse_input",
    "prepare",
    "run_locally",
    "start_command",
    "task_results",
    "wait_for_turn",
]

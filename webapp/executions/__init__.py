"""Use cases of executions: start, step, follow, share; and the drivers around the engine.

The engine decides, the debugger says when to stop; here is who sends the next command, and who keeps what came of it.
"""

from webapp.engine import CommandRefused
from webapp.executions.live_runs import ExecutionNotFound
from webapp.executions.local import LocalResult, run_locally
from webapp.executions.preparation import CannotRun, Prepared, find_machine, parse_input, prepare
from webapp.executions.run import Run
from webapp.executions.service import Executions
from webapp.executions.shares import ShareNotFound, ShareRevoked, Shares
from webapp.executions.turn import wait_for_turn
from webapp.executions.views import event_view

__all__ = [
    "CannotRun",
    "CommandRefused",
    "ExecutionNotFound",
    "Executions",
    "LocalResult",
    "Prepared",
    "Run",
    "ShareNotFound",
    "ShareRevoked",
    "Shares",
    "event_view",
    "find_machine",
    "parse_input",
    "prepare",
    "run_locally",
    "wait_for_turn",
]

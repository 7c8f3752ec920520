"""The interpreter, sans I/O: ``decide`` says what follows from a command, ``evolve`` folds events into a snapshot.

It never runs a task, reads a clock or draws a random number: all that comes in commands, and is kept in events.
"""

from webapp.engine.commands import (
    Advance,
    AnswerCommand,
    Command,
    CompleteTask,
    EditValue,
    FailTask,
    FireTimer,
    HeartbeatTask,
    RefuseTask,
    Start,
    StartActivity,
    Stop,
    SubmitTask,
    TimeOut,
)
from webapp.engine.context import context_object
from webapp.engine.errors import CommandRefused
from webapp.engine.events import (
    AnyEvent,
    BranchStarted,
    ExecutionFailed,
    MapIterationStarted,
    MapStateStarted,
    ParallelStateStarted,
    Quotas,
    RetryScheduled,
    Source,
    StateEntered,
    StateExited,
    StateFailed,
    TaskScheduled,
    TaskSucceeded,
)
from webapp.engine.folding import evolve, fold
from webapp.engine.history import HistoryEvent, aws_type, execution_history
from webapp.engine.interpreter import Decided, carry_out, decide
from webapp.engine.pending import PendingTask, PendingTimer, WaitsFor, find_task, is_ready, pending_work, ready_threads
from webapp.engine.quotas import MOST_BYTES
from webapp.engine.resources import Resource, read_resource
from webapp.engine.retry import matching_retrier
from webapp.engine.snapshot import (
    EMPTY,
    ROOT,
    AwaitingTask,
    Ended,
    Entered,
    Finishing,
    Running,
    Snapshot,
    Status,
    Thread,
)
from webapp.engine.stages import Stage, stages_after, stages_before, stages_of_items
from webapp.engine.standing import standing_in, with_failure, with_result
from webapp.engine.stride import advance_all
from webapp.engine.support import unsupported
from webapp.engine.timestamps import format_timestamp

__all__ = [
    "EMPTY",
    "MOST_BYTES",
    "ROOT",
    "Advance",
    "AnswerCommand",
    "AnyEvent",
    "AwaitingTask",
    "BranchStarted",
    "Command",
    "CommandRefused",
    "CompleteTask",
    "Decided",
    "EditValue",
    "Ended",
    "Entered",
    "ExecutionFailed",
    "FailTask",
    "Finishing",
    "FireTimer",
    "HeartbeatTask",
    "HistoryEvent",
    "MapIterationStarted",
    "MapStateStarted",
    "ParallelStateStarted",
    "PendingTask",
    "PendingTimer",
    "Quotas",
    "RefuseTask",
    "Resource",
    "RetryScheduled",
    "Running",
    "Snapshot",
    "Source",
    "Stage",
    "Start",
    "StartActivity",
    "StateEntered",
    "StateExited",
    "StateFailed",
    "Status",
    "Stop",
    "SubmitTask",
    "TaskScheduled",
    "TaskSucceeded",
    "Thread",
    "TimeOut",
    "WaitsFor",
    "advance_all",
    "aws_type",
    "carry_out",
    "context_object",
    "decide",
    "evolve",
    "execution_history",
    "find_task",
    "fold",
    "format_timestamp",
    "is_ready",
    "matching_retrier",
    "pending_work",
    "read_resource",
    "ready_threads",
    "stages_after",
    "stages_before",
    "stages_of_items",
    "standing_in",
    "unsupported",
    "with_failure",
    "with_result",
]

"""The interpreter, sans I/O: ``decide`` says what follows from a command, ``evolve`` folds events into a snapshot.

It never runs a task, reads a clock or draws a random number: all that comes in commands, and is kept in events.
"""

from webapp.engine.errors import CommandRefused
from webapp.engine.folding import evolve, fold
from webapp.engine.history import aws_type, execution_history
from webapp.engine.interpreter import decide
from webapp.engine.pending import PendingTask, PendingTimer, is_ready, pending_work, ready_threads
from webapp.engine.snapshot import EMPTY, ROOT, Snapshot, Status, Thread
from webapp.engine.stages import Stage, stages_after, stages_before
from webapp.engine.support import unsupported

__all__ = [
    "EMPTY",
    "ROOT",
    "CommandRefused",
    "PendingTask",
    "PendingTimer",
    "Snapshot",
    "Stage",
    "Status",
    "Thread",
    "aws_type",
    "decide",
    "evolve",
    "execution_history",
    "fold",
    "is_ready",
    "pending_work",
    "ready_threads",
    "stages_after",
    "stages_before",
    "unsupported",
]

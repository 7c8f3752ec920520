"""Deleting executions: a fork, or a whole history, and with each everything that was forked from it."""

from collections.abc import Sequence

from webapp.engine import CommandRefused
from webapp.executions.live_runs import Announcer, ExecutionNotFound, LiveRuns
from webapp.messages import forks as f
from webapp.store import ExecutionSummary, Store


class Deleting:
    """Takes executions out of memory and out of the store. Safe for several threads."""

    def __init__(self, store: Store, runs: LiveRuns, announcer: Announcer) -> None:
        """``announcer`` is told of what is gone."""
        self._store = store
        self._runs = runs
        self._announcer = announcer

    def delete(self, execution: str) -> f.DeletedExecutions:
        """Delete an execution and what was forked from it; the records of others stay as they are.

        Raises :class:`ExecutionNotFound`, and ``CommandRefused`` while it runs and is no fork: others may wait for it.
        """
        row = self._store.executions.get(execution)
        if row is None:
            raise ExecutionNotFound(execution)
        if row.forked_from is None and row.status == "RUNNING":
            raise CommandRefused(f"{row.name} is still running: stop it before you delete it")
        line = row.line or row.id
        gone = _with_forks(execution, self._store.executions.of_line(line))
        for id in reversed(gone):  # forks before what they left
            self._runs.forget(id)
            self._store.executions.delete(id)
        if row.document_id is not None:
            self._announcer.lines_changed(row.document_id, line, gone)
        return f.DeletedExecutions(executions=gone)


def _with_forks(execution: str, line: Sequence[ExecutionSummary]) -> list[str]:
    """Return ``execution`` and all that was forked from it; ``line`` has each after the one that it left."""
    gone = [execution]
    for each in line:
        if each.forked_from in gone:
            gone.append(each.id)
    return gone

"""Executions as pages see them: one with where its debugger stands, and a list of them."""

from collections.abc import Sequence, Set

from webapp.executions.forks import name_of
from webapp.executions.live_runs import Live
from webapp.executions.views import session_view, value_text
from webapp.messages import protocol as m
from webapp.store import ExecutionSummary
from webapp.values import parse_json


def execution_view(live: Live) -> m.ExecutionView:
    """Return an execution with where its debugger stands."""
    row = live.row
    # First the session: it may be behind the status that is read after it, but is never ahead of it.
    session = session_view(live.run)
    snapshot = live.run.record.snapshot
    succeeded = snapshot.status == "SUCCEEDED"
    return m.ExecutionView(
        id=row.id,
        name=row.name,
        document=row.document_id,
        machine_name=row.machine_name,
        status="RUNNING" if snapshot.status == "NOT_STARTED" else snapshot.status,
        clock="real" if row.clock == "real" else "virtual",
        started_ms=row.started_ms if row.forked_from is None else live.run.record.events[0].time_ms,
        stopped_ms=snapshot.time_ms if live.run.is_over else None,
        input=value_text(parse_json(row.input)),
        output=value_text(snapshot.output) if succeeded else None,
        error=snapshot.error,
        cause=snapshot.cause,
        text=row.text,
        machine=row.machine,
        session=session,
        line=row.line or row.id,
        fork_name=name_of(row),
        forked_from=row.forked_from,
        forked_at=row.forked_at,
    )


def execution_rows(rows: Sequence[ExecutionSummary], paused: Set[str]) -> list[m.ExecutionRow]:
    """Return a list of executions; a fork started when its line did. The debugger holds the ``paused``."""
    started = {row.id: row.started_ms for row in rows}
    return [
        m.ExecutionRow(
            id=row.id,
            name=row.name,
            machine_name=row.machine_name,
            document=row.document_id,
            status=row.status,
            started_ms=started.get(row.line or row.id, row.started_ms),
            stopped_ms=row.stopped_ms,
            head=row.head,
            line=row.line or row.id,
            fork_name=name_of(row),
            forked_from=row.forked_from,
            forked_at=row.forked_at,
            paused=row.id in paused and row.status == "RUNNING",
        )
        for row in rows
    ]

"""Deleting executions and forks: what goes with them, and what stays."""

from collections.abc import Sequence

import pytest

from tests.executions.served import Served, served
from tests.executions.test_run import TICKET
from webapp.engine import CommandRefused
from webapp.executions.live_runs import ExecutionNotFound
from webapp.messages import forks as f
from webapp.messages import protocol as m

MOCKS = {"Classify": m.Mock(result='{"status": "failure"}')}


def failed(at: Served) -> str:
    """Return an execution that has ended."""
    execution = at.start(TICKET, mocks=MOCKS, clock="virtual")
    at.end(execution)
    at.run(execution).until_kept()
    return execution


def fork(at: Served, execution: str) -> str:
    return at.executions.fork(execution, f.ForkRequest(sequence=2)).id


def kept(at: Served) -> set[str]:
    return {row.id for row in at.executions.rows(None)}


def test_a_fork_goes_with_what_left_it_and_the_rest_stays() -> None:
    with served() as at:
        main = failed(at)
        first, other = fork(at, main), fork(at, main)
        second = fork(at, first)
        assert at.executions.deleting.delete(first).executions == [first, second]
        assert kept(at) == {main, other}
        assert [row.id for row in at.executions.forks.tree(main).forks] == [main, other]
        assert at.store.events.read(first) == []
        for gone in (first, second):
            with pytest.raises(ExecutionNotFound):
                at.executions.view(gone)


def test_a_history_goes_as_a_whole() -> None:
    with served() as at:
        main, stays = failed(at), failed(at)
        fork(at, main)
        at.executions.deleting.delete(main)
        assert kept(at) == {stays}


def test_what_runs_is_stopped_before_it_can_be_deleted() -> None:
    with served() as at:
        execution = at.start(TICKET, debug=True, pause_at_start=True)
        with pytest.raises(CommandRefused, match="still running: stop it"):
            at.executions.deleting.delete(execution)
        at.executions.control(execution, m.ControlRequest(action="stop"))
        at.executions.deleting.delete(execution)
        assert kept(at) == set()


def test_pages_are_told_of_forks_that_come_and_go(monkeypatch: pytest.MonkeyPatch) -> None:
    with served() as at:
        told: list[tuple[str, str, list[str]]] = []

        def note(document: str, line: str, deleted: Sequence[str] = ()) -> None:
            told.append((document, line, [*deleted]))

        monkeypatch.setattr(at.pages, "lines_changed", note)
        main = failed(at)
        made = fork(at, main)
        at.executions.forks.rename(made, "what if")
        at.executions.deleting.delete(made)
        assert told == [("d1", main, []), ("d1", main, []), ("d1", main, [made])]


def test_what_is_not_there_is_not_deleted() -> None:
    with served() as at, pytest.raises(ExecutionNotFound):
        at.executions.deleting.delete("none")

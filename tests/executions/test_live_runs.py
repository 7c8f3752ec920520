"""The executions that are in memory."""

import json

import pytest

from tests.executions.served import served
from webapp.executions import driver
from webapp.executions.identity import Identity, new_execution_id
from webapp.executions.launch import Launch
from webapp.executions.live_runs import Live, LiveRuns
from webapp.executions.preparation import prepare

DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'


def test_an_unattended_execution_ends_by_an_error_inside_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(driver, "advance_all", broken)
    with served() as at:
        identity = Identity.of(new_execution_id(), "orders")
        prepared = prepare(DEFINITION, "orders.asl.json", None, {}, "{}")
        assert at.executions.launch(Launch(identity, prepared, DEFINITION, "{}")) is None
        snapshot = at.end(identity.id)
        assert (snapshot.status, snapshot.error) == ("ABORTED", "Statewalk.InternalError")
        assert snapshot.cause == "ZeroDivisionError: a mistake of ours"


def test_what_begins_while_others_are_resumed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    remember = LiveRuns._remember

    def resume_right_then(runs: LiveRuns, live: Live) -> None:
        remember(runs, live)
        runs.resume_all(lambda: None)

    monkeypatch.setattr(LiveRuns, "_remember", resume_right_then)
    with served() as at:
        execution = at.start(json.loads(DEFINITION), debug=True, pause_at_start=True)
        run = at.run(execution)
        at.pages.until(lambda: run.stance.paused)
        assert not run.is_over

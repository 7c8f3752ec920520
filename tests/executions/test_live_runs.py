"""The executions that are in memory."""

import pytest

from tests.executions.served import served
from webapp.executions import driver
from webapp.executions.identity import Identity, new_execution_id
from webapp.executions.launch import Launch
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

"""State machines and activities in SQL."""

from typing import Any

from sqlalchemy import Row, Select, delete, select, update
from sqlalchemy.exc import IntegrityError

from webapp.store.database import Database
from webapp.store.records import Activity, StateMachine
from webapp.store.schema import activity, payload, state_machine
from webapp.store.sql_rows import columns, fields, keep_text
from webapp.store.stores import NotFound


class SqlStateMachineStore:
    """See :class:`webapp.store.stores.StateMachineStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, machine: StateMachine) -> bool:
        """Keep a new state machine."""
        row = columns(machine)
        try:
            with self._database.writing() as connection:
                row["definition_hash"] = keep_text(self._database, connection, row.pop("definition"))
                connection.execute(state_machine.insert(), row)
        except IntegrityError:
            return False
        return True

    def get(self, arn: str) -> StateMachine | None:
        """Return a state machine."""
        with self._database.reading() as connection:
            row = connection.execute(_machines().where(state_machine.c.arn == arn)).first()
        return _machine(row) if row else None

    def list(self) -> list[StateMachine]:
        """Return all of them."""
        with self._database.reading() as connection:
            return [_machine(row) for row in connection.execute(_machines().order_by(state_machine.c.name))]

    def save(self, machine: StateMachine) -> None:
        """Replace a state machine."""
        row = columns(machine)
        with self._database.writing() as connection:
            row["definition_hash"] = keep_text(self._database, connection, row.pop("definition"))
            done = connection.execute(update(state_machine).where(state_machine.c.arn == machine.arn).values(row))
            if done.rowcount == 0:
                raise NotFound(f"no state machine {machine.arn}")

    def delete(self, arn: str) -> bool:
        """Delete a state machine."""
        with self._database.writing() as connection:
            return connection.execute(delete(state_machine).where(state_machine.c.arn == arn)).rowcount > 0


class SqlActivityStore:
    """See :class:`webapp.store.stores.ActivityStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: Activity) -> bool:
        """Keep a new activity."""
        with self._database.writing() as connection:
            return connection.execute(self._database.insert_new(activity), columns(new)).rowcount > 0

    def get(self, arn: str) -> Activity | None:
        """Return an activity."""
        with self._database.reading() as connection:
            row = connection.execute(select(activity).where(activity.c.arn == arn)).first()
        return Activity(**fields(row)) if row else None

    def list(self) -> list[Activity]:
        """Return all of them."""
        with self._database.reading() as connection:
            return [Activity(**fields(row)) for row in connection.execute(select(activity).order_by(activity.c.name))]

    def save(self, changed: Activity) -> None:
        """Replace an activity."""
        with self._database.writing() as connection:
            done = connection.execute(update(activity).where(activity.c.arn == changed.arn).values(columns(changed)))
            if done.rowcount == 0:
                raise NotFound(f"no activity {changed.arn}")

    def delete(self, arn: str) -> bool:
        """Delete an activity."""
        with self._database.writing() as connection:
            return connection.execute(delete(activity).where(activity.c.arn == arn)).rowcount > 0


def _machines() -> Select[Any]:
    return select(state_machine, payload.c.text.label("definition")).join(
        payload, payload.c.hash == state_machine.c.definition_hash
    )


def _machine(row: Row[Any]) -> StateMachine:
    found = fields(row)
    del found["definition_hash"]
    return StateMachine(**found)

"""The event log's protocol: the log is the truth, and every row of it is written once."""

from collections.abc import Sequence
from typing import Protocol, Unpack

from webapp.engine.events import AnyEvent, TaskScheduled
from webapp.store.records import ExecutionUpdate, Moment, TaskPlace


class SequenceConflict(Exception):
    """Another writer has appended: load the execution again."""

    def __init__(self, execution_id: str, expected: int, found: int) -> None:
        super().__init__(f"execution {execution_id}: expected its log to end at {expected}, found {found}")
        self.expected = expected
        self.found = found


class EventStore(Protocol):
    """The events of executions, in order and without gaps. Safe to use from several threads."""

    def append(
        self,
        execution_id: str,
        expected_sequence: int,
        events: Sequence[AnyEvent],
        moments: Sequence[Moment] = (),
        **updates: Unpack[ExecutionUpdate],
    ) -> None:
        """Append ``events`` and change the execution's own columns, all or nothing.

        ``moments`` tell when the events were recorded, as far as that differs from what is known already.

        Raises :class:`SequenceConflict` when the log does not end at ``expected_sequence``. Appending the very events
        that are already there does nothing, so whoever does not know whether a commit arrived may repeat it. Raises
        :class:`webapp.store.NotFound` for an unknown execution.
        """
        ...

    def read(self, execution_id: str, after: int = 0, limit: int | None = None) -> list[AnyEvent]:
        """Return the events after sequence ``after``, at most ``limit``."""
        ...

    def moments(self, execution_id: str) -> Sequence[Moment]:
        """Return when the events were recorded, in order; nothing of those before the first moment is known."""
        ...

    def head(self, execution_id: str) -> int:
        """Return the sequence of the last event, 0 where there is none."""
        ...

    def find_token(self, token: str) -> TaskPlace | None:
        """Return where a task's token was given out, be the task over or not."""
        ...

    def payload(self, hash: str) -> str | None:
        """Return the JSON text of a large value that an event refers to by its hash; ``None`` if there is none."""
        ...


def check_sequences(expected_sequence: int, events: Sequence[AnyEvent]) -> None:
    """Raise :class:`ValueError` unless ``events`` follow ``expected_sequence`` one by one."""
    for sequence, event in enumerate(events, expected_sequence + 1):
        if event.sequence != sequence:
            raise ValueError(f"an event has sequence {event.sequence}, expected {sequence}")


def tokens_of(events: Sequence[AnyEvent]) -> dict[str, int]:
    """Return the sequence of the event that gave out each token."""
    return {each.token: each.sequence for each in events if isinstance(each, TaskScheduled) and each.token is not None}

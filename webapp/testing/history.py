"""The history of an execution, made event by event when it is looked at."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from webapp.engine import AnyEvent, HistoryEvent, events_of, execution_history


class History(Sequence[HistoryEvent]):
    """The events of ``GetExecutionHistory``; how many there are is known without making them.

    Timestamps are seconds since the epoch, payloads JSON text, as AWS sends them.
    """

    def __init__(self, record: Sequence[AnyEvent], length: int) -> None:
        """``record`` holds our events; the ``length`` of them that AWS has bear the ids from 1 on."""
        self._record = record
        self._length = length

    def __len__(self) -> int:
        """Return the number of events."""
        return self._length

    @overload
    def __getitem__(self, index: int) -> HistoryEvent: ...
    @overload
    def __getitem__(self, index: slice) -> list[HistoryEvent]: ...
    def __getitem__(self, index: int | slice) -> HistoryEvent | list[HistoryEvent]:
        """Return an event, or a list of them."""
        if isinstance(index, slice):
            return list(execution_history(self._shown[index]))
        return next(execution_history([self._shown[index]]))

    def __iter__(self) -> Iterator[HistoryEvent]:
        """Make the events one by one."""
        return execution_history(self._shown)

    def __eq__(self, other: object) -> bool:
        """Tell whether the events are those of ``other``, a history or a list."""
        return isinstance(other, History | list) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<history of {self._length} events>"

    @cached_property
    def _shown(self) -> Sequence[AnyEvent]:
        """The events that AWS has."""
        if len(self._record) == self._length:
            return self._record
        return [event for event in events_of(self._record) if event.id]

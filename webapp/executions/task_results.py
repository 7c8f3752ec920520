"""What the Tasks of an execution have given."""

from collections.abc import Iterable, Mapping
from typing import Final

from webapp.engine import AnyEvent
from webapp.engine.events import TaskSucceeded
from webapp.values import Json

_MOST: Final = 2_000
"""So many results of one Task are looked at."""


def task_results(events: Iterable[AnyEvent]) -> Mapping[str, list[Json]]:
    """Return the results of each Task, by its path, the first ones."""
    found: dict[str, list[Json]] = {}
    for event in events:
        if isinstance(event, TaskSucceeded):
            results = found.setdefault(event.path, [])
            if len(results) < _MOST:
                results.append(event.output)
    return found

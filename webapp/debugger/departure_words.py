"""A departure in one sentence, for the banner: what the state does now, and what it did in the record."""

from typing import Final

import msgspec

from webapp.debugger.departure import Departure
from webapp.debugger.run_comparison import same_json
from webapp.engine import AnyEvent, RetryScheduled, StateEntered, StateExited, StateFailed, TaskScheduled

_ENVELOPE: Final = frozenset({"sequence", "id", "previous_id", "time_ms", "thread", "path", "name"})

_WORDS: Final = {
    ("StateExited", "output"): "its output is another",
    ("StateExited", "assigned"): "it assigns other values",
    ("TaskScheduled", "parameters"): "its task is given other parameters",
    ("TaskScheduled", "resource"): "it calls another resource",
    ("TaskScheduled", "timeout_seconds"): "its task has another time limit",
    ("TaskScheduled", "heartbeat_seconds"): "its task has another heartbeat",
    ("WaitStarted", "until_ms"): "it waits for another time",
    ("MapStateStarted", "items"): "it goes over other items",
    ("MapStateStarted", "length"): "it goes over another number of items",
    ("MapStateStarted", "max_concurrency"): "it runs another number of iterations side by side",
    ("MapIterationStarted", "input"): "its iterations are given other input",
    ("ChildExecutionStarted", "input"): "its child executions are given other input",
    ("ParallelStateStarted", "count"): "it has another number of branches",
}


def describe_departure(departure: Departure) -> str:
    """Return what is different, without the state's name: ``it goes to B instead of A``."""
    before, after = _first_pair(departure)
    if after is None:
        return "the state is not there any more" if not departure.after else "it does less than it did"
    if before is None:
        return f"it fails: {_failure(after)}" if isinstance(after, StateFailed) else "it does more than it did"
    return _of_pair(before, after)


def _first_pair(departure: Departure) -> tuple[AnyEvent | None, AnyEvent | None]:
    """Return the first events that differ; ``None`` where one side has ended."""
    for number in range(max(len(departure.before), len(departure.after))):
        before, after = (side[number] if number < len(side) else None for side in (departure.before, departure.after))
        if before is None or after is None or type(before) is not type(after) or _differing(before, after):
            return before, after
    return None, None


def _of_pair(before: AnyEvent, after: AnyEvent) -> str:
    match before, after:
        case StateEntered(), StateEntered() if before.path != after.path:
            return f"{after.name} is entered instead of {before.name}"
        case StateEntered(), StateEntered():
            return f"it is a {after.state_type} state now, and was a {before.state_type}"
        case _, StateFailed() if not isinstance(before, StateFailed):
            return f"it fails: {_failure(after)}"
        case StateFailed(), StateFailed():
            return f"it fails with {_failure(after) or 'no error'} instead of {_failure(before) or 'no error'}"
        case StateExited(), StateExited() if before.next != after.next:
            return f"it goes to {after.next or 'the end'} instead of {before.next or 'the end'}"
        case RetryScheduled(), RetryScheduled() if before.delay_ms != after.delay_ms:
            return f"it retries after {after.delay_ms / 1000:g} s instead of {before.delay_ms / 1000:g} s"
        case RetryScheduled(), _:
            return "it does not retry"
        case _, RetryScheduled():
            return "it retries"
        case StateExited(), TaskScheduled():
            return "it calls a task"
        case _ if type(before) is type(after):
            return _of_field(before, after)
        case _:
            return f"it gives {type(after).__name__} instead of {type(before).__name__}"


def _of_field(before: AnyEvent, after: AnyEvent) -> str:
    kind, field = type(before).__name__, next(iter(_differing(before, after)), "")
    return _WORDS.get((kind, field), f"{field} of its {kind} is another")


def _differing(before: AnyEvent, after: AnyEvent) -> list[str]:
    one, other = msgspec.structs.asdict(before), msgspec.structs.asdict(after)
    differ = [name for name in one if not same_json(one[name], other[name])]
    return [name for name in differ if name not in _ENVELOPE] or differ


def _failure(failed: StateFailed) -> str:
    return ": ".join(text for text in (failed.error, failed.cause) if text)

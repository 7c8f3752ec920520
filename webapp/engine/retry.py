"""Retry and Catch: which retrier or catcher takes an error, and how long a retry waits.

Each retrier counts its own attempts until the state is left. A retrier that is exhausted does not let a later one
have the error: that goes to ``Catch``.
"""

from collections.abc import Sequence

from webapp.asl.model import Catcher, Retrier
from webapp.engine.errors import is_matched


def retrier_for(retry: Sequence[Retrier], counts: Sequence[int], error: str, state_type: str) -> int | None:
    """Return the index of the retrier that tries again after ``error``; ``counts`` are the retries of each so far."""
    index = matching_retrier(retry, error, state_type)
    if index is None or retries_of(counts, index) >= retry[index].max_attempts:
        return None
    return index


def matching_retrier(retry: Sequence[Retrier], error: str, state_type: str) -> int | None:
    """Return the index of the first retrier that names ``error``, exhausted or not."""
    for index, retrier in enumerate(retry):
        if is_matched(retrier.error_equals, error, state_type):
            return index
    return None


def catcher_for(catch: Sequence[Catcher], error: str, state_type: str) -> int | None:
    """Return the index of the first catcher that takes ``error``."""
    for index, catcher in enumerate(catch):
        if is_matched(catcher.error_equals, error, state_type):
            return index
    return None


def retries_of(counts: Sequence[int], retrier: int) -> int:
    """Return how often the retrier at the index ``retrier`` has tried again."""
    return counts[retrier] if retrier < len(counts) else 0


def delay_before_retry(retrier: Retrier, attempt: int, jitter: float) -> float:
    """Return the seconds to wait before ``attempt``, which counts from 1.

    ``jitter`` is a number in [0, 1) from the command, so that replay waits the same; it counts with ``FULL`` only.
    """
    longest = float(retrier.max_delay_seconds) if retrier.max_delay_seconds is not None else _LONGEST_SECONDS
    try:
        delay = min(retrier.interval_seconds * retrier.backoff_rate ** (attempt - 1), longest)
    except OverflowError:
        delay = longest
    return delay * jitter if retrier.jitter_strategy == "FULL" else delay


_LONGEST_SECONDS = 99999999.0

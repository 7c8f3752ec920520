import pytest

from webapp.asl.model import Catcher, Retrier
from webapp.engine.retry import catcher_for, delay_before_retry, retrier_for


@pytest.mark.parametrize(
    ("retrier", "delays"),
    [
        (Retrier(("A",), interval_seconds=3, backoff_rate=2), [3, 6, 12]),
        (Retrier(("A",), interval_seconds=3, backoff_rate=2, max_delay_seconds=4), [3, 4, 4]),
        (Retrier(("A",), interval_seconds=1, backoff_rate=3, max_delay_seconds=2), [1, 2, 2]),
        (Retrier(("A",), interval_seconds=2, backoff_rate=1), [2, 2, 2]),
    ],
)
def test_delays_grow_by_the_rate_up_to_the_longest(retrier: Retrier, delays: list[int]) -> None:
    assert [delay_before_retry(retrier, attempt, 0.5) for attempt in (1, 2, 3)] == delays


def test_full_jitter_takes_a_part_of_the_delay() -> None:
    retrier = Retrier(("A",), interval_seconds=8, jitter_strategy="FULL")
    assert [delay_before_retry(retrier, 1, jitter) for jitter in (0.0, 0.25)] == [0, 2]


def test_a_delay_beyond_all_numbers_is_the_longest_there_is() -> None:
    assert delay_before_retry(Retrier(("A",), backoff_rate=1e300), 99, 0) == 99999999


def test_the_first_retrier_that_matches_decides_even_if_it_is_exhausted() -> None:
    retry = (Retrier(("A",), max_attempts=1), Retrier(("States.ALL",)))
    assert retrier_for(retry, (), "A", "Task") == 0
    assert retrier_for(retry, (1,), "A", "Task") is None
    assert retrier_for(retry, (1,), "B", "Task") == 1


def test_no_attempts_means_never() -> None:
    assert retrier_for((Retrier(("A",), max_attempts=0),), (), "A", "Task") is None


def test_the_first_catcher_that_matches_is_taken() -> None:
    catch = (Catcher(("A", "B"), "X"), Catcher(("States.ALL",), "Y"))
    assert [catcher_for(catch, error, "Task") for error in ("B", "C", "States.Runtime")] == [0, 1, None]

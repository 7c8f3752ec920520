"""How things are timed: a few times, of which the best counts; of slow ones, once."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ENOUGH_SECONDS = 2.0
MOST_RUNS = 7


@dataclass(frozen=True)
class Timing:
    """Seconds of the first run, of the processor; of the best one, on the wall and of the processor; and its events.

    A machine that others use gives a process less than all of its time, and its processor time hardly less.
    """

    first: float
    wall: float
    processor: float
    events: int


def measure(call: Callable[[], int], most_runs: int = MOST_RUNS) -> Timing:
    """Time ``call``, which returns the number of events, until that has taken long enough."""
    begun = time.perf_counter()
    walls: list[float] = []
    processors: list[float] = []
    events = 0
    while len(walls) < most_runs and (not walls or time.perf_counter() - begun < ENOUGH_SECONDS):
        wall, processor = time.perf_counter(), time.process_time()
        events = call()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Timing(processors[0], min(walls), min(processors), events)

"""Measure executions and print a table: ``python -m bench engine [WORKLOAD...]``."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.engine.floor import run_floor
from bench.engine.workloads import Workload, workloads
from webapp.testing import run

IDS = ["p1", "a2000", "a20000", "b20000", "c200", "d1000", "d10000", "e1000", "f100"]
AT_MOST_SECONDS = 3.0
AT_LEAST_RUNS, AT_MOST_RUNS = 2, 7


@dataclass(frozen=True)
class Timing:
    """The first run and the best of all, in seconds of the processor, and the number of events.

    A machine that others use gives a process less than all of its time, and its processor time hardly less.
    """

    first: float
    best: float
    events: int


def main(ids: list[str]) -> None:
    """Print the table."""
    chosen = workloads(ids or IDS)
    (loop,) = workloads(["a20000"])
    floor = measure(lambda: _floor_events(loop))
    per_state = floor.best / loop.states
    print(
        f"floor: {loop.id} with {floor.events} events in {floor.best * 1000:.1f} ms, {per_state * 1e6:.2f} µs a state"
    )
    print("| workload | states | events | first ms | best ms | µs a state | times the floor |")
    print("|---|---|---|---|---|---|---|")
    for workload in chosen:
        try:
            timing = measure(lambda: _our_events(workload))  # noqa: B023 - called at once
        except Exception as error:
            print(f"| {workload.id} | {workload.states} | {type(error).__name__}: {error} |")
            continue
        each = timing.best / workload.states
        print(
            f"| {workload.id} | {workload.states} | {timing.events} | {timing.first * 1000:.1f} |"
            f" {timing.best * 1000:.1f} | {each * 1e6:.2f} | {each / per_state:.1f} |",
            flush=True,
        )


def measure(call: Callable[[], int]) -> Timing:
    """Time ``call``, which returns the number of events, a few times."""
    begun = time.perf_counter()
    first = best = 0.0
    for number in range(AT_MOST_RUNS):
        start = time.process_time()
        events = call()
        seconds = time.process_time() - start
        if number == 0:
            first = best = seconds
        best = min(best, seconds)
        if number + 1 >= AT_LEAST_RUNS and time.perf_counter() - begun > AT_MOST_SECONDS:
            break
    return Timing(first, best, events)


def _floor_events(workload: Workload) -> int:
    output, events = run_floor(workload.definition, workload.input)
    assert output == workload.output
    return len(events)


def _our_events(workload: Workload) -> int:
    result = run(workload.definition, workload.input)
    result.assert_succeeded(workload.output)
    return len(result.events)


if __name__ == "__main__":
    main(sys.argv[1:])

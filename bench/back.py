"""Measure stepping back: ``python -m bench back [--steps N] [--profile]``.

An execution with 40,000 events or more stands at event 20,000 of its past; from there it is stepped back, again and
again, each time with all that the server does for the page: the move, where the debugger stands, both stored and made
into the message that the page gets. ``deep`` steps each time from a place that nobody has looked at before. See
docs/benchmarks.md.
"""

import argparse
import cProfile
import gc
import os
import platform
import pstats
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bench.engine.workloads import Workload, workloads
from tests.executions.served import Served, served
from webapp.app import spare_what_is_loaded
from webapp.messages import protocol as m
from webapp.store import SqlStore

AT_EVENT = 20_000
STEPS = 300
IDS = ["a20000", "d10000"]
MOST_AWAY = 4000
STRIDE = 3571
"""How far the places of `deep` lie apart."""

SLOWEST = 5


@dataclass
class Times:
    """Milliseconds of each step, on the wall and of the processor, and the collections of garbage during it."""

    walls: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    collected: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each workload and way."""
    parser = argparse.ArgumentParser(prog="python -m bench back", description="Measure stepping back.")
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=f"default: {' '.join(IDS)}")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"default: {STEPS}")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print("\n| step back near event 20,000, ms | processor: median | p95 | worst | wall: median | p95 | worst |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for workload in workloads(options.workloads or IDS):
        with recorded(workload) as (at, execution):
            for way in ("row", "deep"):
                if options.profile:
                    _profile(at, execution, way, options.steps)
                else:
                    _print(f"{workload.id}, {way}", measure(at, execution, way, options.steps))


@contextmanager
def recorded(workload: Workload) -> Iterator[tuple[Served, str]]:
    """Yield a server's executions on SQLite, and one of ``workload`` that has ended, debugged."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore.at(Path(folder) / "statewalk.db")
        spare_what_is_loaded()  # as a server does
        with served(store) as at:
            execution = at.start(workload.definition, workload.input, clock="virtual", debug=True)
            at.end(execution)
            at.run(execution).until_kept()
            yield at, execution
        store.close()


def measure(at: Served, execution: str, way: str, steps: int) -> Times:
    """Return how long each of ``steps`` took."""
    times, collections = Times(), _Collections()
    run = at.run(execution)
    middle = min(AT_EVENT, run.record.head // 2)
    away = min(MOST_AWAY, middle - 2)
    control(at, execution, "seek", middle)
    with collections:
        for step in range(steps):
            if way == "deep":
                control(at, execution, "seek", middle + step * STRIDE % (2 * away) - away)
            elif run.position.sequence < middle - away:
                control(at, execution, "seek", middle)
            collections.seconds = 0.0
            wall, processor = time.perf_counter(), time.process_time()
            control(at, execution, "step_back")
            times.processors.append((time.process_time() - processor) * 1000)
            times.walls.append((time.perf_counter() - wall) * 1000)
            times.collected.append(collections.seconds * 1000)
    return times


def control(at: Served, execution: str, action: str, sequence: int | None = None) -> None:
    """Move the debugger, and write both messages that tell of it: the reply, and the socket's."""
    request = msgspec.convert({"action": action, "sequence": sequence}, m.ControlRequest)
    msgspec.json.encode(at.executions.control(execution, request))
    msgspec.json.encode(at.executions.session_message(execution))


class _Collections:
    """How long garbage is collected for while it is entered."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since = 0.0

    def __enter__(self) -> None:
        gc.callbacks.append(self._note)

    def __exit__(self, *_error: object) -> None:
        gc.callbacks.remove(self._note)

    def _note(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._since = time.perf_counter()
        else:
            self.seconds += time.perf_counter() - self._since


def _print(name: str, times: Times) -> None:
    cells = [f"{_at(each, share):.1f}" for each in (times.processors, times.walls) for share in (0.5, 0.95, 1)]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)
    slowest = sorted(zip(times.walls, times.processors, times.collected, strict=True), reverse=True)[:SLOWEST]
    words = ", ".join(f"{wall:.0f} ({processor:.0f}, {garbage:.0f})" for wall, processor, garbage in slowest)
    print(f"  slowest, in brackets of the processor and on garbage: {words}", flush=True)


def _at(values: Sequence[float], share: float) -> float:
    """Return the value that so great a share of all is not greater than."""
    return sorted(values)[min(len(values) - 1, round(share * len(values)))]


def _profile(at: Served, execution: str, way: str, steps: int) -> None:
    profile = cProfile.Profile()
    profile.runcall(measure, at, execution, way, steps)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(35)


if __name__ == "__main__":
    main()

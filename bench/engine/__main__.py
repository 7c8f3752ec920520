"""Measure executions and print tables: ``python -m bench engine [--no-peers] [--all] [--install] [WORKLOAD...]``.

The first table is one process: the floor and ``webapp.testing.run``, in processor time. The second is on the wall, from
the start of an execution to its end. See docs/benchmarks.md.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.engine import endpoint, ours
from bench.engine.floor import run_floor
from bench.engine.peers import PEERS, NotThere, Peer, Runner, install
from bench.engine.timing import Timing, measure
from bench.engine.workloads import Workload, workloads
from tests.serving_process import serving_process

IDS = ["p1", "a2000", "a20000", "b20000", "c200", "d1000", "d10000", "e1000", "f100"]
OVER_HTTP = ["p1", "a20000", "d10000", "e1000", "f100"]
LOOP = "a20000"
HISTORY_READINGS = 3

Column = dict[str, Timing | str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench engine", description="Measure executions.")
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=f"default: {' '.join(IDS)}")
    parser.add_argument("--no-peers", action="store_true", help="only the floor and ourselves")
    parser.add_argument("--all", action="store_true", help="peers on all workloads, which takes them many minutes")
    parser.add_argument("--install", action="store_true", help="install the peers in a temporary folder first")
    options = parser.parse_args(arguments)
    if options.install:
        install()
    chosen = workloads(options.workloads or IDS)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    direct = print_direct(chosen)
    print_debugged()
    print_memory(chosen)
    columns: dict[str, Column] = {"ours, direct": direct, "ours, HTTP and SQLite": over_http(chosen)}
    if not options.no_peers:
        columns |= {peer.name: column for peer in PEERS if (column := of_peer(peer, chosen, options.all))}
    print_side_by_side(chosen, columns)


def print_direct(chosen: Sequence[Workload]) -> Column:
    """Print the floor and our own times in this process."""
    (loop,) = workloads([LOOP])
    floor = measure(lambda: _floor_events(loop))
    per_state = floor.processor / loop.states
    print(f"floor: {loop.id}, {floor.events} events in {_ms(floor.processor)} ms, {per_state * 1e6:.2f} µs a state")
    print("\n| workload | states | events | first, ms | best, ms | µs a state | times the floor |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    column: Column = {}
    for workload in chosen:
        timing = _tried(lambda: ours.run_once(workload))  # noqa: B023 - called at once
        column[workload.id] = timing
        if isinstance(timing, str):
            print(f"| {workload.id} | {workload.states} | {timing} |", flush=True)
            continue
        each = timing.processor / workload.states
        print(
            f"| {workload.id} | {workload.states} | {timing.events} | {_ms(timing.first)} | {_ms(timing.processor)} |"
            f" {each * 1e6:.2f} | {each / per_state:.1f} |",
            flush=True,
        )
    return column


def print_debugged() -> None:
    """Print what a debugger costs that is attached and never stops."""
    (loop,) = workloads([LOOP])
    plain, debugged = measure(lambda: ours.run_once(loop)), measure(lambda: ours.run_debugged(loop))
    print(
        f"\ndebugger attached, no breakpoint hit: {loop.id} in {_ms(debugged.processor)} ms, "
        f"{debugged.processor / plain.processor:.1f} times as long as without"
    )


def print_memory(chosen: Sequence[Workload]) -> None:
    """Print what the large Maps hold in memory."""
    for workload in chosen:
        if workload.id.startswith("d"):
            print(f"memory: {workload.id} with all its events {ours.memory_growth_mb(workload.id):.0f} MB more")


def over_http(chosen: Sequence[Workload]) -> Column:
    """Run our own server with SQLite; print also how long the history of the loop takes to read."""
    column: Column = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving_process(Path(folder) / "data") as server,
        endpoint.client(server.url) as client,
    ):
        for workload in chosen:
            if workload.id not in OVER_HTTP:
                continue
            executions: list[str] = []

            def once(workload: Workload = workload, executions: list[str] = executions) -> int:
                executions.append(endpoint.run_once(client, workload))
                return 0

            column[workload.id] = _tried(once)
            if workload.id == LOOP and executions:
                _print_history(client, workload, executions[0])
    return column


def _print_history(client: Any, workload: Workload, execution: str) -> None:
    """Print how long each of some readings of a history took, and how much of them this process, boto3, worked."""
    seconds, worked = [], []
    for _ in range(HISTORY_READINGS):
        start, before = time.perf_counter(), time.process_time()
        events = endpoint.read_history(client, execution)
        seconds.append(time.perf_counter() - start)
        worked.append(time.process_time() - before)
    each = ", ".join(f"{one:.2f}" for one in seconds)
    print(
        f"history of {workload.id} through boto3: {events} events in {each} s; boto3's own {min(worked):.2f} s",
        flush=True,
    )


def of_peer(peer: Peer, chosen: Sequence[Workload], on_all: bool) -> Column | None:
    """Return the times of a peer; print why there are none."""
    column: Column = {}
    try:
        with peer.open() as run:
            for workload in chosen:
                if on_all or workload.id in peer.workloads:
                    column[workload.id] = _one(run, workload)
    except NotThere as reason:
        print(f"{peer.name}: left out, {reason}", flush=True)
        return None
    return column


def _one(run: Runner, workload: Workload) -> Timing | str:
    try:
        return run(workload)
    except Exception as error:
        return str(error) or type(error).__name__


def print_side_by_side(chosen: Sequence[Workload], columns: dict[str, Column]) -> None:
    """Print the best times on the wall, and how many times as long as our own each took."""
    print("\n| workload, wall ms | " + " | ".join(columns) + " |")
    print("|---|" + "--:|" * len(columns))
    for workload in chosen:
        own = columns["ours, direct"].get(workload.id)
        cells = [_cell(column.get(workload.id), own, name) for name, column in columns.items()]
        print(f"| {workload.id} | {' | '.join(cells)} |")


def _cell(timing: Timing | str | None, own: Timing | str | None, name: str) -> str:
    if timing is None:
        return "–"
    if isinstance(timing, str):
        return timing[:40]
    if isinstance(own, str) or own is None or timing is own:
        return _ms(timing.wall)
    return f"{_ms(timing.wall)} ({timing.wall / own.wall:.1f} ×)"


def _tried(call: Callable[[], int]) -> Timing | str:
    try:
        return measure(call)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _floor_events(workload: Workload) -> int:
    output, events = run_floor(workload.definition, workload.input)
    assert output == workload.output
    return len(events)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


if __name__ == "__main__":
    main()

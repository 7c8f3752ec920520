"""The benchmark of executions: its floor and its workloads do what they say."""

import pytest

from bench import back
from bench.engine import ours
from bench.engine.floor import run_floor
from bench.engine.workloads import FAMILIES, FILE, workloads


@pytest.mark.parametrize("id", ["p1", "a20", "b20", "c5", "d5", "e20", "f3"])
def test_every_family_of_any_size_runs_here_and_gives_what_it_must(id: str) -> None:
    (workload,) = workloads([id])
    assert ours.run_once(workload) >= 2 * workload.states


def test_the_floor_gives_the_same_output_and_as_many_events() -> None:
    (workload,) = workloads(["a200"])
    output, events = run_floor(workload.definition, workload.input)
    assert output == workload.output
    assert len(events) == ours.run_once(workload)
    assert [event[0] for event in events] == list(range(1, len(events) + 1))


def test_a_debugger_that_never_stops_it_changes_nothing() -> None:
    (workload,) = workloads(["a200"])
    assert ours.run_debugged(workload) == ours.run_once(workload)


@pytest.mark.parametrize("way", ["row", "deep"])
@pytest.mark.parametrize("id", ["a200", "d100"])
def test_as_many_steps_back_are_timed_as_were_asked_for(id: str, way: str) -> None:
    (workload,) = workloads([id])
    with back.recorded(workload) as (at, execution):
        times = back.measure(at, execution, way, 12)
    assert [len(each) for each in (times.walls, times.processors, times.collected)] == [12, 12, 12]


@pytest.mark.skipif(not FILE.is_file(), reason=f"no {FILE}")
@pytest.mark.parametrize("id", ["p1", "a2000", "b2000", "c200", "d1000", "e1000", "f100"])
def test_what_is_made_is_what_is_written(id: str) -> None:
    (written,) = workloads([id])
    made = FAMILIES[id[0]](id, int(id[1:]))
    assert (made.input, made.output, made.states) == (written.input, written.output, written.states)
    assert made.definition == {key: value for key, value in written.definition.items() if key != "Comment"}

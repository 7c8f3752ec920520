import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from tests.asl.definitions import DEFINITIONS
from webapp.asl.parse import parse_text
from webapp.graph.facts import MOST_PATHS, facts


def facts_of(states: dict[str, Any], start: str | None = None) -> dict[str, Any]:
    """Return the facts of a machine written as ``{"A": "B C"}``: where each Choice leads; ``end`` ends."""
    written = {name: state(targets) if isinstance(targets, str) else targets for name, targets in states.items()}
    machine = parse_text(json.dumps({"StartAt": start or next(iter(states)), "States": written})).machine
    assert machine is not None
    return facts(machine)


def state(targets: str) -> dict[str, Any]:
    match targets.split():
        case ["end"]:
            return {"Type": "Pass", "End": True}
        case [target]:
            return {"Type": "Pass", "Next": target}
        case [*rules, default]:
            test = {"Variable": "$.a", "IsNull": True}
            return {"Type": "Choice", "Choices": [{**test, "Next": each} for each in rules], "Default": default}
        case _:
            return {"Type": "Succeed"}


def test_what_is_reached_is_told_apart() -> None:
    found = facts_of({"A": "B", "B": "end", "C": "B"})
    assert (found["reachable"], found["unreachable"]) == (["A", "B"], ["C"])


def test_what_stands_in_an_unreachable_state_is_unreachable() -> None:
    inner = {"Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {"I": state("end")}}, "End": True}
    assert facts_of({"A": "end", "M": inner})["unreachable"] == ["M", "M/I"]
    assert facts_of({"A": "M", "M": inner})["reachable"] == ["A", "M", "M/I"]


def test_loops_are_groups_of_states() -> None:
    assert facts_of({"A": "B", "B": "C A", "C": "C D", "D": "end"})["loops"] == [["A", "B"], ["C"]]


def test_every_way_to_a_state_passes_its_dominators() -> None:
    found = facts_of({"A": "B", "B": "C D", "C": "E", "D": "E", "E": "end"})
    assert found["dominators"] == {"A": None, "B": "A", "C": "B", "D": "B", "E": "B"}


def test_a_state_inside_another_is_dominated_by_it() -> None:
    inner = {"StartAt": "I", "States": {"I": state("J"), "J": state("end")}}
    parallel = {"Type": "Parallel", "Branches": [inner], "End": True}
    assert facts_of({"P": parallel})["dominators"] == {"P": None, "P/0/I": "P", "P/0/J": "P/0/I"}


def test_ways_are_counted_and_listed_in_the_order_of_the_text() -> None:
    found = facts_of({"A": "C B", "B": "C", "C": "D E", "D": "end", "E": "end"})
    assert found["longest_path"] == ["A", "B", "C", "D"]
    assert found["paths"] == {
        "count": 4,
        "first": [["A", "C", "D"], ["A", "C", "E"], ["A", "B", "C", "D"], ["A", "B", "C", "E"]],
    }


def test_ways_do_not_go_back() -> None:
    found = facts_of({"A": "B", "B": "A C", "C": "end"})
    assert found["paths"] == {"count": 1, "first": [["A", "B", "C"]]}


@pytest.mark.parametrize("states", [{"A": "B", "B": "A"}, {"A": "nowhere"}])
def test_without_an_end_there_is_no_way(states: dict[str, str]) -> None:
    found = facts_of(states)
    assert (found["longest_path"], found["paths"]) == ([], {"count": 0, "first": []})


def test_without_a_start_nothing_is_reached() -> None:
    assert facts_of({"A": "end"}, start="B")["unreachable"] == ["A"]


def test_ways_through_machines_inside_are_told_by_machine() -> None:
    branch = {"StartAt": "I", "States": {"I": state("J"), "J": state("end")}}
    found = facts_of({"P": {"Type": "Parallel", "Branches": [branch, branch], "End": True}})
    for number, inner in enumerate(found["inner"]):
        way = [f"P/{number}/I", f"P/{number}/J"]
        assert inner == {"path": f"P/{number}", "longest_path": way, "paths": {"count": 1, "first": [way]}}


def test_many_ways_are_counted_but_not_listed() -> None:
    states: dict[str, str] = {}
    for number in range(60):
        states |= {f"A{number}": f"B{number} C{number}", f"B{number}": f"A{number + 1}", f"C{number}": f"A{number + 1}"}
    found = facts_of({**states, "A60": "end"})
    assert found["paths"]["count"] == 2**60
    assert 0 < len(found["paths"]["first"]) <= MOST_PATHS


def test_a_large_machine_takes_no_recursion() -> None:
    chain = {f"S{number}": f"S{number + 1}" for number in range(5000)}
    found = facts_of({**chain, "S5000": "end"})
    assert len(found["longest_path"]) == 5001


@given(DEFINITIONS)
def test_the_facts_agree_with_each_other(definition: dict[str, Any]) -> None:
    machine = parse_text(json.dumps(definition)).machine
    assert machine is not None
    found = facts(machine)
    json.dumps(found)
    assert set(found["dominators"]) == set(found["reachable"])
    for way in found["paths"]["first"]:
        assert len(way) <= len(found["longest_path"])
        assert len(set(way)) == len(way)
        for state_, after in pairwise(way):
            assert after in found["reachable"], state_

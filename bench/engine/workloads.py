"""What is run: families of machines of which each stresses one thing, in the sizes that the table shows.

Where a file of workloads stands beside the project (``../shared/bench/workloads.json``), its definitions are taken;
else they are made here. Either way each has an input and the output that must come of it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2].parent / "shared" / "bench" / "workloads.json"


@dataclass(frozen=True)
class Workload:
    """A machine, its input, the output to come, and how many states are entered."""

    id: str
    definition: Mapping[str, Any]
    input: Any
    output: Any
    states: int


def workloads(ids: list[str]) -> list[Workload]:
    """Return the workloads with these ids: a letter for the family and a size."""
    written = _written()
    return [written[id] if id in written else FAMILIES[id[0]](id, int(id[1:])) for id in ids]


def single(id: str, count: int) -> Workload:
    """One Pass state: the fixed cost of an execution."""
    return Workload(id, _machine({"S1": {"Type": "Pass", "End": True}}), {"hello": "world"}, {"hello": "world"}, count)


def loop_jsonpath(id: str, count: int) -> Workload:
    """A counter in a loop of a Pass and a Choice."""
    states = {
        "Inc": {
            "Type": "Pass",
            "Parameters": {"n.$": "States.MathAdd($.n, 1)", "limit.$": "$.limit"},
            "Next": "Check",
        },
        "Check": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.n", "NumericLessThanPath": "$.limit", "Next": "Inc"}],
            "Default": "Done",
        },
        "Done": {"Type": "Succeed"},
    }
    limit = count // 2
    return Workload(id, _machine(states), {"n": 0, "limit": limit}, {"n": limit, "limit": limit}, 2 * limit + 1)


def loop_jsonata(id: str, count: int) -> Workload:
    """The same counter in JSONata, as a variable."""
    states = {
        "Init": {
            "Type": "Pass",
            "Assign": {"n": "{% $states.input.n %}", "limit": "{% $states.input.limit %}"},
            "Next": "Inc",
        },
        "Inc": {"Type": "Pass", "Assign": {"n": "{% $n + 1 %}"}, "Next": "Check"},
        "Check": {
            "Type": "Choice",
            "Choices": [{"Condition": "{% $n < $limit %}", "Next": "Inc"}],
            "Default": "Done",
        },
        "Done": {"Type": "Succeed", "Output": {"n": "{% $n %}"}},
    }
    limit = count // 2
    definition = {"QueryLanguage": "JSONata", **_machine(states)}
    return Workload(id, definition, {"n": 0, "limit": limit}, {"n": limit}, 2 * limit + 2)


def chain(id: str, count: int) -> Workload:
    """Pass states in a row."""
    return Workload(id, _machine(_row("S", count)), {"hello": "world"}, {"hello": "world"}, count)


def map_inline(id: str, count: int) -> Workload:
    """An inline Map with one Pass for each item."""
    processor = {"ProcessorConfig": {"Mode": "INLINE"}, **_machine({"One": {"Type": "Pass", "End": True}})}
    each = {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 0, "ItemProcessor": processor, "End": True}
    items = list(range(count))
    return Workload(id, _machine({"Each": each}), {"items": items}, items, count + 1)


def parallel(id: str, count: int) -> Workload:
    """Ten branches of Pass states."""
    branches = [_machine(_row(f"B{branch}_", count // 10)) for branch in range(10)]
    fan = {"Type": "Parallel", "Branches": branches, "End": True}
    return Workload(id, _machine({"Fan": fan}), {"hello": "world"}, [{"hello": "world"}] * 10, count // 10 * 10 + 1)


def payload(id: str, count: int) -> Workload:
    """200 KB of JSON through Pass states that each put a value into it."""
    states = _row("P", count)
    for number, state in enumerate(states.values(), 1):
        state |= {"Result": {"step": number}, "ResultPath": "$.last"}
    records = {"payload": _records(200_000)}
    return Workload(id, _machine(states), records, {**records, "last": {"step": count}}, count)


FAMILIES: Mapping[str, Callable[[str, int], Workload]] = {
    "p": single,
    "a": loop_jsonpath,
    "b": loop_jsonata,
    "c": chain,
    "d": map_inline,
    "e": parallel,
    "f": payload,
}


def _machine(states: Mapping[str, Any]) -> dict[str, Any]:
    return {"StartAt": next(iter(states)), "States": states}


def _row(prefix: str, count: int) -> dict[str, dict[str, Any]]:
    states: dict[str, dict[str, Any]] = {
        f"{prefix}{number}": {"Type": "Pass", "Next": f"{prefix}{number + 1}"} for number in range(1, count)
    }
    return {**states, f"{prefix}{count}": {"Type": "Pass", "End": True}}


def _records(most_bytes: int) -> list[Any]:
    """Return records as long as their compact JSON stays within ``most_bytes``."""
    records: list[Any] = []
    size = len("[]")
    while True:
        number = len(records)
        record = {
            "id": number,
            "name": f"record-{number:05}",
            "tags": ["alpha", "beta", "gamma"],
            "score": number * 0.5,
            "nested": {"ok": number % 2 == 0, "note": "lorem ipsum dolor sit amet"},
        }
        size += len(json.dumps(record, separators=(",", ":"))) + bool(records)
        if size > most_bytes:
            return records
        records.append(record)


def _written() -> dict[str, Workload]:
    if not FILE.is_file():
        return {}
    found = {}
    for entry in json.loads(FILE.read_text(encoding="utf-8"))["workloads"]:
        data = entry["input"] if "input" in entry else _input(entry["input_rule"])
        output = _expected(entry["expect"], data)
        found[entry["id"]] = Workload(entry["id"], entry["definition"], data, output, entry["state_entries"])
    return found


def _input(rule: Mapping[str, Any]) -> Any:
    match rule["kind"]:
        case "range":
            return {rule["key"]: list(range(rule["count"]))}
        case "records":
            return {rule["key"]: _records(rule["bytes"])}
        case kind:
            raise ValueError(f"no rule {kind!r} for an input")


def _expected(expect: Mapping[str, Any], data: Any) -> Any:
    match expect["kind"]:
        case "equals":
            return expect["value"]
        case "input":
            return data
        case "input_key":
            return data[expect["key"]]
        case "list_of_input":
            return [data] * expect["count"]
        case "input_plus":
            return {**data, **expect["value"]}
        case kind:
            raise ValueError(f"no rule {kind!r} for an output")

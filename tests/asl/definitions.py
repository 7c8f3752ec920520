"""Definitions made by chance, all valid, and the corpus where it is there."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from webapp.asl.model import Machine, MapState, ParallelState, State

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of definitions is not here")


def corpus_texts() -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted((CORPUS / "definitions").glob("*.json"))}


def corpus_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((CORPUS / "validity" / name).read_text())
    return cases


def case_text(case: dict[str, Any]) -> str:
    definition = case["definition"]
    return case.get("text") or (definition if isinstance(definition, str) else json.dumps(definition, indent=1))


def without_raw(machine: Machine) -> Machine:
    """Return the machine without the JSON that states were read from."""
    return replace(machine, states={name: _state_without_raw(state) for name, state in machine.states.items()})


def _state_without_raw(state: State) -> State:
    state = replace(state, raw={})
    if isinstance(state, ParallelState):
        return replace(state, branches=tuple(without_raw(branch) for branch in state.branches))
    if isinstance(state, MapState) and state.item_processor is not None:
        return replace(state, item_processor=without_raw(state.item_processor))
    return state


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5).filter(lambda text: "{" not in text),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)
PATHS = st.sampled_from(("$", "$.a", "$.a.b", "$['a'][0]"))
TEMPLATES = st.fixed_dictionaries({"fixed": VALUES, "taken.$": PATHS})
ERRORS = st.sampled_from((["States.Timeout"], ["A", "B"], ["States.TaskFailed"]))
NAMES = st.sampled_from(("Pay", "Ship", "Wait a bit", "송장/청구", "a~b", "#start"))


def yaml_text(value: Any, style: str | None = None, **options: Any) -> str:
    """Return YAML with strings in ``style``; what YAML 1.2 alone reads as a number (``08``) is quoted."""

    class Dumper(yaml.CSafeDumper):
        pass

    def represent(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
        chosen = style or ('"' if text[:1] in "+-.0123456789" else None)
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, chosen)

    Dumper.add_representer(str, represent)
    return str(yaml.dump(value, Dumper=Dumper, **options))


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


FLOWING = optional(Comment=st.text(max_size=5), InputPath=PATHS | st.none(), OutputPath=PATHS | st.none())
RESULTS = optional(ResultPath=PATHS | st.none(), ResultSelector=TEMPLATES)
RETRIERS = st.lists(
    st.builds(
        lambda errors, rest: {"ErrorEquals": errors, **rest},
        ERRORS,
        optional(
            IntervalSeconds=st.integers(1, 9),
            MaxAttempts=st.integers(0, 9),
            BackoffRate=st.floats(1, 9),
            MaxDelaySeconds=st.integers(1, 99),
            JitterStrategy=st.sampled_from(("FULL", "NONE")),
        ),
    ),
    max_size=2,
)
COMPARISONS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    (
        {"Variable": "$.x", "StringEquals": "a"},
        {"Variable": "$.x", "NumericLessThanPath": "$.y"},
        {"Variable": "$.x", "IsPresent": True},
        {"Variable": "$$.State.Name", "TimestampEquals": "2020-01-01T00:00:00Z"},
    )
)
TESTS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    COMPARISONS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=2).map(lambda tests: {"And": tests})
        | st.lists(inner, min_size=1, max_size=2).map(lambda tests: {"Or": tests})
        | inner.map(lambda test: {"Not": test})
    ),
    max_leaves=3,
)


def merged(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda found: {name: value for part in found for name, value in part.items()})


def plain_states() -> st.SearchStrategy[dict[str, Any]]:
    task = merged(
        st.just({"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:pay"}),
        FLOWING,
        RESULTS,
        optional(Retry=RETRIERS, TimeoutSeconds=st.integers(10, 20), HeartbeatSeconds=st.integers(1, 9)),
    )
    durations: tuple[dict[str, Any], ...] = ({"Seconds": 3}, {"TimestampPath": "$.t"})
    wait = merged(st.just({"Type": "Wait"}), FLOWING, st.sampled_from(durations))
    passing = merged(
        st.just({"Type": "Pass"}), FLOWING, optional(Result=VALUES, ResultPath=PATHS, Parameters=TEMPLATES)
    )
    return task | wait | passing


def nesting_states(machines: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    parallel = st.lists(machines, min_size=1, max_size=2).map(lambda found: {"Type": "Parallel", "Branches": found})
    mapping = machines.map(lambda found: {"Type": "Map", "ItemProcessor": found, "ItemsPath": "$.items"})
    nesting: st.SearchStrategy[dict[str, Any]] = parallel | mapping
    return merged(nesting, FLOWING, RESULTS, optional(Retry=RETRIERS))


@st.composite
def machines(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """A chain of states, each of which may branch off to later ones; names are made unique afterwards."""
    kinds = plain_states() if depth == 0 else plain_states() | nesting_states(machines(depth - 1))
    states = draw(st.lists(kinds, min_size=1, max_size=3))
    names = [f"{draw(NAMES)} {index}" for index in range(len(states))]
    found: dict[str, Any] = {}
    for index, (name, state) in enumerate(zip(names, states, strict=True)):
        following: dict[str, Any] = {"Next": names[index + 1]} if index + 1 < len(names) else {"End": True}
        found[name] = {**state, **following}
        if index + 1 < len(names) and draw(st.booleans()):
            rules = [{**test, "Next": names[index + 1]} for test in draw(st.lists(TESTS, min_size=1, max_size=2))]
            found[name]["Next"] = f"{name}?"
            found[f"{name}?"] = {"Type": "Choice", "Choices": rules, "Default": names[-1]}
    return {"StartAt": names[0], "States": found}


def numbered(machine: dict[str, Any]) -> dict[str, Any]:
    """Return ``machine`` with names that are unique at all depths."""
    counter = iter(range(10**6))

    def rename(one: dict[str, Any]) -> dict[str, Any]:
        names = {name: f"{name}·{next(counter)}" for name in one["States"]}
        states = {}
        for name, state in one["States"].items():
            state = dict(state)
            for key in ("Next", "Default"):
                if key in state:
                    state[key] = names[state[key]]
            if "Choices" in state:
                state["Choices"] = [{**rule, "Next": names[rule["Next"]]} for rule in state["Choices"]]
            if "Branches" in state:
                state["Branches"] = [rename(branch) for branch in state["Branches"]]
            if "ItemProcessor" in state:
                state["ItemProcessor"] = rename(state["ItemProcessor"])
            states[names[name]] = state
        return {"StartAt": names[one["StartAt"]], "States": states}

    return rename(machine)


DEFINITIONS = machines().map(numbered)

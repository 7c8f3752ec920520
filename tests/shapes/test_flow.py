"""What flows on transitions: sound for every run, exact where the definition says so, and at rest after loops."""

from random import Random  # noqa: TID251 - a test may roll dice
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.asl.definitions import corpus_texts, needs_corpus
from tests.engine.chance import move
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.shapes.conforming import conforms
from tests.shapes.rich_machines import INPUT, rich_machines
from webapp.asl import parse_text
from webapp.engine import EMPTY, evolve
from webapp.engine.events import StateEntered, StateExited, TaskScheduled, TaskSucceeded
from webapp.shapes import ANYTHING, FlowingShape, Knowledge, MachineShapes, Origin, joined_all, like, machine_shapes
from webapp.values import Json

EXAMPLE = Origin("", "input")
_ALWAYS = ("InputPath", "Parameters", "ResultSelector", "ResultPath", "OutputPath", "Arguments", "Output", "ItemsPath")


def play(definition: Any, seed: int, steps: int = 120) -> Run:
    """Run as far as some steps go: a loop need not end, and may double its data with every turn."""
    run = Run(machine_of(definition)).start(INPUT)
    dice = Random(seed)
    for _ in range(steps):
        if run.snapshot.status != "RUNNING" or any(map(_is_large, _newest(run))):
            break
        move(run, dice)
    return run


def _newest(run: Run) -> list[Json]:
    left = [each for each in run.events[-3:] if isinstance(each, StateExited)]
    return [value for each in left for value in (each.output, *each.assigned.values())]


def _is_large(value: Json, most: int = 1_000) -> bool:
    waiting = [value]
    while waiting and most > 0:
        most -= 1
        each = waiting.pop()
        waiting += each if isinstance(each, list) else each.values() if isinstance(each, dict) else ()
    return bool(waiting)


def knowledge_of(run: Run) -> Knowledge:
    results: dict[str, list[Json]] = {}
    for event in run.events:
        if isinstance(event, TaskSucceeded):
            results.setdefault(event.path, []).append(event.output)
    found = {
        path: joined_all(like(value, Origin(path, "result")) for value in values) for path, values in results.items()
    }
    return Knowledge(like(INPUT, EXAMPLE), found)


def ways(shapes: MachineShapes) -> dict[tuple[str, str, int | None], FlowingShape]:
    return {(each.source, each.kind, each.index): each for each in shapes.transitions}


def way_of(event: StateExited) -> tuple[str, str, int | None]:
    if event.caught is not None:
        return event.path, "catch", event.caught
    if event.state_type == "Choice":
        return (event.path, "choice", event.rule) if event.rule is not None else (event.path, "default", None)
    return event.path, "end" if event.next is None else "next", None


@settings(max_examples=80)
@given(rich_machines(), st.integers(0, 2**32))
def test_every_value_that_flows_has_the_shape_of_its_transition(definition: Any, seed: int) -> None:
    run = play(definition, seed)
    shapes = machine_shapes(run.machine, knowledge_of(run))
    assert shapes.complete
    flowing = ways(shapes)
    snapshot = EMPTY
    for event in run.events:
        snapshot = evolve(snapshot, event)
        if isinstance(event, StateEntered):
            assert conforms(event.input, shapes.states[event.path].input), event
            held = dict(snapshot.threads[event.thread].variables)
            assert conforms(held, shapes.states[event.path].variables), event
        elif isinstance(event, TaskScheduled):
            assert conforms(event.parameters, shapes.states[event.path].given), event
        elif isinstance(event, StateExited):
            way = flowing[way_of(event)]
            assert conforms(event.output, way.data), (event, way)


@settings(max_examples=80)
@given(rich_machines(), st.integers(0, 2**32))
def test_no_path_that_was_evaluated_is_marked(definition: Any, seed: int) -> None:
    run = play(definition, seed)
    shapes = machine_shapes(run.machine, knowledge_of(run))
    fatal = {mark.path for mark in shapes.marks if mark.tokens[0] in _ALWAYS and not mark.miss.harmless}
    caught = {(mark.path, mark.tokens[1]) for mark in shapes.marks if mark.tokens[0] == "Catch"}
    for event in run.events:
        if isinstance(event, StateExited):
            assert event.path not in fatal or event.caught is not None, (event, shapes.marks)
            assert (event.path, event.caught) not in caught


@needs_corpus
def test_no_definition_of_the_corpus_is_too_much() -> None:
    for name, text in corpus_texts().items():
        machine = parse_text(text).machine
        if machine is None:
            continue
        for input in (ANYTHING, like({"a": 1, "items": [{"id": "x"}]}, EXAMPLE)):
            assert machine_shapes(machine, Knowledge(input)).complete, name


def test_nested_loops_are_no_trouble() -> None:
    inner: dict[str, Any] = {"Type": "Pass", "End": True}
    for _ in range(12):
        loop = {
            "M": {"Type": "Map", "ItemProcessor": {"StartAt": "M", "States": {"M": inner}}, "Next": "P"},
            "P": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "Next": "C"},
            "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "M"}], "Default": "E"},
            "E": {"Type": "Succeed"},
        }
        inner = {"Type": "Parallel", "Branches": [{"StartAt": "M", "States": loop}], "End": True}
    machine = machine_of({"StartAt": "M", "States": {"M": inner}})
    assert machine_shapes(machine, Knowledge(like([1], EXAMPLE))).complete


def test_a_state_that_nothing_reaches_has_no_shapes() -> None:
    states = {"A": {"Type": "Succeed"}, "B": {"Type": "Pass", "End": True}}
    shapes = machine_shapes(machine_of({"StartAt": "A", "States": states}), Knowledge())
    assert list(shapes.states) == ["A"]
    assert machine_shapes(machine_of({"States": {}}), Knowledge()).transitions == ()

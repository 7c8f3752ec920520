"""The shapes of the data in a text's machine, from the example input, the mocks and the results of a run."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from webapp.asl import Machine, Parsed, TaskState, walk
from webapp.debugger import EdgeKind
from webapp.documents.analyse import pick_machine, problem_message
from webapp.documents.offsets import Utf16Offsets
from webapp.documents.service_results import service_result
from webapp.documents.shape_table import ShapeTable
from webapp.formats import Host, HostMachine, Neighbours, machine_document, no_neighbours, parse_machine, read_host
from webapp.messages import protocol as m
from webapp.messages import shapes as s
from webapp.shapes import (
    ANYTHING,
    DataShape,
    FlowingShape,
    Knowledge,
    Mark,
    Origin,
    joined,
    joined_all,
    like,
    machine_shapes,
    problem_of,
)
from webapp.values import Json, JsonTextError, parse_json, state_name

EXAMPLE = Origin("", "input")
Results = Mapping[str, Iterable[Json]]
"""What Tasks have given, by their paths."""


def data_shapes(request: s.ShapesRequest, results: Results, read: Neighbours = no_neighbours) -> s.DataShapes:
    """Return the shapes of the data on each transition; none where the text holds no machine that can be read."""
    host = read_host(request.text, request.file_name, request.format, request.values, read)
    machine = pick_machine(host, request.machine)
    if machine is None or not host.document.readable or not machine_document(host, machine).readable:
        return s.DataShapes(shapes=[], origins=[], transitions=[], problems=[], complete=False)
    parsed = parse_machine(host, machine)
    if parsed.machine is None:
        return s.DataShapes(shapes=[], origins=[], transitions=[], problems=[], complete=False)
    known = knowledge(parsed.machine, request.input, request.mocks, results)
    found = machine_shapes(parsed.machine, known)
    table = ShapeTable()
    offsets = Utf16Offsets(request.text)
    return s.DataShapes(
        transitions=[_transition(each, table) for each in found.transitions],
        problems=_problems(host, machine, parsed, found.marks, offsets),
        shapes=table.nodes,
        origins=table.origins,
        complete=found.complete,
    )


def knowledge(machine: Machine, input: str | None, mocks: Mapping[str, m.Mock], results: Results) -> Knowledge:
    """Return what is known of the input of ``machine`` and of what its Tasks give."""
    found: dict[str, DataShape] = {}
    for placed in walk(machine):
        if isinstance(placed.state, TaskState):
            shape = _result(placed.state, placed.path, mocks, results)
            if shape is not None:
                found[placed.path] = shape
    return Knowledge(_example(input), found)


def _result(state: TaskState, path: str, mocks: Mapping[str, m.Mock], results: Results) -> DataShape | None:
    """Return what a Task gives: as mocked, as in the run, or else as its service describes it."""
    mock = mocks.get(path) or mocks.get(state_name(path))
    shape = None if mock is None else _mocked(path, mock)
    if path in results:
        seen = joined_all(like(value, Origin(path, "result")) for value in results[path])
        shape = seen if shape is None else joined(shape, seen)
    return service_result(state.resource, path) if shape is None else shape


def mocked_results(mocks: Mapping[str, m.Mock]) -> dict[str, DataShape]:
    """Return what Tasks give that are mocked, by their paths."""
    found = ((path, _mocked(path, mock)) for path, mock in mocks.items())
    return {path: shape for path, shape in found if shape is not None}


def _mocked(path: str, mock: m.Mock) -> DataShape | None:
    texts = [each.result for each in (mock, *mock.later) if each.result is not None]
    values = [found[0] for text in texts if (found := _parsed(text)) is not None]
    return joined_all(like(value, Origin(path, "mock")) for value in values) if values else None


def _example(text: str | None) -> DataShape:
    found = None if text is None else _parsed(text)
    return ANYTHING if found is None else like(found[0], EXAMPLE)


def _parsed(text: str) -> tuple[Json] | None:
    try:
        return (parse_json(text),)
    except JsonTextError:
        return None


def _transition(flowing: FlowingShape, table: ShapeTable) -> s.TransitionShape:
    return s.TransitionShape(
        source=flowing.source,
        target=flowing.target,
        kind=cast("EdgeKind", flowing.kind),
        index=flowing.index,
        data=table.index(flowing.data),
        variables=table.index(flowing.variables),
    )


def _problems(
    host: Host, machine: HostMachine, parsed: Parsed, marks: Iterable[Mark], offsets: Utf16Offsets
) -> list[m.Problem]:
    """Return the marks as problems of the file, in the order of its text."""
    document, embedded = machine_document(host, machine), machine.embedded
    found = [problem_of(mark, parsed.places[mark.path], document.text) for mark in marks]
    told: list[m.Problem] = []
    for problem in sorted(found, key=lambda each: each.start):
        if embedded is not None:
            start, end = embedded.places.span(problem.start, problem.end)
            problem = replace(problem, start=start, end=end, fix=None)
        told.append(problem_message(host.document, offsets, problem))
    return told

"""A text, analysed: its machines, problems, outline, placeholders and drawn graph. All that the page shows is this."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from webapp.asl import Document, Machine, Parsed, TaskState, type_name, walk
from webapp.asl import Problem as AslProblem
from webapp.debugger import EdgeKind
from webapp.documents.offsets import Utf16Offsets
from webapp.formats import (
    Host,
    HostMachine,
    Neighbours,
    bind_task,
    machine_document,
    no_neighbours,
    parse_machine,
    read_host,
    resolve,
    resolved_machine,
)
from webapp.graph import AS_IT_IS, Arrangement, Layout, arrange
from webapp.messages import protocol as m
from webapp.tasks import code_folder, handler_file
from webapp.values import Json


def analyse(
    request: m.AnalyseRequest, read: Neighbours = no_neighbours, done: Callable[[str], None] = lambda stage: None
) -> m.Analysis:
    """Return what can be known of the text; never raises for what the text holds.

    ``read`` reads files beside it, ``done`` is told of each stage when it is over.
    """
    host = read_host(request.text, request.file_name, request.format, request.values, read)
    document = host.document
    machine = pick_machine(host, request.machine)
    done("read")
    parsed = parse_machine(host, machine) if machine is not None else None
    done("check")
    offsets = Utf16Offsets(request.text)
    problems = parsed.problems if parsed is not None else document.problems
    readable = document.readable and (machine is None or machine_document(host, machine).readable)
    model = parsed.machine if parsed is not None and readable else None
    drawn: Layout | None = None
    if machine is not None and model is not None:
        arrangement = Arrangement(request.direction, frozenset(request.collapsed))
        drawn = layout_machine(host, machine, model, arrangement)
    done("draw")
    analysis = m.Analysis(
        format=document.format,
        machines=[m.MachineChoice(name=each.name, pointer=each.pointer) for each in host.machines],
        machine=machine.pointer if machine is not None else "",
        readable=model is not None,
        runnable=model is not None and bool(model.states) and not any(p.severity == "error" for p in problems),
        problems=[problem_message(document, offsets, each) for each in (*problems, *_unread(host))],
        states=_outline(host, parsed, model, offsets, request.folder) if parsed is not None and model else None,
        graph=graph_message(drawn) if drawn is not None else None,
        placeholders=[
            m.Placeholder(name=each.name, text=each.text, value=each.value, origin=each.origin)
            for each in host.placeholders
        ],
        start_at=model.start_at if model is not None else None,
        query_language=model.query_language or "JSONPath" if model is not None else "JSONPath",
        fields=_own_fields(machine) if machine is not None and model is not None else {},
    )
    done("tell")
    return analysis


def _own_fields(machine: HostMachine) -> dict[str, Json]:
    members = machine.root.members if machine.root.kind == "object" else ()
    named = {member.key: member.value for member in members if member.key not in ("StartAt", "States")}
    return {name: None if node is None else node.value for name, node in named.items()}


def layout_machine(host: Host, machine: HostMachine, model: Machine, arrangement: Arrangement = AS_IT_IS) -> Layout:
    """Return the layout of ``model``; its captions show what stands for the placeholders that are known."""
    resolved = resolved_machine(host, machine) if host.placeholders else model
    return arrange(resolved or model, arrangement)


def pick_machine(host: Host, pointer: str | None) -> HostMachine | None:
    """Return the machine at ``pointer``, or the first where there is none such; ``None`` where the text has none."""
    for machine in host.machines:
        if machine.pointer == pointer:
            return machine
    return host.machines[0] if host.machines else None


def problem_message(document: Document, offsets: Utf16Offsets, problem: AslProblem) -> m.Problem:
    """Return a problem as the page gets it."""
    return m.Problem(
        code=problem.code,
        message=problem.message,
        severity=problem.severity,
        pointer=problem.pointer,
        start=_position(document, offsets, problem.start),
        end=_position(document, offsets, problem.end),
        section=problem.section,
        fix=problem.fix,
        path=problem.path,
    )


def graph_message(drawn: Layout) -> m.Graph:
    """Return a layout as the page gets it."""
    return m.Graph(
        width=drawn.width,
        height=drawn.height,
        nodes=[
            m.GraphNode(
                id=node.id,
                name=node.name,
                type=node.type,
                parent=node.parent,
                x=node.x,
                y=node.y,
                width=node.width,
                height=node.height,
                subtitle=node.subtitle,
                lines=list(node.lines),
                dividers=list(node.dividers),
                holds=node.holds,
            )
            for node in drawn.nodes
        ],
        edges=[
            m.GraphEdge(
                source=edge.source,
                target=edge.target,
                kind=cast("EdgeKind", edge.kind),
                label=edge.label,
                points=list(edge.points),
                label_box=edge.label_box,
                index=edge.index,
                k=edge.k,
            )
            for edge in drawn.edges
        ],
        direction=drawn.direction,
    )


def _unread(host: Host) -> Iterator[AslProblem]:
    for machine in host.unreadable:
        message, place = f"{machine.name}: {machine.reason}", machine.node
        yield AslProblem("DEFINITION_NOT_READ", message, machine.severity, machine.pointer, place.start, place.end)


def _position(document: Document, offsets: Utf16Offsets, offset: int) -> m.Position:
    line, column = document.position(offset)
    return m.Position(line=line, column=column, offset=offsets.to_utf16(offset))


def _outline(
    host: Host, parsed: Parsed, machine: Machine, offsets: Utf16Offsets, folder: str | None
) -> list[m.StateSummary]:
    rows = []
    for placed in walk(machine):
        place = parsed.places[placed.path]
        member = place.member
        state = placed.state
        rows.append(
            m.StateSummary(
                path=placed.path,
                name=state.name,
                type=type_name(state),
                container=placed.container,
                pointer=place.pointer,
                start=offsets.to_utf16(member.start),
                end=offsets.to_utf16(member.end),
                name_start=offsets.to_utf16(member.key_node.start),
                name_end=offsets.to_utf16(member.key_node.end),
                is_start=placed.machine.start_at == state.name,
                fields=dict(state.raw),
                resource=resolve(state.resource, host) if isinstance(state, TaskState) else "",
                handler=_handler(host, state, folder) if isinstance(state, TaskState) else None,
            )
        )
    return rows


def _handler(host: Host, state: TaskState, folder: str | None) -> m.HandlerBinding | None:
    function = bind_task(state, host)
    if function is None:
        return None
    code = code_folder(Path(folder), function.folder) if folder is not None else None
    file = handler_file(code, function.handler, function.runtime) if code is not None else None
    return m.HandlerBinding(
        function=function.name,
        handler=function.handler,
        runtime=function.runtime,
        file=str(file) if file is not None else None,
    )

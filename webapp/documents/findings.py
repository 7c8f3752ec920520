"""What is wrong in files: each state machine's problems, told of the file that its definition stands in.

A file may refer to its neighbours (``DefinitionUri``, ``${file(…)}``, ``templatefile``). A machine is listed once,
where it stands, under the name that the file gives it that refers to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from webapp.asl import Document, MachineType, Problem, parse, walk
from webapp.documents.folder import Folder, read_whole
from webapp.formats import (
    Host,
    HostMachine,
    Neighbours,
    definition_at,
    is_definition_name,
    no_neighbours,
    parse_machine,
    read_host,
)

_PROGRAMS: Final = (".ts", ".js", ".mjs", ".cjs", ".py", ".go", ".java", ".cs", ".rb")
_IS_PROGRAM: Final = (
    "A program makes the state machines when it is run, which is not done here: check what it writes, as by 'cdk "
    "synth' or 'serverless package'."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to check. ``folder`` is what its neighbours are read from; a ``named`` file is told of in any case.

    ``text`` is ``None`` where it is no text.
    """

    name: str
    path: Path | None
    text: str | None
    folder: Folder | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class MachineFindings:
    """A state machine: where it starts, how many states it has on all levels, the names of the outermost."""

    name: str
    pointer: str
    start_at: str | None
    states: int
    top_level_states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of the machine with the index ``machine``; start and end are lines and columns of the file."""

    problem: Problem
    machine: int | None
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FileFindings:
    """A file: its machines and what is wrong in it. ``elsewhere`` are files that machines of it stand in."""

    file: str
    machines: tuple[MachineFindings, ...]
    findings: tuple[Finding, ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(slots=True)
class _File:
    source: Source
    host: Host
    machines: dict[str, tuple[HostMachine, MachineType | None]] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)


def sources_of(folder: Folder, name: str) -> Iterator[Source]:
    """Yield the files of a folder that hold machines, and every file that is a definition by its name."""
    prefix = "" if name in ("", ".") else name.rstrip("/") + "/"
    for relative, text in folder.definitions():
        yield Source(prefix + relative, folder.path / relative, text, folder, is_definition_name(relative))


def find_problems(sources: Iterable[Source], type: MachineType | None = None) -> Iterator[FileFindings]:
    """Yield what is wrong in each of the files and in the definitions beside them that they refer to.

    ``type`` is that of the machines whose file says none.
    """
    files: dict[str, _File] = {}
    for source in sources:
        files.setdefault(_key(source), _open(source))
    for file in tuple(files.values()):
        for machine in file.host.machines:
            _place(machine, file, files)
    for file in files.values():
        findings = _findings(file, type)
        if file.source.named or findings.machines or findings.findings:
            yield findings


def _key(source: Source) -> str:
    return source.name if source.path is None else str(source.path.resolve())


def _open(source: Source) -> _File:
    read: Neighbours = no_neighbours
    if source.folder is not None and source.path is not None:
        read = source.folder.beside(source.path.parent)
    name = None if source.path is None else source.path.name
    return _File(source, read_host(source.text or "", name, read=read))


def _place(machine: HostMachine, file: _File, files: dict[str, _File]) -> None:
    """List ``machine`` with the file that its definition stands in."""
    source = file.source
    if machine.embedded is None or machine.embedded.file is None or source.path is None or source.folder is None:
        file.machines.setdefault(machine.pointer, (machine, machine.type))
        return
    path = (source.path.parent / machine.embedded.file).resolve()
    shown = str(Path(source.name).parent / machine.embedded.file).replace("\\", "/")
    if str(path) not in files:
        files[str(path)] = _open(Source(shown, path, read_whole(path), source.folder))
    target = files[str(path)]
    pointer = machine.embedded.file_pointer
    inside = next((each for each in target.host.machines if each.pointer == pointer), None)
    inside = inside or definition_at(target.host.document, machine.name, pointer)
    if inside is not None:
        named = HostMachine(machine.name, inside.pointer, inside.root, inside.embedded)
        target.machines[pointer] = (named, machine.type)
        file.elsewhere.append(target.source.name)


def _findings(file: _File, type: MachineType | None) -> FileFindings:
    host, source = file.host, file.source
    if source.text is None:
        problem = Problem("NOT_UTF_8", "This cannot be read as UTF-8 text.", "error", "", 0, 0)
        empty = _nothing(source)
        return FileFindings(source.name, empty, (_finding(host.document, problem, 0 if empty else None),))
    if not file.machines and source.name.endswith(_PROGRAMS):
        program = Finding(Problem("DEFINITION_NOT_READ", _IS_PROGRAM, "info", "", 0, 0), None, (1, 1), (1, 1))
        return FileFindings(source.name, (), (program,))
    if not file.machines:
        return _without_machines(file)
    machines: list[MachineFindings] = []
    findings: dict[tuple[str, str, int, int], Finding] = {}
    for index, (machine, own_type) in enumerate(file.machines.values()):
        parsed = parse_machine(host, machine, own_type or type)
        placed = tuple(walk(parsed.machine)) if parsed.machine is not None else ()
        outer = tuple(each.state.name for each in placed if each.container is None)
        start_at = parsed.machine.start_at if parsed.machine is not None else None
        machines.append(MachineFindings(machine.name, machine.pointer, start_at, len(placed), outer))
        for problem in parsed.problems:
            found = _finding(host.document, problem, index)
            findings.setdefault((problem.code, problem.message, problem.start, problem.end), found)
    for found in _unread(host):
        findings[(found.problem.code, found.problem.message, found.problem.start, found.problem.end)] = found
    return FileFindings(source.name, tuple(machines), tuple(findings.values()), tuple(file.elsewhere))


def _without_machines(file: _File) -> FileFindings:
    """Return what is wrong with a file that holds no machine; a definition by its name is one that holds nothing."""
    host, source = file.host, file.source
    empty = _nothing(source)
    problems = parse(host.document).problems if empty else () if _is_fine(host) else host.document.problems
    found = [_finding(host.document, problem, 0 if empty else None) for problem in problems]
    return FileFindings(source.name, empty, (*found, *_unread(host)), tuple(file.elsewhere))


def _is_fine(host: Host) -> bool:
    """Return whether a file could be read, so that what else is wrong with it is not for us to say."""
    return host.kind != "asl" and host.document.readable


def _nothing(source: Source) -> tuple[MachineFindings, ...]:
    name = source.name.rpartition("/")[2]
    return (MachineFindings(name.partition(".")[0], "", None, 0, ()),) if is_definition_name(name) else ()


def _unread(host: Host) -> Iterator[Finding]:
    for machine in host.unreadable:
        place = machine.node
        message = f"{machine.name}: {machine.reason}"
        problem = Problem("DEFINITION_NOT_READ", message, machine.severity, machine.pointer, place.start, place.end)
        yield _finding(host.document, problem, None)


def _finding(document: Document, problem: Problem, machine: int | None) -> Finding:
    return Finding(problem, machine, document.position(problem.start), document.position(problem.end))

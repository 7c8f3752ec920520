"""A text made ready to run: the machine in it, its placeholders filled in, checked, and the input parsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from webapp.asl import Machine, MachineType, Problem
from webapp.engine import unsupported
from webapp.formats import Host, HostMachine, Neighbours, no_neighbours, parse_machine, read_host, resolved_machine
from webapp.values import Json, JsonTextError, parse_json


class CannotRun(Exception):
    """The text or the input does not allow a run; ``line``, ``column`` and ``pointer`` say where, when known."""

    def __init__(
        self, message: str, *, line: int | None = None, column: int | None = None, pointer: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run needs of a text."""

    machine: Machine
    name: str
    format: Literal["json", "yaml"]
    host: Host
    input: Json


def prepare(
    text: str,
    file_name: str | None,
    machine: str | None,
    values: Mapping[str, str],
    input_text: str,
    *,
    checked: bool = True,
    read: Neighbours = no_neighbours,
    type: MachineType | None = None,
) -> Prepared:
    """Return the machine at ``machine`` (a name or a pointer; the first by default), ready to run.

    ``read`` reads files beside this one. Without ``checked`` problems in it are no reason to refuse: it ran before,
    when the checks may have been others. ``type`` stands in where the file does not say the machine's.
    """
    host = read_host(text, file_name, None, values, read)
    if checked and not host.document.readable:
        _refuse(host, host.document.problems)
    found = find_machine(host, machine)
    parsed = parse_machine(host, found, type)
    if checked:
        _refuse(host, parsed.problems)
    resolved = resolved_machine(host, found, parsed)
    if resolved is None or not resolved.states:
        raise CannotRun("There are no states to run yet: add one first.", pointer=found.pointer)
    if checked:
        for path, field, message in unsupported(resolved):
            raise CannotRun(message, pointer=f"{path}.{field}")
    return Prepared(resolved, found.name, host.document.format, host, parse_input(input_text))


def find_machine(host: Host, machine: str | None) -> HostMachine:
    """Return the machine with this pointer or name, the first for ``None`` or ``""``."""
    for each in host.machines:
        if machine and machine in (each.pointer, each.name):
            return each
    if host.machines and not machine:
        return host.machines[0]
    if host.unreadable and not host.machines:
        raise CannotRun(f"{host.unreadable[0].name}: {host.unreadable[0].reason}")
    names = ", ".join(each.name for each in host.machines) or "none"
    raise CannotRun(
        f"There is no state machine {machine!r} in this file; it has: {names}."
        if machine
        else "There is no state machine in this file."
    )


def parse_input(text: str) -> Json:
    """Return the execution's input; a blank text is ``{}``, as on AWS, and a byte order mark nothing."""
    text = text.removeprefix("\ufeff")
    try:
        return parse_json(text) if text.strip() else {}
    except JsonTextError as error:
        raise CannotRun(f"The input is no JSON: {error}", line=error.line, column=error.column) from None


def _refuse(host: Host, problems: tuple[Problem, ...]) -> None:
    """Raise :class:`CannotRun` for the first error among ``problems``: those of a state before those of the whole."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        first = min(errors, key=lambda problem: (problem.path is None, problem.start))
        line, column = host.document.position(first.start)
        more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        raise CannotRun(f"{first.message}{more}", line=line, column=column, pointer=first.pointer)

"""A text drawn as a standalone SVG."""

from collections.abc import Mapping

from webapp.asl import Machine
from webapp.documents.analyse import layout_machine, pick_machine
from webapp.formats import Host, HostMachine, Neighbours, no_neighbours, parse_machine, read_host
from webapp.graph import AS_IT_IS, Arrangement, Layout, render_svg
from webapp.graph import Theme as Theme


class NothingToDraw(ValueError):
    """The text holds no state machine; the message says why."""


def layout_of(
    text: str,
    file_name: str | None,
    machine: str | None,
    values: Mapping[str, str],
    read: Neighbours = no_neighbours,
    arrangement: Arrangement = AS_IT_IS,
) -> Layout:
    """Return the layout of the machine at pointer or of name ``machine`` (the first by default).

    Raises :class:`NothingToDraw`. No problem in the machine itself stops the drawing.
    """
    return layout_machine(*_found(text, file_name, machine, values, read), arrangement)


def machine_of(
    text: str,
    file_name: str | None,
    machine: str | None,
    values: Mapping[str, str],
    read: Neighbours = no_neighbours,
) -> Machine:
    """Return the model of the machine that :func:`layout_of` would draw; raises :class:`NothingToDraw`."""
    return _found(text, file_name, machine, values, read)[2]


def _found(
    text: str, file_name: str | None, machine: str | None, values: Mapping[str, str], read: Neighbours
) -> tuple[Host, HostMachine, Machine]:
    host = read_host(text, file_name, None, values, read)
    named = next((each for each in host.machines if each.name == machine), None)
    chosen = named or pick_machine(host, machine)
    if chosen is None:
        reasons = (*(each.message for each in host.document.problems), *(each.reason for each in host.unreadable))
        first = next(iter(reasons), "no state machine in it")
        raise NothingToDraw(first)
    parsed = parse_machine(host, chosen)
    if parsed.machine is None:
        raise NothingToDraw(parsed.problems[0].message if parsed.problems else "no state machine in it")
    return host, chosen, parsed.machine


def drawing(
    text: str,
    machine: str | None,
    title: str,
    values: Mapping[str, str],
    theme: Theme = "auto",
    arrangement: Arrangement = AS_IT_IS,
) -> str:
    """Return the machine as SVG text."""
    return render_svg(layout_of(text, None, machine, values, arrangement=arrangement), theme, title)

"""A text drawn as a standalone SVG."""

from collections.abc import Mapping

from webapp.asl import parse
from webapp.documents.analyse import pick_machine
from webapp.formats import read_host
from webapp.graph import Layout, build, layout, render_svg
from webapp.graph import Theme as Theme


class NothingToDraw(ValueError):
    """The text holds no state machine; the message says why."""


def layout_of(text: str, file_name: str | None, machine: str | None, values: Mapping[str, str]) -> Layout:
    """Return the layout of the machine at pointer or of name ``machine`` (the first by default).

    Raises :class:`NothingToDraw`. No problem in the machine itself stops the drawing.
    """
    host = read_host(text, file_name, None, values)
    named = next((each for each in host.machines if each.name == machine), None)
    chosen = named or pick_machine(host, machine)
    if chosen is None:
        first = host.document.problems[0].message if host.document.problems else "no state machine in it"
        raise NothingToDraw(first)
    parsed = parse(host.document, chosen.pointer)
    if parsed.machine is None:
        raise NothingToDraw(parsed.problems[0].message if parsed.problems else "no state machine in it")
    return layout(build(parsed.machine))


def drawing(text: str, file_name: str | None, machine: str | None, title: str, theme: Theme = "auto") -> str:
    """Return the machine as SVG text."""
    return render_svg(layout_of(text, file_name, machine, {}), theme, title)

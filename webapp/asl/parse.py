"""From a document to the model of a machine, and to everything that is wrong with it.

Machines nest, and a definition may nest them deeply, so nothing here recurses over machines: they are found from the
outside in and built from the inside out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from webapp.asl.check_tasks import MachineType
from webapp.asl.checks import check
from webapp.asl.kept import Kept
from webapp.asl.model import Machine, State
from webapp.asl.nodes import Node
from webapp.asl.parse_states import parse_state, query_language
from webapp.asl.problems import NOT_AN_OBJECT, Problem
from webapp.asl.reading import Reading
from webapp.asl.sites import Place, Site, find_sites
from webapp.asl.text import Document, Format, read_text

__all__ = ["MachineType", "Parsed", "Place", "parse", "parse_text"]

MOST_CHARACTERS: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says: the machine if there is one, the problems in the order of the text, each state's place."""

    machine: Machine | None
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]


def parse_text(
    text: str,
    format: Format | None = None,
    file_name: str | None = None,
    machine_type: MachineType = "STANDARD",
) -> Parsed:
    """Return the machine that ``text`` is."""
    return parse(read_text(text, format, file_name), machine_type=machine_type)


def parse(document: Document, pointer: str = "", machine_type: MachineType = "STANDARD") -> Parsed:
    """Return the machine at ``pointer`` of ``document``; the problems' and places' pointers start there.

    An ``EXPRESS`` machine may do less.

    An unreadable text gives what could be read of it, and its syntax errors alone.
    """
    node = document.at(pointer)
    if node is None or node.kind != "object":
        problems = document.problems
        if document.readable:
            start, end = (0, len(document.text)) if node is None else (node.start, node.end)
            problems += (Problem("SCHEMA_VALIDATION_FAILED", NOT_AN_OBJECT, "error", "", start, end),)
        return Parsed(None, problems, {})
    sites = find_sites(node)
    machine = _build(sites, keep=document.has_own_values)
    standing = sorted((place for site in sites for place in site.places), key=lambda place: place.member.start)
    places = {place.path: place for place in standing}
    found = check(machine, sites, document, machine_type) if document.readable else ()
    found += _too_large(document, pointer, node)
    problems = (*_own_problems(document, pointer, node), *found)
    return Parsed(machine, tuple(sorted(problems, key=lambda problem: (problem.start, problem.end))), places)


def read_machine(node: Node) -> Machine:
    """Return the machine that the object ``node`` is, without looking for problems."""
    return _build(find_sites(node), keep=False)


def _own_problems(document: Document, pointer: str, node: Node) -> tuple[Problem, ...]:
    """Return the problems of the text as such; in a host file, only those inside the machine."""
    if not document.readable or not pointer:
        return document.problems
    inside = [problem for problem in document.problems if node.start <= problem.start <= node.end]
    return tuple(replace(problem, pointer=problem.pointer.removeprefix(pointer)) for problem in inside)


def _too_large(document: Document, pointer: str, node: Node) -> tuple[Problem, ...]:
    """Report a definition that is longer than AWS takes one: 1 MiB, counted in characters."""
    size = node.end - node.start if pointer else len(document.text)
    if size <= MOST_CHARACTERS:
        return ()
    message = f"A definition may have at most {MOST_CHARACTERS} characters; this one has {size}"
    return (Problem("DEFINITION_TOO_LARGE", message, "error", "", node.start, node.start + 1, "Top-level fields"),)


_states: Final = Kept[State](8192)


def _build(sites: tuple[Site, ...], *, keep: bool) -> Machine:
    """Return the machine; with ``keep`` a state that did not change is the one that was made of it before."""
    machines: dict[int, Machine] = {}
    for site in reversed(sites):
        states: dict[str, State] = {}
        for place in site.places:
            known = _states.get(place.node.value, place.name) if keep else None
            if known is None:
                inner = tuple(machines.get(id(found)) for found in place.inner)
                known = parse_state(place.name, place.node, inner)
                if keep:
                    _states.put(place.node.value, place.name, known)
            states[place.name] = known
        reading = Reading(site.node.value)
        machines[id(site)] = Machine(
            start_at=reading.text("StartAt"),
            states=states,
            query_language=query_language(reading),
            comment=reading.text("Comment"),
            timeout_seconds=reading.integer("TimeoutSeconds"),
            processor_config=reading.object("ProcessorConfig"),
        )
    return machines[id(sites[0])]

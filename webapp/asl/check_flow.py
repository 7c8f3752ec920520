"""Whether transitions lead somewhere: targets, reachability, terminal states, names."""

from collections.abc import Iterator, Mapping
from typing import Final

from webapp.asl.nodes import Member, Node
from webapp.asl.parts import Part, is_function_name, is_open, machine_part
from webapp.asl.references import has_placeholder
from webapp.asl.report import Report
from webapp.asl.sites import Place, Site

MISSING_TARGET = "MISSING_TRANSITION_TARGET"
MOST_NAME_CHARACTERS = 80

_LEADING: Final = frozenset(("Next", "Default", "Choices", "Catch"))

Target = tuple[tuple[str | int, ...], Node]


def targets_exist(site: Site, report: Report) -> None:
    """A transition names no state of its machine."""
    names = {member.key: None for member in site.entries}
    start = site.node.get("StartAt")
    found: list[tuple[Part, tuple[str | int, ...], Node]] = []
    if start is not None and site.entries:
        found.append((machine_part(site), ("StartAt",), start))
    for place in site.places:
        part = _state_part(place)
        found.extend((part, tokens, node) for tokens, node in transitions(place))
    missing = [each for each in found if _is_missing(each[2], names)]
    if missing and not has_open_names(site):
        for part, tokens, node in missing:
            _report_missing(part, tokens, node, names, report)


def states_are_reachable(site: Site, report: Report) -> None:
    """A state is never entered, in a machine that has a terminal state."""
    start = site.node.get("StartAt")
    if start is None or start.kind != "string" or not any(map(_is_terminal, site.places)):
        return
    places = {place.name: place for place in site.places}
    leads = {name: [node for _, node in transitions(place)] for name, place in places.items()}
    reached: set[str] = set()
    waiting = [str(start.value)]
    while waiting:
        name = waiting.pop()
        if name in leads and name not in reached:
            reached.add(name)
            waiting.extend(str(node.value) for node in leads[name])
    if len(reached) == len(places) or is_open(start) or has_open_states(site):
        return
    if any(map(_has_open_transitions, site.places)):
        return
    for name, place in places.items():
        if name not in reached:
            message = f'State "{name}" is not reachable.'
            report.add(_state_part(place), message, code=MISSING_TARGET, section="Transitions")


def has_terminal_state(site: Site, report: Report) -> None:
    """No state ends the machine."""
    if site.places and not any(map(_is_terminal, site.places)) and not has_open_states(site):
        part = machine_part(site)
        states = site.node.member("States")
        at = None if states is None else states.key_node
        report.add(part, "Workflow has no terminal state", at=at, code="MISSING_END_STATE", section="Transitions")


def names_are_unique(sites: tuple[Site, ...], report: Report) -> None:
    """Two states of the whole machine have one name."""
    seen: set[str] = set()
    for site in sites:
        for place in site.places:
            if place.name in seen and not has_placeholder(place.name):
                message = f'The state name "{place.name}" is used more than once in this state machine'
                report.add(_state_part(place), message, code="DUPLICATE_STATE_NAME", section="States")
            seen.add(place.name)


def names_are_short(site: Site, report: Report) -> None:
    """A state's name is empty or too long."""
    for place in site.places:
        if not 1 <= len(place.name) <= MOST_NAME_CHARACTERS and not has_placeholder(place.name):
            message = f"A state name must have 1 to {MOST_NAME_CHARACTERS} characters"
            report.add(_state_part(place), message, section="States")


def has_open_states(site: Site) -> bool:
    """Return whether some states are not known here: a reference stands for a state, its name, or all of them."""
    return has_open_names(site) or any(member.value is not None and is_open(member.value) for member in site.entries)


def has_open_names(site: Site) -> bool:
    """Return whether the names of some states are not known here."""
    states = site.node.get("States")
    if states is not None and is_open(states):
        return True
    return any(has_placeholder(member.key) or makes_states(member) for member in site.entries)


def makes_states(member: Member) -> bool:
    """Return whether ``member`` of ``States`` is a function and no state: ``Fn::ForEach``, ``Fn::Transform``."""
    value = member.value
    return is_function_name(member.key) and (value is None or value.kind != "object" or value.get("Type") is None)


def transitions(place: Place) -> Iterator[Target]:
    """Yield where a state may lead, with the way to each name inside the state."""
    found = {member.key: member.value for member in place.node.members if member.key in _LEADING}
    for name in ("Next", "Default"):
        node = found.get(name)
        if node is not None:
            yield (name,), node
    for name in ("Choices", "Catch"):
        entries = found.get(name)
        for index, item in enumerate(entries.items if entries is not None and entries.kind == "array" else ()):
            node = item.get("Next")
            if node is not None:
                yield (name, index, "Next"), node


def _is_missing(node: Node, names: Mapping[str, None]) -> bool:
    return node.kind == "string" and node.value not in names and not is_open(node)


def _report_missing(
    part: Part, tokens: tuple[str | int, ...], node: Node, names: Mapping[str, None], report: Report
) -> None:
    target = str(node.value)
    fix = report.closest(target, names)
    message = f"Missing 'Next' target: {target}"
    report.add(part, message, *tokens, at=node, code=MISSING_TARGET, section="Transitions", fix=fix)


def _has_open_transitions(place: Place) -> bool:
    """Return whether it is not known where a state leads, or that it leads at all."""
    entries = [entry for name in ("Choices", "Catch") if (entry := place.node.get(name)) is not None]
    entries += [item for entry in entries for item in entry.items]
    return any(map(is_open, entries)) or any(is_open(node) for _, node in transitions(place))


def _is_terminal(place: Place) -> bool:
    kind, end = place.node.get("Type"), place.node.get("End")
    if kind is not None and (kind.value in ("Succeed", "Fail") or is_open(kind)):
        return True
    return end is not None and (end.value is True or is_open(end))


def _state_part(place: Place) -> Part:
    return Part("", place.node, place.pointer, place.member.key_node, place.path, None)

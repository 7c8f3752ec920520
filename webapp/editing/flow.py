"""The flow of a machine: its transitions, and what several states that belong together are entered and left by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.editing.commands import TransitionKind, TransitionRef
from webapp.editing.definition import Definition, MachinePlace, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.transitions import ENDING
from webapp.values import START


@dataclass(frozen=True, slots=True)
class Link:
    """A transition of a machine. ``source`` is ``None`` for its start, ``target`` for an end."""

    ref: TransitionRef
    source: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """States of one machine that are linked with each other, in the order of the text, entered at ``entry`` only.

    ``onward`` is where their flow leads on to: the first transition out of them that a walk from ``entry`` finds, by
    ``Next``, ``Default`` and rules. It is ``None`` where that is an end, or where they lead nowhere: then,
    as in a Fail, ``ends`` is true.
    """

    names: tuple[str, ...]
    entry: str
    onward: str | None
    ends: bool = False


def links(definition: Definition, machine: MachinePlace) -> Iterator[Link]:
    """Yield the transitions of a machine, in the order of the text, its start first."""
    start = None if machine.node is None else text_of(machine.node.get("StartAt"))
    if start is not None:
        yield Link(TransitionRef(source=start_path(machine.prefix), kind="start"), None, start)
    for state in definition.states_of(machine):
        yield from links_of(state)


def links_of(state: StatePlace) -> Iterator[Link]:
    """Yield the transitions of a state: the main one first, those of errors last."""
    node = state.node

    def link(kind: TransitionKind, target: str | None, index: int | None = None) -> Link:
        ref = TransitionRef(source=state.path, kind=kind, index=index)
        return Link(ref, state.name, target)

    if state.type not in (*ENDING, "Choice"):
        following = text_of(node.get("Next"))
        yield link("end" if following is None else "next", following)
    if state.type == "Choice" and (default := text_of(node.get("Default"))) is not None:
        yield link("default", default)
    fields: tuple[tuple[TransitionKind, str], ...] = (("choice", "Choices"), ("catch", "Catch"))
    for kind, field in fields:
        entries = node.get(field)
        for index, entry in enumerate(entries.items if entries is not None else ()):
            if (target := text_of(entry.get("Next"))) is not None:
                yield link(kind, target, index)


def start_path(prefix: str) -> str:
    """Return the path of a machine's drawn start."""
    return f"{prefix}/{START}" if prefix else START


def chosen(definition: Definition, paths: Iterable[str]) -> list[StatePlace]:
    """Return the states at ``paths`` in the order of the text, without those inside others of them."""
    wanted = set(paths)
    if not wanted:
        raise EditRefused("Select a state first.")
    outer = {path for path in wanted if not any(is_inside(path, other) for other in wanted)}
    return sorted((definition.state(path) for path in outer), key=lambda state: state.node.start)


def chosen_of_one_machine(definition: Definition, paths: Iterable[str]) -> list[StatePlace]:
    """Return the states at ``paths``; refuse where they stand in several machines."""
    states = chosen(definition, paths)
    first = states[0]
    for state in states:
        if state.machine.prefix != first.machine.prefix:
            raise EditRefused(
                f'"{first.name}" stands in {first.machine.title}, "{state.name}" in {state.machine.title}: '
                "select states of one of them only."
            )
    return states


def is_inside(path: str, container: str) -> bool:
    """Return whether ``path`` stands somewhere inside ``container``."""
    return path != container and (not container or path.startswith(container + "/"))


def groups(definition: Definition, machine: MachinePlace, names: Sequence[str]) -> list[Group]:
    """Return the states of a machine with these names as groups; refuse a group that is entered at several states."""
    all_links = list(links(definition, machine))
    found = []
    for members in _linked(names, all_links):
        inside = set(members)
        entered = {link.target for link in all_links if link.target in inside and link.source not in inside}
        entries = [name for name in members if name in entered]
        if len(entries) > 1:
            raise EditRefused(
                f"The selection is entered at {listed(entries)}: only states that are entered at one of them "
                "stay together."
            )
        entry = entries[0] if entries else _first(members, all_links)
        leaving = [link for link in all_links if link.source in inside and link.target not in inside]
        ends = all(link.ref.kind == "catch" for link in leaving)
        found.append(Group(tuple(members), entry, onward_of(all_links, inside, entry), ends))
    return found


def onward_of(all_links: Sequence[Link], inside: set[str], entry: str) -> str | None:
    """Return where the flow of the states ``inside`` leads on to, from ``entry``; ``None`` for an end or nowhere."""
    by_source: dict[str | None, list[Link]] = {}
    for link in all_links:
        if link.ref.kind != "catch":
            by_source.setdefault(link.source, []).append(link)
    waiting, seen = list(reversed(by_source.get(entry, []))), {entry}
    while waiting:
        target = waiting.pop().target
        if target not in inside:
            return target
        if target is not None and target not in seen:
            seen.add(target)
            waiting.extend(reversed(by_source.get(target, [])))
    return None


def _linked(names: Sequence[str], all_links: Sequence[Link]) -> list[list[str]]:
    """Return ``names`` in groups that links connect, all in their order."""
    group_of = {name: index for index, name in enumerate(names)}
    for link in all_links:
        if link.source in group_of and link.target in group_of:
            old, new = sorted((group_of[link.source], group_of[link.target]), reverse=True)
            for name, group in group_of.items():
                if group == old:
                    group_of[name] = new
    return [[name for name in names if group_of[name] == group] for group in dict.fromkeys(group_of.values())]


def _first(members: Sequence[str], all_links: Sequence[Link]) -> str:
    led_to = {link.target for link in all_links if link.source in members and link.source != link.target}
    return next((name for name in members if name not in led_to), members[0])


def listed(names: Sequence[str]) -> str:
    """Return names in quotes, as a sentence lists them."""
    quoted = [f'"{name}"' for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))

"""Where states and transitions are after a gesture, so that what belongs to them can follow.

The drafts of its steps tell: of each container that they touch, which elements stay, go, get another key or are pasted
from elsewhere. So nothing is guessed from the texts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from webapp.asl.nodes import Node
from webapp.editing.commands import TransitionKind, TransitionRef
from webapp.editing.definition import Definition, text_of
from webapp.editing.draft import Draft, Place, Plan, has_between, place
from webapp.editing.moves import STAYS, MovedPath, MovedTransition, Moves
from webapp.values import Absent, child_path, parent_path

Pointer = tuple[str | int, ...]
"""The way from the machine to a value in it, key by key."""

Thing = str | TransitionRef
"""The path of a state or of a branch, or a transition."""

_FIELDS: Final[dict[str, TransitionKind]] = {"Next": "next", "End": "end", "Default": "default"}
_LISTS: Final[dict[str, TransitionKind]] = {"Choices": "choice", "Catch": "catch"}
_MAIN: Final = ("Next", "End")


@dataclass(slots=True)
class Step:
    """What one step of a gesture did to the machine ``root``."""

    root: Node
    draft: Draft
    _touched: list[int] = field(init=False)
    _ends: dict[Place, dict[str | int, tuple[str | int, Node | None] | None]] = field(default_factory=dict)
    _pasted: list[tuple[Pointer, Pointer]] = field(init=False)
    changed: frozenset[Pointer] = field(init=False)
    """What was moved or taken away, or has another value: only this, and what is inside, may be elsewhere now."""

    def __post_init__(self) -> None:
        self._touched = self.draft.touched()
        self._pasted = list(self._pastings())
        self.changed = frozenset((*self._changes(), *(origin for origin, _ in self._pasted)))

    def after(self, pointer: Pointer) -> Iterator[Pointer]:
        """Yield where what stands at ``pointer`` is after the step: in its place, then wherever it was pasted."""
        stays = self._in_place(pointer)
        if stays is not None:
            yield stays
        for origin, target in self._pasted:
            if pointer[: len(origin)] == origin:
                yield target + pointer[len(origin) :]

    def _in_place(self, pointer: Pointer) -> Pointer | None:
        node: Node | None = self.root
        found: list[str | int] = []
        for depth, key in enumerate(pointer):
            if node is None or place(node) in self.draft.values:
                return None
            if not has_between(self._touched, node.start, node.end):
                return (*found, *pointer[depth:])
            plan = self.draft.plans.get(place(node))
            if plan is None:
                found.append(key)
                node = _child(node, key)
                continue
            end = self._ends_of(plan).get(key, (key, _child(node, key)))
            if end is None:
                return None
            found.append(end[0])
            node = end[1]
        return tuple(found)

    def _ends_of(self, plan: Plan) -> dict[str | int, tuple[str | int, Node | None] | None]:
        """Return where the elements of a touched container end, by their old keys; ``None`` for what is gone."""
        ends = self._ends.get(place(plan.node))
        if ends is None:
            ends = self._ends[place(plan.node)] = {}
            is_array, old, new = plan.node.kind == "array", 0, 0
            for slot in plan.slots:
                key: str | int = old if is_array else slot.key
                if not slot.is_new:
                    final: str | int = new if is_array else slot.final_key
                    inner = slot.node if isinstance(slot.value, Absent) else None
                    ends[key] = None if slot.removed else (final, inner)
                    old += 1
                new += not slot.removed
        return ends

    def _changes(self) -> Iterator[Pointer]:
        for node, value in self.draft.values.values():
            if isinstance(value, dict | list) or node.kind in ("object", "array"):
                pointer = _pointer_to(self.root, node)
                if pointer is not None:
                    yield pointer
        for plan in self.draft.plans.values():
            others = [key for key, end in self._ends_of(plan).items() if end is None or end[0] != key or end[1] is None]
            pointer = _pointer_to(self.root, plan.node) if others else None
            if pointer is not None:
                yield from ((*pointer, key) for key in others)

    def _pastings(self) -> Iterator[tuple[Pointer, Pointer]]:
        for plan in self.draft.plans.values():
            index = 0
            for slot in plan.slots:
                if slot.origin is not None and not slot.removed:
                    origin, holder = _pointer_to(self.root, slot.origin), _pointer_to(self.root, plan.node)
                    target = None if holder is None else self._in_place(holder)
                    if origin is not None and target is not None:
                        yield origin, (*target, index if plan.node.kind == "array" else slot.final_key)
                index += not slot.removed


def moves_of(
    first: Definition, steps: Sequence[Step], last: Definition, told: Mapping[TransitionRef, TransitionRef]
) -> Moves:
    """Return what the steps from ``first`` to ``last`` have moved; ``told`` are transitions written afresh."""
    if not told and not any(step.changed for step in steps):
        return STAYS
    where: dict[Thing, Thing | None] = {}
    for thing, ends in _moved(first, steps).items():
        found = (_thing_at(last, end) for end in ends)
        where[thing] = next((each for each in found if each and isinstance(each, str) == isinstance(thing, str)), None)
    _join_main(where, last)
    for old, new in told.items():
        where[old] = new
    return _smallest(where)


def copies_of(moves: Moves, names: Iterable[str], prefix: str) -> tuple[MovedPath, ...]:
    """Return where copies of the states ``names`` are that ``moves`` renamed and that then went into ``prefix``."""
    moved = {each.before: each.after for each in moves.paths}
    ends = {path: path for path in (child_path("", name) for name in names)} | moved
    below = f"{prefix}/" if prefix else ""
    return tuple(MovedPath(before=path, after=below + end) for path, end in ends.items() if end is not None)


def _moved(first: Definition, steps: Sequence[Step]) -> dict[Thing, list[Pointer]]:
    """Return where those things end that a step has moved, or what they are in."""
    moved: dict[Thing, list[Pointer]] = {}
    things = list(_things(first))
    for step in steps:
        lengths = sorted({len(pointer) for pointer in step.changed})
        for pointer, thing in things:
            if thing in moved:
                moved[thing] = [after for end in moved[thing] for after in step.after(end)]
            elif any(pointer[:length] in step.changed for length in lengths):
                moved[thing] = list(step.after(pointer))
    return moved


def _join_main(where: dict[Thing, Thing | None], last: Definition) -> None:
    """A ``Next`` and an ``End`` are one transition, however the one became the other."""
    for thing, end in where.items():
        if end is None and isinstance(thing, TransitionRef) and thing.kind in ("next", "end"):
            source = where.get(thing.source, thing.source)
            state = last.find(source) if isinstance(source, str) else None
            main = next((key for key in _MAIN if state is not None and state.node.get(key) is not None), None)
            if state is not None and main is not None:
                where[thing] = TransitionRef(source=state.path, kind=_FIELDS[main])


def _smallest(where: Mapping[Thing, Thing | None]) -> Moves:
    """Return only what does not follow from where its container is; a container stands before what is inside."""
    paths: list[MovedPath] = []
    transitions: list[MovedTransition] = []
    for thing, end in where.items():
        if isinstance(thing, str):
            if end != _along(where, thing):
                paths.append(MovedPath(before=thing, after=end if isinstance(end, str) else None))
            continue
        source = where.get(thing.source, thing.source)
        stays = msgspec.structs.replace(thing, source=source) if isinstance(source, str) else None
        if end != stays:
            transitions.append(MovedTransition(before=thing, after=end if isinstance(end, TransitionRef) else None))
    return Moves(paths=tuple(paths), transitions=tuple(transitions))


def _along(where: Mapping[Thing, Thing | None], path: str) -> str | None:
    """Return where a path is if it goes along with what it is inside of."""
    outer = parent_path(path)
    while outer and outer not in where:
        outer = parent_path(outer)
    if not outer:
        return path
    end = where[outer]
    return end + path[len(outer) :] if isinstance(end, str) else None


def _things(definition: Definition) -> Iterator[tuple[Pointer, Thing]]:
    """Yield the states, branches and transitions of a machine, what contains others before them."""
    waiting: list[tuple[Pointer, str, Node]] = [((), "", definition.root)]
    while waiting:
        pointer, prefix, machine = waiting.pop()
        states = machine.get("States")
        for name, state in {m.key: m.value for m in (states.members if states is not None else ())}.items():
            if state is None or state.kind != "object":
                continue
            path, here = child_path(prefix, name), (*pointer, "States", name)
            yield here, path
            yield from _transitions(state, here, path)
            if state.alias:
                continue
            if text_of(state.get("Type")) == "Parallel":
                branches = state.get("Branches")
                for index, branch in enumerate(branches.items if branches is not None else ()):
                    inner = child_path(path, index)
                    yield (*here, "Branches", index), inner
                    waiting.append(((*here, "Branches", index), inner, branch))
            elif text_of(state.get("Type")) == "Map":
                key = "Iterator" if state.get("ItemProcessor") is None else "ItemProcessor"
                processor = state.get(key)
                if processor is not None:
                    waiting.append(((*here, key), path, processor))


def _transitions(state: Node, pointer: Pointer, path: str) -> Iterator[tuple[Pointer, Thing]]:
    for key, kind in _FIELDS.items():
        if state.get(key) is not None:
            yield (*pointer, key), TransitionRef(source=path, kind=kind)
    for key, kind in _LISTS.items():
        entries = state.get(key)
        for index in range(len(entries.items) if entries is not None else 0):
            yield (*pointer, key, index), TransitionRef(source=path, kind=kind, index=index)


def _thing_at(definition: Definition, pointer: Pointer) -> Thing | None:
    """Return what stands at ``pointer``, if that is a state, a branch or a transition of one."""
    machine: Node | None = definition.root
    path, rest = "", pointer
    while machine is not None and len(rest) > 1:
        states = machine.get("States")
        state = states.get(str(rest[1])) if states is not None and rest[0] == "States" else None
        if state is None or state.kind != "object":
            return None
        path, rest, state_type = child_path(path, rest[1]), rest[2:], text_of(state.get("Type"))
        match rest:
            case ():
                return path
            case (str(key),) if key in _FIELDS:
                return TransitionRef(source=path, kind=_FIELDS[key])
            case (str(key), int(index)) if key in _LISTS:
                return TransitionRef(source=path, kind=_LISTS[key], index=index)
            case ("Branches", int(index), *_) if state_type == "Parallel":
                branches = state.get("Branches")
                machine = None if branches is None else _child(branches, index)
                path, rest = child_path(path, index), rest[2:]
                if not rest:
                    return path
            case ("ItemProcessor" | "Iterator" as key, *_) if state_type == "Map":
                machine, rest = state.get(key), rest[1:]
            case _:
                return None
    return None


def _child(node: Node, key: str | int) -> Node | None:
    if isinstance(key, str):
        return node.get(key)
    return node.items[key] if key < len(node.items) else None


def _pointer_to(root: Node, wanted: Node) -> Pointer | None:
    """Return the way to a node of the same text; ``None`` for one of another text."""
    node, found = root, list[str | int]()
    while node is not wanted:
        if node.alias:
            return None
        inner: list[tuple[str | int, Node | None]] = [*enumerate(node.items), *((m.key, m.value) for m in node.members)]
        for key, child in inner:
            if child is not None and child.start <= wanted.start and wanted.end <= child.end:
                found.append(key)
                node = child
                break
        else:
            return None
    return tuple(found)

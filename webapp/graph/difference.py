"""What differs between two machines: states added, removed, changed, renamed and moved, and the transitions between.

States are matched by name, machine by machine from the outside in. Of what is left, a state that has another name and
does the same is a renamed one; one of the same name in another machine that does the same was moved. A transition to a
renamed state has not changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from webapp.asl import Machine, to_json
from webapp.values import child_path, parent_path, state_name

_INNER: Final = frozenset({"ItemProcessor", "Branches"})
_MACHINE_FIELDS: Final = ("Comment", "QueryLanguage", "TimeoutSeconds", "ProcessorConfig", "StartAt")
_ALIKE: Final = 0.5
"""From this share of equal fields on, a neighbour of the same states counts as renamed."""

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangedState:
    """A state that is in both machines. ``before`` is its path in the first, ``fields`` are those that differ."""

    path: str
    before: str
    fields: tuple[str, ...]

    @property
    def is_renamed(self) -> bool:
        """Whether it has another name."""
        return state_name(self.path) != state_name(self.before)


@dataclass(frozen=True, slots=True)
class Difference:
    """``added`` are paths in the second machine, ``removed`` in the first; ``changed`` has the renamed and moved too.

    ``pairs`` maps the path of every state that is in both, in the second machine, to its path in the first. ``fields``
    are those of the machine itself that differ.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedState, ...]
    fields: tuple[str, ...]
    pairs: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether the two machines are the same."""
        return not (self.added or self.removed or self.changed or self.fields)


def compare(before: Machine, after: Machine) -> Difference:
    """Return what has to change in ``before`` to make it ``after``."""
    left, right = _Side(before), _Side(after)
    pairs: dict[str, str] = {}
    _match_machine(left, right, "", "", pairs)
    _match_moved(left, right, pairs)
    known = set(pairs.values())
    return Difference(
        added=tuple(path for path in right.bodies if path not in pairs),
        removed=tuple(path for path in left.bodies if path not in known),
        changed=tuple(_changes(left, right, pairs)),
        fields=_fields_that_differ(left.fields, _with_renamed_start(left, right, pairs), _MACHINE_FIELDS),
        pairs=pairs,
    )


class _Side:
    """One machine taken apart: the body of each state without what it holds, by path, and the names in each machine."""

    def __init__(self, machine: Machine) -> None:
        self.bodies: dict[str, Body] = {}
        self.names: dict[str, list[str]] = {"": []}
        self.inner: dict[str, list[str]] = {}
        self.fields: dict[str, Any] = {}
        whole = to_json(machine)
        self.fields = {name: whole[name] for name in _MACHINE_FIELDS if name in whole}
        waiting: list[tuple[str, Any]] = [("", whole)]
        while waiting:
            prefix, definition = waiting.pop()
            states: Mapping[str, Any] = definition.get("States") or {}
            self.names[prefix] = [child_path(prefix, name) for name in states]
            for name, state in states.items():
                path = child_path(prefix, name)
                inner = list(_inner(path, state))
                self.bodies[path] = {
                    **{field: value for field, value in state.items() if field not in _INNER},
                    **{f"{prefix} {field}": each[field] for prefix, each in inner for field in _own(each)},
                }
                self.inner[path] = [prefix for prefix, _ in inner]
                waiting.extend(inner)

    def successors(self, path: str) -> frozenset[str]:
        """Return the names that the state at ``path`` goes to."""
        return frozenset(_references(self.bodies[path]))

    def predecessors(self, path: str) -> frozenset[str]:
        """Return the names of the states that go to the one at ``path``."""
        name = state_name(path)
        around = self.names[parent_path(path)]
        return frozenset(state_name(other) for other in around if name in _references(self.bodies[other]))


def _own(definition: Mapping[str, Any]) -> Iterator[str]:
    return (field for field in _MACHINE_FIELDS if field in definition and field != "StartAt")


def _inner(path: str, state: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "ItemProcessor" in state:
        yield path, state["ItemProcessor"]
    for index, branch in enumerate(state.get("Branches") or ()):
        yield child_path(path, index), branch


def _match_machine(left: _Side, right: _Side, before: str, after: str, pairs: dict[str, str]) -> None:
    """Match the states of one machine with those of another, then what those hold."""
    waiting = [(before, after)]
    while waiting:
        before, after = waiting.pop()
        here = _match_names(left.names[before], right.names[after])
        _match_renamed(left, right, before, after, here)
        pairs |= here
        for path, old in here.items():
            waiting.extend(zip(left.inner[old], right.inner[path], strict=False))


def _match_names(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    by_name = {state_name(path): path for path in before}
    return {path: by_name[state_name(path)] for path in after if state_name(path) in by_name}


def _match_renamed(left: _Side, right: _Side, before: str, after: str, here: dict[str, str]) -> None:
    known = set(here.values())
    old = [path for path in left.names[before] if path not in known]
    for path in right.names[after]:
        if path in here or not old:
            continue
        best = max(old, key=lambda other: _likeness(left, right, other, path))
        if _likeness(left, right, best, path) > _ALIKE:
            here[path] = best
            old.remove(best)


def _likeness(left: _Side, right: _Side, old: str, new: str) -> float:
    """Return 2 for states that do the same, less for others; at most ``_ALIKE`` where they share no neighbour."""
    before, after = _without_references(left.bodies[old]), _without_references(right.bodies[new])
    if before.get("Type") != after.get("Type"):
        return 0.0
    shared = left.successors(old) & right.successors(new) or left.predecessors(old) & right.predecessors(new)
    if before == after:
        return 2.0 if shared else 1.5
    fields = before.keys() | after.keys()
    share = sum(1 for field in fields if before.get(field) == after.get(field)) / len(fields)
    return share if shared else min(share, _ALIKE)


def _match_moved(left: _Side, right: _Side, pairs: dict[str, str]) -> None:
    known = set(pairs.values())
    gone = {state_name(path): path for path in left.bodies if path not in known}
    for path in right.bodies:
        old = gone.get(state_name(path))
        if path in pairs or old is None:
            continue
        if _without_references(left.bodies[old]) == _without_references(right.bodies[path]):
            pairs[path] = gone.pop(state_name(path))


def _changes(left: _Side, right: _Side, pairs: Mapping[str, str]) -> Iterator[ChangedState]:
    names = {(parent_path(old), state_name(old)): state_name(path) for path, old in pairs.items()}
    for path in right.bodies:
        old = pairs.get(path)
        if old is None:
            continue
        before = _renamed(left.bodies[old], parent_path(old), names)
        before = {_here(field, old, path): value for field, value in before.items()}
        fields = _fields_that_differ(before, right.bodies[path])
        if fields or state_name(path) != state_name(old) or not _same_machine(path, old, pairs):
            yield ChangedState(path, old, tuple(field.rpartition(" ")[2] for field in fields))


def _here(field: str, old: str, new: str) -> str:
    """Return the key of a field of what the state holds as it is in the other machine, where its path differs."""
    prefix, blank, name = field.rpartition(" ")
    return f"{new}{prefix[len(old) :]} {name}" if blank else field


def _same_machine(path: str, old: str, pairs: Mapping[str, str]) -> bool:
    """Tell whether the machines around the two are the same one: the root, or a branch of states that are a pair."""
    after, before = parent_path(path), parent_path(old)
    if not after or not before:
        return after == before
    if pairs.get(after) == before:
        return True
    branch = after.rpartition("/")[2]
    return branch == before.rpartition("/")[2] and pairs.get(parent_path(after)) == parent_path(before)


def _with_renamed_start(left: _Side, right: _Side, pairs: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of the second machine, its start under its name in the first."""
    fields = dict(right.fields)
    start = fields.get("StartAt")
    if start is not None and child_path("", start) in pairs:
        fields["StartAt"] = state_name(pairs[child_path("", start)])
    return fields


def _fields_that_differ(before: Body, after: Body, order: Sequence[str] = ()) -> tuple[str, ...]:
    names = order or tuple(dict.fromkeys((*before, *after)))
    return tuple(name for name in names if before.get(name, ...) != after.get(name, ...))


def _references(body: Body) -> Iterator[str]:
    for field in ("Next", "Default"):
        if isinstance(body.get(field), str):
            yield body[field]
    for field in ("Choices", "Catch"):
        for entry in body.get(field) or ():
            if isinstance(entry, dict) and isinstance(entry.get("Next"), str):
                yield entry["Next"]


def _without_references(body: Body) -> dict[str, Any]:
    plain = {field: value for field, value in body.items() if field not in ("Next", "Default", "End")}
    for field in ("Choices", "Catch"):
        if field in plain:
            plain[field] = [_without(entry) for entry in plain[field]]
    return {field.rpartition(" ")[2]: value for field, value in plain.items()}


def _without(entry: Any) -> Any:
    return {name: value for name, value in entry.items() if name != "Next"} if isinstance(entry, dict) else entry


def _renamed(body: Body, machine: str, names: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Return ``body``, a state of the first machine, naming the states that it goes to as the second does."""

    def now(name: Any) -> Any:
        return names.get((machine, name), name) if isinstance(name, str) else name

    renamed = {field: now(value) if field in ("Next", "Default") else value for field, value in body.items()}
    for field in ("Choices", "Catch"):
        if field in renamed:
            renamed[field] = [
                {**entry, "Next": now(entry["Next"])} if isinstance(entry, dict) and "Next" in entry else entry
                for entry in renamed[field]
            ]
    return renamed

"""Random gestures on a plain machine, the same for the same seed."""

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

from tests.editing.plain_machines import Placed, Plain, machines, walk
from webapp.editing import (
    AddBranch,
    Connect,
    DeleteState,
    Disconnect,
    EditCommand,
    InsertState,
    RenameState,
    SetField,
    TransitionRef,
)
from webapp.values import Entropy, join_pointer

T = TypeVar("T")

TYPES = ("Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map")
NAMES = (
    "Renamed",
    "It's: a #1",
    "yes",
    "42",
    "Größe ✓",
    "a/b~c",
    "- item",
    'with "quotes"',
    "tab\there",
    "#start",
    "{x}",
)
VALUES: tuple[Any, ...] = (
    7,
    2.5,
    True,
    None,
    "plain words",
    "no",
    "$.a[0].b",
    "${Placeholder}",
    "two\nlines\n",
    "{% $states.input %}",
    "",
    "# no comment",
    [],
    {},
    ["States.ALL"],
    {"a": {"b": [1, {"c": "d: e"}]}, "f.$": "$.f"},
    [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}],
)
FIELDS = ("Comment", "Parameters", "ResultPath", "Retry", "TimeoutSeconds", "Unknown", "InputPath", "Assign", "Type")


class Gestures:
    """Draws gestures for one machine."""

    def __init__(self, machine: Plain, seed: int) -> None:
        self.machine = machine
        self.entropy = Entropy(seed)
        self.states = list(walk(machine))

    def draw(self) -> EditCommand:
        """Return a gesture; that it makes sense is not sure."""
        kinds = (self._insert, self._insert, self._delete, self._rename, self._connect, self._disconnect)
        return self._pick((*kinds, self._set, self._set, self._remove, self._add_branch))()

    def _pick(self, choices: Sequence[T]) -> T:
        return choices[self.entropy.integer(0, len(choices) - 1)]

    def _insert(self) -> EditCommand:
        state_type = self._pick(TYPES)
        where = self.entropy.integer(0, 9)
        if where == 0:
            return InsertState(state_type=state_type)
        if where == 1:
            return InsertState(state_type=state_type, into=self._pick([prefix for prefix, _ in machines(self.machine)]))
        name = "Chosen" if where == 2 else None
        return InsertState(state_type=state_type, name=name, on=self._transition(new=True))

    def _delete(self) -> EditCommand:
        return DeleteState(path=self._pick(self.states).path)

    def _rename(self) -> EditCommand:
        return RenameState(path=self._pick(self.states).path, name=self._pick(NAMES))

    def _connect(self) -> EditCommand:
        ref = self._transition(new=True)
        names = [*self._machine_of(ref)["States"], "#end"]
        return Connect(transition=ref, target=self._pick(names))

    def _disconnect(self) -> EditCommand:
        return Disconnect(transition=self._transition(new=False))

    def _set(self) -> EditCommand:
        placed = self._pick(self.states)
        pointer = join_pointer("", self._pick(FIELDS))
        depth = self.entropy.integer(0, 3)
        if depth == 1:
            pointer = "/Parameters/new"
        elif depth == 2:
            pointer = self._pick(pointers(placed.state))
        elif depth == 3:
            pointer = "/Retry/-" if isinstance(placed.state.get("Retry", []), list) else "/Comment"
        return SetField(path=placed.path, pointer=pointer, value=self._pick(VALUES))

    def _remove(self) -> EditCommand:
        placed = self._pick(self.states)
        return SetField(path=placed.path, pointer=self._pick(pointers(placed.state)), remove=True)

    def _add_branch(self) -> EditCommand:
        parallels = [placed for placed in self.states if placed.state.get("Type") == "Parallel"]
        return AddBranch(path=self._pick(parallels or self.states).path)

    def _transition(self, *, new: bool) -> TransitionRef:
        refs = [TransitionRef(source=child_path_start(prefix), kind="start") for prefix, _ in machines(self.machine)]
        for placed in self.states:
            refs.extend(transitions(placed, new=new))
        return self._pick(refs)

    def _machine_of(self, ref: TransitionRef) -> Plain:
        if ref.kind == "start":
            return dict(machines(self.machine))[ref.source.rpartition("/")[0]]
        return next(placed.machine for placed in self.states if placed.path == ref.source)


def child_path_start(prefix: str) -> str:
    """Return the path of the drawn start of a machine."""
    return f"{prefix}/#start" if prefix else "#start"


def transitions(placed: Placed, *, new: bool) -> list[TransitionRef]:
    """Return the transitions of a state, with those that could be made where ``new``."""

    def ref(kind: Literal["next", "choice", "default", "catch", "end"], index: int | None = None) -> TransitionRef:
        return TransitionRef(source=placed.path, kind=kind, index=index)

    state = placed.state
    refs = [ref("catch", index) for index in range(len(state.get("Catch") or []))]
    refs += [ref("choice", index) for index in range(len(state.get("Choices") or []))]
    if state.get("Type") == "Choice":
        return refs + ([ref("default")] if new or "Default" in state else []) + ([ref("choice")] if new else [])
    if state.get("Type") in ("Succeed", "Fail"):
        return [*refs, ref("end")]
    moving = [ref("next" if "Next" in state else "end")]
    return refs + moving + ([ref("catch")] if new and state.get("Type") in ("Task", "Map", "Parallel") else [])


def pointers(value: Any, prefix: str = "") -> list[str]:
    """Return the pointers of everything inside a value, but for states."""
    found: list[str] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        pointer = join_pointer(prefix, key)
        if key in ("Branches", "ItemProcessor", "Iterator", "States"):
            continue
        found.append(pointer)
        found.extend(pointers(item, pointer))
    return found or ["/Comment"]

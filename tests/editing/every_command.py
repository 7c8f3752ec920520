"""A command of every kind, drawn for a plain machine: what each law is tried on."""

import json
from collections.abc import Callable
from typing import Any, get_args

from tests.editing.gestures import FIELDS, NAMES, TYPES, VALUES, child_path_start, pointers, transitions
from tests.editing.plain_machines import Placed, Plain, machines, states_of, walk
from webapp.editing import (
    AddBranch,
    AddEntry,
    ChangeType,
    Connect,
    ConvertQueryLanguage,
    DeleteState,
    DeleteStates,
    Disconnect,
    DuplicateStates,
    EditCommand,
    Example,
    FormatText,
    InsertState,
    MoveEntry,
    MoveStates,
    PasteStates,
    Reconnect,
    RemoveEntry,
    RenameState,
    SetEnd,
    SetField,
    SetProcessor,
    SetStart,
    TransitionRef,
    UnwrapState,
    WrapStates,
    templates,
)
from webapp.values import Entropy, join_pointer

LISTS = {"rule": "Choices", "catcher": "Catch", "retrier": "Retry", "branch": "Branches"}
COPIED: tuple[Any, ...] = (
    {"Type": "Pass", "End": True},
    {"StartAt": "One", "States": {"One": {"Type": "Wait", "Seconds": 1, "Next": "Two"}, "Two": {"Type": "Succeed"}}},
    {'it\'s "odd"': {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:${F}", "End": True}},
)
TEMPLATES = tuple(template.id for template in templates())
EXAMPLES = [Example(input={"a": 1, "value": [1, 2], "name": "x"}, result={"Payload": {"b": 2}})]


class EveryCommand:
    """Draws commands of one kind after the other."""

    def __init__(self, machine: Plain, seed: int) -> None:
        self.entropy = Entropy(seed)
        self.places = list(walk(machine))
        self.machines = list(machines(machine))
        self.refs = [TransitionRef(source=child_path_start(prefix), kind="start") for prefix, _ in self.machines]
        for placed in self.places:
            self.refs += _transitions(placed)

    def draw(self, kind: type[EditCommand]) -> EditCommand | None:
        """Return a command of ``kind``, ``None`` where the machine has no place for one."""
        return DRAWS[kind](self) if self.places else None

    def pick(self, choices: Any) -> Any:
        """Return one of ``choices``."""
        return choices[self.entropy.integer(0, len(choices) - 1)]

    def path(self) -> str:
        """Return the path of a state."""
        return str(self.pick(self.places).path)

    def paths(self) -> list[str]:
        """Return the paths of one to three states, mostly of those that follow each other."""
        first = self.entropy.integer(0, len(self.places) - 1)
        if self.entropy.integer(0, 3):
            return [placed.path for placed in self.places[first : first + self.entropy.integer(1, 3)]]
        return list({self.path(): None for _ in range(self.entropy.integer(1, 3))})

    def place(self) -> dict[str, Any]:
        """Return a place, as ``move_states`` names it."""
        match self.entropy.integer(0, 4):
            case 0 | 1:
                return {"after": self.path()}
            case 2:
                return {"into": self.pick(self.machines)[0]}
            case _:
                return {"on": self.pick(self.refs)}

    def entry(self) -> tuple[str, Any, int]:
        """Return a state with a list of entries, which these are, and how many."""
        found = [
            (placed.path, entry, len(placed.state[field]))
            for placed in self.places
            for entry, field in LISTS.items()
            if isinstance(placed.state.get(field), list) and placed.state[field]
        ]
        return self.pick(found) if found else (self.path(), self.pick(list(LISTS)), 1)

    def names(self, ref: TransitionRef) -> list[str]:
        """Return where a transition may lead."""
        prefix = ref.source.rpartition("/")[0]
        return [*states_of(dict(self.machines).get(prefix, {})), "#end"]


def _insert(on: EveryCommand) -> EditCommand:
    chosen = {"template": on.pick(TEMPLATES)} if on.entropy.integer(0, 2) == 0 else {"state_type": on.pick(TYPES)}
    where: dict[str, Any] = {"on": on.pick(on.refs)} if on.entropy.integer(0, 3) else {"into": on.pick(on.machines)[0]}
    return InsertState(**chosen, **where)


def _set(on: EveryCommand) -> EditCommand:
    placed = on.pick(on.places)
    pointer = join_pointer("", on.pick(FIELDS)) if on.entropy.integer(0, 1) else on.pick(pointers(placed.state))
    if on.entropy.integer(0, 3) == 0:
        return SetField(path=placed.path, pointer=on.pick(pointers(placed.state)), remove=True)
    return SetField(path=placed.path, pointer=pointer, value=on.pick(VALUES))


def _connect(on: EveryCommand) -> EditCommand:
    ref = on.pick(on.refs)
    return Connect(transition=ref, target=on.pick(on.names(ref)))


def _add_entry(on: EveryCommand) -> EditCommand:
    path, entry, count = on.entry() if on.entropy.integer(0, 1) else (on.path(), on.pick(list(LISTS)), 0)
    index = on.entropy.integer(0, count) if on.entropy.integer(0, 1) else None
    return AddEntry(path=path, entry=entry, index=index)


def _remove_entry(on: EveryCommand) -> EditCommand:
    path, entry, count = on.entry()
    return RemoveEntry(path=path, entry=entry, index=on.entropy.integer(0, count - 1))


def _move_entry(on: EveryCommand) -> EditCommand:
    path, entry, count = on.entry()
    return MoveEntry(
        path=path, entry=entry, index=on.entropy.integer(0, count - 1), to=on.entropy.integer(0, count - 1)
    )


def _wrap(on: EveryCommand) -> EditCommand:
    return WrapStates(
        paths=on.paths(), container=on.pick(("Parallel", "Map", "try")), handler=on.pick(("Pass", "Fail"))
    )


def _unwrap(on: EveryCommand) -> EditCommand:
    containers = [placed.path for placed in on.places if placed.state.get("Type") in ("Parallel", "Map")]
    return UnwrapState(path=on.pick(containers or [on.path()]), in_sequence=bool(on.entropy.integer(0, 1)))


DRAWS: dict[type[EditCommand], Callable[[EveryCommand], EditCommand]] = {
    InsertState: _insert,
    DeleteState: lambda on: DeleteState(path=on.path()),
    RenameState: lambda on: RenameState(path=on.path(), name=on.pick(NAMES)),
    Connect: _connect,
    Disconnect: lambda on: Disconnect(transition=on.pick(on.refs)),
    SetField: _set,
    ChangeType: lambda on: ChangeType(path=on.path(), state_type=on.pick(TYPES)),
    SetProcessor: lambda on: SetProcessor(
        path=on.pick([each.path for each in on.places if each.state.get("Type") == "Map"] or [on.path()]),
        field=on.pick(("ItemProcessor", "Iterator")),
    ),
    AddBranch: lambda on: AddBranch(
        path=on.pick([each.path for each in on.places if each.state.get("Type") == "Parallel"] or [on.path()])
    ),
    DeleteStates: lambda on: DeleteStates(paths=on.paths()),
    SetStart: lambda on: SetStart(path=on.path()),
    SetEnd: lambda on: SetEnd(path=on.path()),
    Reconnect: lambda on: Reconnect(transition=on.pick(on.refs), source=on.path()),
    AddEntry: _add_entry,
    RemoveEntry: _remove_entry,
    MoveEntry: _move_entry,
    MoveStates: lambda on: MoveStates(paths=on.paths(), **on.place()),
    DuplicateStates: lambda on: DuplicateStates(paths=on.paths(), **(on.place() if on.entropy.integer(0, 1) else {})),
    PasteStates: lambda on: PasteStates(text=json.dumps(on.pick(COPIED)), **on.place()),
    WrapStates: _wrap,
    UnwrapState: _unwrap,
    ConvertQueryLanguage: lambda on: ConvertQueryLanguage(
        path=on.path(), to=on.pick(("JSONata", "JSONata", "JSONPath")), examples=EXAMPLES
    ),
    FormatText: lambda _: FormatText(),
}
KINDS = tuple(kind for kind in get_args(EditCommand))


def _transitions(placed: Placed) -> list[TransitionRef]:
    try:
        return transitions(placed, new=True)
    except (TypeError, AttributeError):
        return []

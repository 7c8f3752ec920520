"""The machine that is edited, as nodes of the text: where its states stand, by path, and how they are called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from webapp.asl.nodes import Node
from webapp.asl.text import Document
from webapp.editing.draft import Draft
from webapp.editing.edits import EditRefused
from webapp.values import child_path, parent_path, state_name

MAX_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class MachinePlace:
    """A machine: the whole, or a branch or processor that ``owner`` holds. ``node`` is ``None`` where there is none."""

    prefix: str
    node: Node | None
    owner: "StatePlace | None" = None
    branch: int | None = None

    @property
    def states(self) -> Node | None:
        """Return the object of its states, if there is one with states in it."""
        states = self.node.get("States") if self.node is not None else None
        return states if states is not None and states.kind == "object" and states.members else None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its own states, in the order of the text."""
        return () if self.states is None else tuple(dict.fromkeys(member.key for member in self.states.members))

    @property
    def title(self) -> str:
        """Return what a message calls it."""
        if self.owner is None:
            return "the machine itself"
        return f'branch {self.branch} of "{self.owner.name}"' if self.branch is not None else f'"{self.owner.name}"'


@dataclass(frozen=True, slots=True)
class StatePlace:
    """A state: ``node`` is its object, ``machine`` the one whose ``States`` it stands in."""

    path: str
    name: str
    node: Node
    machine: MachinePlace

    @property
    def type(self) -> str:
        """Return its ``Type`` as written."""
        return text_of(self.node.get("Type")) or ""


@dataclass(slots=True)
class Definition:
    """The machine at a place of a document, and the changes that a command has made so far."""

    document: Document
    root: Node
    draft: Draft = field(default_factory=Draft)
    is_inside: bool = False
    """The text is itself inside a file, which has a say in what a placeholder is."""
    _paths: dict[str, str] | None = field(default=None, init=False, compare=False)

    @property
    def is_whole_text(self) -> bool:
        """Return whether the machine is all that the text holds, and the text a file of its own."""
        return self.root is self.document.root and not self.is_inside

    @property
    def is_jsonata(self) -> bool:
        """Return whether new states speak JSONata."""
        return text_of(self.root.get("QueryLanguage")) == "JSONata"

    def machine(self, prefix: str) -> MachinePlace:
        """Return the machine whose states have ``prefix`` before their names."""
        if not prefix:
            return MachinePlace("", self.root)
        outer, branch = parent_path(prefix), state_name(prefix)
        holder = self.find(outer) if outer and branch.isascii() and branch.isdecimal() else None
        if holder is not None and holder.type == "Parallel":
            return MachinePlace(prefix, _item(holder.node.get("Branches"), int(branch)), holder, int(branch))
        owner = self.state(prefix)
        if owner.type != "Map":
            raise EditRefused(f'"{owner.name}" is a {owner.type or "state"} and holds no states.')
        return MachinePlace(prefix, processor_of(owner.node), owner)

    def find(self, path: str) -> StatePlace | None:
        """Return the state at ``path``, if there is one."""
        try:
            return self.state(path)
        except EditRefused:
            return None

    def state(self, path: str) -> StatePlace:
        """Return the state at ``path``."""
        if not path:
            raise EditRefused("Select a state first.")
        machine, name = self.machine(parent_path(path)), state_name(path)
        node = machine.states.get(name) if machine.states is not None else None
        if node is None or node.kind != "object":
            raise EditRefused(f'There is no state "{name}" in {machine.title}.')
        return StatePlace(path, name, node, machine)

    def states_of(self, machine: MachinePlace) -> Iterator[StatePlace]:
        """Yield the states that stand in ``machine`` itself."""
        states = machine.states
        # The last of duplicates counts, as for the language; one look at each, for there may be thousands.
        nodes = {} if states is None else {member.key: member.value for member in states.members}
        for name, node in nodes.items():
            if node is not None and node.kind == "object":
                yield StatePlace(child_path(machine.prefix, name), name, node, machine)

    def paths_by_name(self) -> Mapping[str, str]:
        """Return the names of all states at every depth, with their paths."""
        if self._paths is None:
            self._paths = self._find_paths()
        return self._paths

    def _find_paths(self) -> dict[str, str]:
        found: dict[str, str] = {}
        waiting = [self.machine("")]
        while waiting:
            machine = waiting.pop()
            for name in machine.names:
                found.setdefault(name, child_path(machine.prefix, name))
            for state in self.states_of(machine):
                waiting.extend(_inner(state))
        return found

    def check_name(self, name: str) -> None:
        """Refuse a name that no state may have, or that one has."""
        if not name.strip():
            raise EditRefused("A state needs a name.")
        if len(name) > MAX_NAME_LENGTH:
            raise EditRefused(f"A state's name has at most {MAX_NAME_LENGTH} characters; this has {len(name)}.")
        path = self.paths_by_name().get(name)
        if path is not None:
            where = self.machine(parent_path(path)).title
            raise EditRefused(f'There is already a state "{name}" in {where}: names are unique in a whole machine.')


def text_of(node: Node | None) -> str | None:
    """Return the text that ``node`` is, if it is one."""
    return node.value if node is not None and isinstance(node.value, str) else None


def processor_of(state: Node) -> Node | None:
    """Return what a Map runs for each item: ``ItemProcessor``, or the older ``Iterator``."""
    processor = state.get("ItemProcessor")
    return state.get("Iterator") if processor is None else processor


def free_name(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, with a number from 2 behind it if it is taken, and take it."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}{number}", number + 1
    taken.add(name)
    return name


def _inner(state: StatePlace) -> list[MachinePlace]:
    if state.type == "Parallel":
        branches = state.node.get("Branches")
        count = len(branches.items) if branches is not None else 0
        return [MachinePlace(child_path(state.path, i), _item(branches, i), state, i) for i in range(count)]
    if state.type == "Map":
        return [MachinePlace(state.path, processor_of(state.node), state)]
    return []


def _item(node: Node | None, index: int) -> Node | None:
    return node.items[index] if node is not None and index < len(node.items) else None

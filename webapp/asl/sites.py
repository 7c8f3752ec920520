"""Where the machines and states of a document are."""

from dataclasses import dataclass, field

from webapp.asl.nodes import Member, Node
from webapp.asl.parse_states import items_of
from webapp.values import child_path, join_pointer


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A state in its text. ``pointer`` starts at the machine that was parsed; ``inner`` are the machines inside."""

    path: str
    name: str
    pointer: str
    node: Node
    member: Member
    inner: tuple["Site", ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A machine in its text. ``owner`` is ``Machine``, ``Branch`` or ``Processor``.

    ``path`` stands before the paths of its states, ``holder`` is the path of the state that it stands in, ``None`` for
    the root. ``entries`` are all members of ``States``, also those that are no objects and therefore no places.
    """

    owner: str
    node: Node
    pointer: str
    path: str
    holder: str | None
    entries: tuple[Member, ...]
    places: list[Place] = field(default_factory=list)


def find_sites(root: Node) -> tuple[Site, ...]:
    """Return all machines of the definition ``root``, each before those inside it."""
    first = _site("Machine", root, "", "", None)
    found: list[Site] = []
    waiting = [first]
    while waiting:
        site = waiting.pop()
        found.append(site)
        states = join_pointer(site.pointer, "States")
        last = {member.key: member for member in site.entries}
        for name, member in last.items():
            if member.value is None or member.value.kind != "object":
                continue
            path, pointer = child_path(site.path, name), join_pointer(states, name)
            inner = _inner_sites(member.value, path, pointer)
            site.places.append(Place(path, name, pointer, member.value, member, inner))
        for place in reversed(site.places):
            waiting.extend(reversed(place.inner))
    return tuple(found)


def _inner_sites(state: Node, path: str, pointer: str) -> tuple[Site, ...]:
    type_node = state.get("Type")
    kind = None if type_node is None else type_node.value
    if kind == "Parallel":
        return tuple(
            _site("Branch", branch, join_pointer(pointer, "Branches", index), child_path(path, index), path)
            for index, branch in enumerate(items_of(state, "Branches"))
            if branch.kind == "object"
        )
    if kind == "Map":
        for name in ("ItemProcessor", "Iterator"):
            processor = state.get(name)
            if processor is not None and processor.kind == "object":
                return (_site("Processor", processor, join_pointer(pointer, name), path, path),)
    return ()


def _site(owner: str, node: Node, pointer: str, path: str, holder: str | None) -> Site:
    states = node.get("States")
    entries = states.members if states is not None and states.kind == "object" else ()
    return Site(owner, node, pointer, path, holder, entries)

"""Where in the language a place in the text is: in which machine, state and field, by the field table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from webapp.asl import FIELDS_OF, Field, Member, Node, Shape
from webapp.asl.fields import STATE_OWNERS
from webapp.values import child_path

UNKNOWN: str = "State"
"""The owner of a state's fields while it has no known Type."""


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the way down to a place: the member or item taken, and the object or array that holds it."""

    holder: Node
    token: str | int
    member: Member | None
    node: Node | None


@dataclass(frozen=True, slots=True)
class Site:
    """A machine around a place.

    ``holder`` is the path of the state that it stands in, ``path`` what stands before the paths of its states.
    """

    node: Node
    path: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the language.

    ``owner`` and ``part`` are the innermost object that the field table knows; ``field`` is the field of it that the
    place is in, ``inner`` the way on inside that field's value. ``around`` is the innermost object or array, ``in_key``
    whether the place is the key of a member. ``names_state`` is whether it is the key of a state.
    """

    sites: tuple[Site, ...]
    owner: str
    part: Node
    around: Node
    jsonata: bool
    field: Field | None = None
    inner: tuple[str | int, ...] = ()
    in_key: bool = False
    names_state: bool = False
    state: Node | None = None
    state_name: str = ""
    state_path: str = ""

    @property
    def machine(self) -> Node:
        """The innermost machine."""
        return self.sites[-1].node


def steps_to(root: Node, offset: int) -> tuple[tuple[Step, ...], bool] | None:
    """Return the way to the value or key at ``offset`` and whether it is a key; ``None`` where nothing stands there."""
    if not root.start <= offset <= root.end:
        return None
    steps: list[Step] = []
    node = root
    while True:
        step = _step(node, offset)
        if step is None:
            return tuple(steps), False
        steps.append(step)
        if step.member is not None and step.member.key_node.start <= offset <= step.member.key_node.end:
            return tuple(steps), True
        if step.node is None or step.node.alias or not step.node.start <= offset <= step.node.end:
            return tuple(steps), False
        node = step.node


def _step(node: Node, offset: int) -> Step | None:
    for index, item in enumerate(node.items):
        if item.start <= offset <= item.end:
            return Step(node, index, None, item)
    for member in node.members:
        if not member.merged and member.start <= offset <= max(member.end, member.value.end if member.value else 0):
            return Step(node, member.key, member, member.value)
    return None


def ground(root: Node, steps: Sequence[Step], in_key: bool) -> Spot:
    """Return what the place at the end of ``steps`` is, in the machine ``root``."""
    language = root.get("QueryLanguage")
    spoken = language is not None and language.value == "JSONata"
    sites = (Site(root, "", None),)
    spot = Spot(sites, "Machine", root, root, spoken)
    place = 0
    while place < len(steps):
        step, last = steps[place], place == len(steps) - 1
        if last and in_key:
            return replace(spot, around=step.holder, in_key=True)
        field = FIELDS_OF.get(spot.owner, _fields_of_unknown()).get(str(step.token))
        rest = steps[place + 1 :]
        here = replace(spot, field=field, around=step.holder, in_key=in_key)
        if field is None or step.node is None:
            inner = tuple(each.token for each in rest)
            return replace(here, inner=inner, around=(rest or [step])[-1].holder)
        match field.shape:
            case Shape.STATES if rest:
                if len(rest) == 1 and in_key:
                    return replace(here, around=rest[0].holder, inner=(rest[0].token,), names_state=True)
                spot = _state(spot, rest[0], spoken)
                place += 2
            case Shape.MACHINE if rest:
                spot = _machine(spot, step.node, field.part, spot.state_path)
                place += 1
            case Shape.PARTS if rest:
                part = rest[0].node
                if part is None or (len(rest) == 1 and not in_key and part.kind != "object"):
                    return replace(here, around=rest[0].holder, inner=(rest[0].token,))
                if field.part == "Branch":
                    spot = _machine(spot, part, "Branch", child_path(spot.state_path, rest[0].token))
                else:
                    spot = replace(spot, owner=field.part, part=part, around=part)
                place += 2
            case Shape.PART if rest:
                spot = replace(spot, owner=field.part, part=step.node, around=step.node)
                place += 1
            case _:
                inner = tuple(each.token for each in rest)
                return replace(here, inner=inner, around=rest[-1].holder if rest else step.holder)
    return spot


def _state(spot: Spot, step: Step, spoken: bool) -> Spot:
    node = step.node
    if node is None:
        return spot
    kind, language = node.get("Type"), node.get("QueryLanguage")
    owner = str(kind.value) if kind is not None and kind.value in STATE_OWNERS else UNKNOWN
    jsonata = (
        spoken if language is None or language.value not in ("JSONPath", "JSONata") else language.value == "JSONata"
    )
    return replace(
        spot,
        owner=owner,
        part=node,
        around=node,
        jsonata=jsonata,
        state=node,
        state_name=str(step.token),
        state_path=child_path(spot.sites[-1].path, str(step.token)),
    )


def _machine(spot: Spot, node: Node, owner: str, path: str) -> Spot:
    sites = (*spot.sites, Site(node, path, spot.state_path))
    return replace(spot, sites=sites, owner=owner, part=node, around=node)


def fields_of(owner: str) -> dict[str, Field]:
    """Return the fields of an owner; of a state without a known Type, those of all."""
    return dict(FIELDS_OF.get(owner) or _fields_of_unknown())


@cache
def _fields_of_unknown() -> dict[str, Field]:
    found: dict[str, Field] = {}
    for owner in STATE_OWNERS:
        for name, field in FIELDS_OF[owner].items():
            found.setdefault(name, field)
    return found


def states_of(machine: Node) -> Iterator[Member]:
    """Yield the states of a machine that are objects."""
    states = machine.get("States")
    for member in states.members if states is not None else ():
        if member.value is not None and member.value.kind == "object":
            yield member


def inner_machines(member: Member, path: str) -> Iterator[Site]:
    """Yield the machines inside a state; ``path`` is that of the state."""
    node = member.value
    if node is None:
        return
    branches = node.get("Branches")
    for index, branch in enumerate(branches.items if branches is not None else ()):
        if branch.kind == "object":
            yield Site(branch, child_path(path, index), path)
    for name in ("ItemProcessor", "Iterator"):
        processor = node.get(name)
        if processor is not None and processor.kind == "object":
            yield Site(processor, path, path)
            return


def all_sites(root: Node) -> Iterator[Site]:
    """Yield the machine ``root`` and all machines inside it."""
    waiting = [Site(root, "", None)]
    while waiting:
        site = waiting.pop()
        yield site
        for member in states_of(site.node):
            waiting.extend(inner_machines(member, child_path(site.path, member.key)))

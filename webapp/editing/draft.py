"""What a command wants changed, before any of it is text.

A draft keeps, for every object and array that is touched, what stands there and what shall: elements kept, removed,
renamed, given another value, or new. The surgery then writes all changes of one container together, so that commas and
line ends come out right whatever meets. :meth:`Draft.wanted` is the plain value that must be read back afterwards.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.asl.nodes import Node
from webapp.editing.clipping import Clipping
from webapp.editing.edits import EditRefused
from webapp.editing.style import own_members
from webapp.values import ABSENT, Absent, Json

Place = tuple[int, int, str]
"""What tells a node from every other: where it stands, and its kind."""


@dataclass(slots=True, eq=False)
class Slot:
    """One element of a container. New ones have no place in the text: ``start`` is -1.

    ``clipping`` is how a new one is written elsewhere, to be written so again; ``origin`` is its value there.
    """

    start: int
    end: int
    key: str
    node: Node | None = None
    key_node: Node | None = None
    value: Json | Absent = ABSENT
    new_key: str | None = None
    removed: bool = False
    clipping: Clipping | None = None
    origin: Node | None = None

    @property
    def is_new(self) -> bool:
        """Return whether nothing stands for it in the text yet."""
        return self.start < 0

    @property
    def final_key(self) -> str:
        """Return the key that it shall have."""
        return self.key if self.new_key is None else self.new_key


@dataclass(slots=True, eq=False)
class Plan:
    """A touched container."""

    node: Node
    slots: list[Slot]

    def index(self, key: str) -> int | None:
        """Return where the slot that counts for ``key`` stands."""
        for index in range(len(self.slots) - 1, -1, -1):
            if not self.slots[index].removed and self.slots[index].final_key == key:
                return index
        return None

    def slots_of(self, key: str) -> list[Slot]:
        """Return the slots that have ``key``, the one that counts last."""
        return [slot for slot in self.slots if not slot.removed and slot.final_key == key]


@dataclass(slots=True)
class Draft:
    """The changes so far, by the place of the node that they are about."""

    plans: dict[Place, Plan] = field(default_factory=dict)
    values: dict[Place, tuple[Node, Json]] = field(default_factory=dict)

    def put(self, container: Node, key: str, value: Json) -> None:
        """Give the member ``key`` of an object, which is there, another value, with the fewest changes."""
        plan, index = self._find(container, key)
        self._put(plan.slots[index], value)

    def put_item(self, container: Node, index: int, value: Json) -> None:
        """Give an item of an array another value, with the fewest changes."""
        self._put(_standing(self._plan(container))[index], value)

    def keys(self, container: Node) -> list[str]:
        """Return the keys that an object shall have, in order, without those that a YAML ``<<`` brings."""
        plan = self.plans.get(place(container))
        slots = plan.slots if plan is not None else slots_of(container)
        return [slot.final_key for slot in slots if not slot.removed]

    def has(self, container: Node, key: str) -> bool:
        """Return whether an object shall have a member of its own with this key."""
        return key in self.keys(container)

    def insert(self, container: Node, key: str, value: Json, *, after: str | None) -> None:
        """Add a member to an object behind the member ``after``, or as the first one."""
        plan = self._plan(container)
        index = -1 if after is None else plan.index(after)
        plan.slots.insert(len(plan.slots) if index is None else index + 1, Slot(-1, -1, key, value=value))

    def paste(self, container: Node, clipping: Clipping, *, after: str | None) -> None:
        """Add a member that is written elsewhere to an object, behind the member ``after``, or as the first one."""
        self.insert(container, clipping.key, clipping.value, after=after)
        plan = self._plan(container)
        slot = next(slot for slot in plan.slots if slot.is_new and slot.key == clipping.key)
        slot.clipping, slot.origin = clipping, clipping.origin

    def paste_item(self, container: Node, index: int, clipping: Clipping) -> None:
        """Add an item that is written elsewhere to an array, before the one that stands at ``index``."""
        plan = self._plan(container)
        standing = _standing(plan)
        at = plan.slots.index(standing[index]) if index < len(standing) else len(plan.slots)
        plan.slots.insert(at, Slot(-1, -1, "", value=clipping.value, clipping=clipping, origin=clipping.origin))

    def forget_clippings(self) -> bool:
        """Have everything new written afresh; return whether some of it was to be as it is written elsewhere."""
        clipped = [slot for plan in self.plans.values() for slot in plan.slots if slot.clipping is not None]
        for slot in clipped:
            slot.clipping = None
        return bool(clipped)

    def insert_item(self, container: Node, index: int, value: Json) -> None:
        """Add an item to an array, before the one that stands at ``index``."""
        plan = self._plan(container)
        standing = _standing(plan)
        at = plan.slots.index(standing[index]) if index < len(standing) else len(plan.slots)
        plan.slots.insert(at, Slot(-1, -1, "", value=value))

    def exchange(self, container: Node, key: str, new_key: str, value: Json | Absent = ABSENT) -> None:
        """Give a member another key, and another value if one is given, where it stands; the same key twice, both."""
        plan, index = self._find(container, key)
        for slot in plan.slots_of(key):
            slot.new_key = new_key
        if not isinstance(value, Absent):
            self._put(plan.slots[index], value)

    def remove(self, container: Node, key: str) -> None:
        """Take the member ``key`` out of an object, all of it where it stands there twice."""
        plan = self._plan(container)
        if any(slot.removed and slot.key == key for slot in plan.slots) and plan.index(key) is None:
            return
        self._find(container, key)
        for slot in plan.slots_of(key):
            slot.removed = True

    def remove_item(self, container: Node, index: int) -> None:
        """Take an item out of an array; ``index`` counts what stands in the text."""
        _standing(self._plan(container))[index].removed = True

    def replace(self, node: Node, value: Json) -> None:
        """Turn ``node`` into ``value``, leaving every part of it alone that is the same in both."""
        if same(node.value, value):
            return
        if isinstance(value, dict) and node.kind == "object" and not node.tag and not node.alias:
            self._replace_object(node, value)
        elif isinstance(value, list) and node.kind == "array" and not node.tag and not node.alias:
            self._replace_array(node, value)
        else:
            self.values[place(node)] = (node, value)

    def touched(self) -> list[int]:
        """Return where the nodes start that are changed or hold a change themselves, in ascending order."""
        return sorted(start for start, _, _ in (*self.plans, *self.values))

    def wanted(self, root: Node) -> Json:
        """Return the plain value that ``root`` shall have."""
        return self._wanted(root, self.touched())

    def _wanted(self, node: Node, touched: list[int]) -> Json:
        if (given := self.values.get(place(node))) is not None:
            return given[1]
        if node.alias or not has_between(touched, node.start, node.end):
            return node.value
        if node.tag:
            raise EditRefused(f"A value that the tag {node.tag} makes something else of holds this; edit the text.")
        if node.kind not in ("object", "array"):
            return node.value
        plan = self.plans.get(place(node))
        left = [slot for slot in (slots_of(node) if plan is None else plan.slots) if not slot.removed]
        values = [self._wanted_slot(slot, touched) for slot in left]
        if node.kind == "array":
            return values
        merged = {member.key: _value(member.value) for member in node.members if member.merged}
        return merged | {slot.final_key: value for slot, value in zip(left, values, strict=True)}

    def _wanted_slot(self, slot: Slot, touched: list[int]) -> Json:
        if not isinstance(slot.value, Absent):
            return slot.value
        return None if slot.node is None else self._wanted(slot.node, touched)

    def _plan(self, node: Node) -> Plan:
        plan = self.plans.get(place(node))
        if plan is None:
            if node.alias or node.tag:
                raise EditRefused("This part of the file stands for something written elsewhere; edit the text.")
            plan = self.plans[place(node)] = Plan(node, slots_of(node))
        return plan

    def _find(self, container: Node, key: str) -> tuple[Plan, int]:
        plan = self._plan(container)
        index = plan.index(key)
        if index is None:
            raise EditRefused(f'"{key}" is not written here: a YAML "<<" brings it. Edit the text.')
        return plan, index

    def _put(self, slot: Slot, value: Json) -> None:
        if slot.is_new or slot.node is None:
            slot.value = value
        elif slot.node.kind == "null" and slot.node.start == slot.node.end:
            slot.value = ABSENT if value is None else value
        else:
            self.replace(slot.node, value)

    def _replace_object(self, node: Node, value: dict[str, Json]) -> None:
        there = {member.key for member in own_members(node)}
        for member in node.members:
            if member.key not in value:
                if member.merged:
                    raise EditRefused(f'"{member.key}" comes from a YAML "<<"; edit the text to remove it.')
                self.remove(node, member.key)
        before: str | None = None
        for key, item in value.items():
            if key in there:
                self.put(node, key, item)
            elif (merged := node.get(key)) is None or not same(merged.value, item):
                self.insert(node, key, item, after=before)
            else:
                continue
            before = key

    def _replace_array(self, node: Node, value: Sequence[Json]) -> None:
        old = node.items
        head = 0
        while head < min(len(old), len(value)) and same(old[head].value, value[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(value)) - head and same(old[-1 - tail].value, value[len(value) - 1 - tail]):
            tail += 1
        middle_old, middle_new = len(old) - head - tail, len(value) - head - tail
        for index in range(head, head + min(middle_old, middle_new)):
            self.put_item(node, index, value[index])
        for index in range(head + middle_new, head + middle_old):
            self.remove_item(node, index)
        for index in range(head + middle_old, head + middle_new):
            self.insert_item(node, head + middle_old, value[index])


def slots_of(node: Node) -> list[Slot]:
    """Return what stands in an object or array."""
    if node.kind == "array":
        return [Slot(item.start, item.end, "", item) for item in node.items]
    return [Slot(m.start, m.end, m.key, m.value, m.key_node) for m in own_members(node)]


def place(node: Node) -> Place:
    """Return what tells ``node`` from every other of its text."""
    return node.start, node.end, node.kind


def has_between(places: list[int], start: int, end: int) -> bool:
    """Return whether one of ``places``, which ascend, lies from ``start`` to ``end``."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] <= end


def same(left: Json, right: Json) -> bool:
    """Return whether two values are the same to the language: numbers by value, booleans never numbers."""
    if left is right:
        return True
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return isinstance(left, bool) == isinstance(right, bool) and left == right


@dataclass(slots=True, eq=False)
class Region:
    """What changes between two elements that stay."""

    before: Slot | None
    removed: list[Slot] = field(default_factory=list)
    new: list[Slot] = field(default_factory=list)
    after: Slot | None = None


def regions(plan: Plan) -> list[Region]:
    """Return where elements come or go, in the order of the text."""
    found = [Region(None)]
    for slot in plan.slots:
        if slot.is_new:
            if not slot.removed:
                found[-1].new.append(slot)
        elif slot.removed:
            found[-1].removed.append(slot)
        else:
            found[-1].after = slot
            found.append(Region(slot))
    return [region for region in found if region.removed or region.new]


def _standing(plan: Plan) -> list[Slot]:
    return [slot for slot in plan.slots if not slot.is_new]


def _value(node: Node | None) -> Json:
    return None if node is None else node.value

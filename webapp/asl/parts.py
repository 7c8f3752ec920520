"""The objects of a definition that the field table knows: machines, states, and what stands inside states."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.asl.fields import FIELDS_OF, STATE_OWNERS, Field, Shape
from webapp.asl.model import Machine, QueryLanguage
from webapp.asl.nodes import Node
from webapp.asl.references import has_placeholder
from webapp.asl.sites import Place, Site
from webapp.values import join_pointer

NO_STATE: Final = "UnknownState"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """An object and what it is. ``owner`` is a key of ``FIELDS_OF``, or :data:`NO_STATE` for a state of no known type.

    ``label`` is what to underline for the whole of it, ``path`` the state it belongs to, and ``language`` that state's
    query language: ``None`` for a machine, and where a placeholder hides it.
    """

    owner: str
    node: Node
    pointer: str
    label: Node
    path: str
    language: QueryLanguage | None

    def fields(self) -> Iterator[tuple[Field, Node]]:
        """Yield the fields that the table knows here, with their values."""
        known = FIELDS_OF.get(self.owner, {})
        for member in self.node.members:
            field = known.get(member.key)
            if field is not None and member.value is not None:
                yield field, member.value

    def has(self, name: str) -> bool:
        """Return whether the field ``name`` is written."""
        return self.node.member(name) is not None


def machine_part(site: Site) -> Part:
    """Return the part for a machine."""
    return Part(site.owner, site.node, site.pointer, _opening(site.node), site.holder or "", None)


def machine_parts(site: Site) -> Iterator[Part]:
    """Yield the machine itself and every object inside it that is neither a machine nor a state."""
    part = machine_part(site)
    yield part
    yield from _inside(part)


def state_parts(place: Place, machine: Machine) -> Iterator[Part]:
    """Yield the state itself and every object inside it that is no machine."""
    kind = place.node.get("Type")
    owner = str(kind.value) if kind is not None and kind.value in STATE_OWNERS else NO_STATE
    language = language_of(place, machine)
    waiting = [Part(owner, place.node, place.pointer, place.member.key_node, place.path, language)]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(tuple(_inside(part))))


def language_of(place: Place, machine: Machine) -> QueryLanguage | None:
    """Return the query language of a state: its own, else the machine's, whatever holds it."""
    own = place.node.get("QueryLanguage")
    if own is None:
        return machine.query_language or QueryLanguage.JSONPATH
    if own.value in ("JSONPath", "JSONata"):
        return QueryLanguage(str(own.value))
    return None if is_open(own) else QueryLanguage.JSONATA  # AWS: whatever is not "JSONPath"


def is_open(node: Node) -> bool:
    """Return whether the value of ``node`` is not known here, because it holds a placeholder or a reference."""
    if node.kind == "string":
        return (bool(node.tag) and not node.tag.startswith("!!")) or has_placeholder(str(node.value))
    if node.kind != "object" or len(node.members) != 1:
        return False
    member = node.members[0]
    return is_function_name(member.key) and not (member.key == "Ref" and member.value and member.value.kind == "object")


def is_function_name(key: str) -> bool:
    """Return whether ``key`` is the name of a CloudFormation function, and no name of a state or a field."""
    return key == "Ref" or key.startswith("Fn::")


def _inside(part: Part) -> Iterator[Part]:
    for field, value in part.fields():
        if field.shape == Shape.PART and value.kind == "object" and not is_open(value):
            pointer = join_pointer(part.pointer, field.name)
            yield Part(field.part, value, pointer, _opening(value), part.path, part.language)
        elif field.shape == Shape.PARTS and field.part != "Branch":
            for index, item in enumerate(value.items):
                if item.kind == "object" and not is_open(item):
                    pointer = join_pointer(part.pointer, field.name, index)
                    yield Part(field.part, item, pointer, _opening(item), part.path, part.language)


def _opening(node: Node) -> Node:
    """Return what to underline for an object without a name: its first key, or all of it if it has none."""
    return node.members[0].key_node if node.members else node

"""Where the points of a coverage stand in the text of the definition, and what they are called there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.asl import Document, Node, Place
from webapp.debugger import Point, PointKind
from webapp.formats import Host, HostMachine, parse_machine
from webapp.values import state_name

_FIELDS: Final[Mapping[PointKind, str]] = {
    "next": "Next",
    "true": "Choices",
    "false": "Choices",
    "default": "Default",
    "retried": "Retry",
    "exhausted": "Retry",
    "caught": "Catch",
}
_LISTS: Final = frozenset({"Choices", "Retry", "Catch"})


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A point and the line, from 1, on which it begins; ``pointer`` starts at the machine."""

    point: Point
    line: int
    pointer: str


def placed_points(points: Sequence[Point], host: Host, machine: HostMachine) -> list[PlacedPoint]:
    """Return ``points`` with their places; in a definition inside a string, those of a state share its line."""
    places = parse_machine(host, machine).places
    is_own = machine.embedded is None
    return [_placed(point, places[point.path], host.document, is_own) for point in points if point.path in places]


def title_of(point: Point) -> str:
    """Return what ``point`` is, for people: ``Check, rule 2: false``."""
    name = state_name(point.path)
    match point.kind:
        case "state":
            return name
        case "next":
            return f"{name}, Next"
        case "default":
            return f"{name}, Default"
        case "true" | "false":
            return f"{name}, rule {point.index + 1}: {point.kind}"
        case "retried":
            return f"{name}, retrier {point.index + 1}: tried again"
        case "exhausted":
            return f"{name}, retrier {point.index + 1}: exhausted"
        case "caught":
            return f"{name}, catcher {point.index + 1}"
        case "empty":
            return f"{name}, no items"


def _placed(point: Point, place: Place, document: Document, is_own: bool) -> PlacedPoint:
    field = _FIELDS.get(point.kind)
    pointer, start = place.pointer, place.member.start
    if field is not None:
        pointer += f"/{field}" + (f"/{point.index}" if field in _LISTS else "")
        start = _start(place.node, field, point.index if field in _LISTS else None, start) if is_own else start
    return PlacedPoint(point, document.position(start)[0], pointer)


def _start(state: Node, field: str, index: int | None, default: int) -> int:
    member = state.member(field)
    if member is None or member.value is None:
        return default
    items = member.value.items
    if index is None:
        return member.start
    return items[index].start if index < len(items) else member.start

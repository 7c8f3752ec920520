"""Where a value comes from that a template or an expression of one visit to a state made.

An expression that only selects is followed. Of any other it is told what it reads.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from webapp.debugger.flow_log import Visit
from webapp.debugger.readings import (
    Reading,
    path_text,
    readings_of_intrinsic,
    readings_of_jsonata,
    readings_of_path,
    selected_by_jsonata,
)
from webapp.debugger.trails import MOST_READS, Hop, HopKind, Kind, Place, Read, Step
from webapp.expressions import Keys, find_places, is_intrinsic, is_jsonata, value_at
from webapp.values import Absent, Json, json_text

_MOST_SHOWN: Final = 200

_STATES: Final[dict[str, Kind]] = {"input": "input", "result": "Result", "errorOutput": "error"}


class Documents(Protocol):
    """What the record holds."""

    def document(self, place: Place) -> Json | Absent:
        """Return the value that ``place`` leads into, whatever its keys, as far as an event has it."""
        ...


class TemplateTrail:
    """The expressions of one visit. ``item`` is the index of the iteration that is about to start, if one is."""

    def __init__(self, documents: Documents, visit: Visit, is_jsonata: bool, item: int | None = None) -> None:
        self._documents = documents
        self._visit = visit
        self._is_jsonata = is_jsonata
        self._item = item

    def template(self, template: Json | Absent, field: Keys, keys: Keys, data: Place, sequence: int) -> Step:
        """Return where the value at ``keys`` comes from in what ``template`` made; without one it is ``data``."""
        if isinstance(template, Absent):
            return Step(None, data.at(*keys))
        node = template
        while True:
            if self._is_jsonata and isinstance(node, str) and is_jsonata(node):
                return self._jsonata(node, field, keys, data, sequence)
            if not keys:
                return self._made_of(node, field, data, sequence)
            key, keys = keys[0], keys[1:]
            if not self._is_jsonata and isinstance(node, dict) and f"{key}.$" in node:
                return self.expression(str(node[f"{key}.$"]), (*field, f"{key}.$"), keys, data, sequence)
            inner, field = value_at(node, (key,)), (*field, key)
            if isinstance(inner, Absent):
                return Step(self.hop("unknown", sequence, field))
            node = inner

    def expression(self, text: str, field: Keys, keys: Keys, data: Place, sequence: int) -> Step:
        """Return where the value at ``keys`` comes from in what a path or an intrinsic function gave."""
        path = None if is_intrinsic(text) else path_text(text)
        if path is None:
            return self._computed(text, field, data, sequence)
        base = self._root(path.root, data)
        found = find_places(path.steps, value_at(self._documents.document(base), base.keys))
        if found is None:
            return self._computed(text, field, data, sequence)
        if found.is_definite:
            came_from = base.at(*found.places[0], *keys)
        elif keys and isinstance(keys[0], int) and keys[0] < len(found.places):
            came_from = base.at(*found.places[keys[0]], *keys[1:])
        else:
            reads = tuple(Read(path_to(path.root, each), base.at(*each)) for each in found.places[:MOST_READS])
            return Step(self.hop("built", sequence, field, text, reads=reads))
        return Step(self.hop("selected", sequence, field, text, came_from), came_from)

    def hop(
        self,
        how: HopKind,
        sequence: int,
        field: Keys = (),
        expression: str = "",
        came_from: Place | None = None,
        reads: Sequence[Read] = (),
        detail: str = "",
    ) -> Hop:
        """Return a step of the trail in this state."""
        thread, path = self._visit.thread, self._visit.path
        return Hop(how, sequence, thread, path, field, expression, came_from, tuple(reads), detail)

    def _jsonata(self, text: str, field: Keys, keys: Keys, data: Place, sequence: int) -> Step:
        selected = selected_by_jsonata(text[2:-2].strip())
        base = None if selected is None else self._root_of_jsonata(*selected, data)
        if base is None or not self._is_met(base):
            return self._computed(text, field, data, sequence)
        came_from = base.at(*keys)
        return Step(self.hop("selected", sequence, field, text, came_from), came_from)

    def _is_met(self, place: Place) -> bool:
        """Tell whether the keys of ``place`` meet what they name: through an array JSONata would map."""
        return not place.keys or not isinstance(value_at(self._documents.document(place), place.keys), Absent)

    def _computed(self, text: str, field: Keys, data: Place, sequence: int) -> Step:
        return Step(self.hop("computed", sequence, field, text, reads=self._reads_of(text, data)))

    def _made_of(self, node: Json, field: Keys, data: Place, sequence: int) -> Step:
        """Return the step for a whole part of a template: written so, or made of what its expressions read."""
        texts = list(self._expressions_in(node))
        reads = [read for text in texts for read in self._reads_of(text, data)]
        how: HopKind = "built" if texts else "literal"
        return Step(self.hop(how, sequence, field, shown(node), reads=reads[:MOST_READS]))

    def _expressions_in(self, node: Json) -> Iterator[str]:
        waiting: list[Json] = [node]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str) and self._is_jsonata and is_jsonata(each):
                yield each
            elif isinstance(each, list):
                waiting.extend(reversed(each))
            elif isinstance(each, dict):
                for key, member in reversed(each.items()):
                    if key.endswith(".$") and not self._is_jsonata:
                        yield str(member)
                    else:
                        waiting.append(member)

    def _reads_of(self, text: str, data: Place) -> tuple[Read, ...]:
        if self._is_jsonata:
            readings = readings_of_jsonata(text[2:-2].strip())
        elif is_intrinsic(text):
            readings = readings_of_intrinsic(text)
        else:
            path = path_text(text)
            readings = () if path is None else readings_of_path(path)
        return tuple(Read(each.text, place) for each in readings if (place := self._place_of(each, data)) is not None)

    def _place_of(self, reading: Reading, data: Place) -> Place | None:
        if self._is_jsonata:
            return self._root_of_jsonata(reading.root, reading.keys, data)
        return self._root(reading.root, data).at(*reading.keys)

    def _root(self, root: str, data: Place) -> Place:
        entered = self._visit.entered.sequence
        if root == "$":
            return data
        if root == "$$":
            return Place("context", self._visit.thread, entered, index=self._item)
        return Place("variable", self._visit.thread, entered, name=root)

    def _root_of_jsonata(self, root: str, keys: Keys, data: Place) -> Place | None:
        thread, entered = self._visit.thread, self._visit.entered.sequence
        if root != "states":
            return Place("variable", thread, entered, keys, root)
        first = keys[0] if keys else ""
        if first == "context":
            return Place("context", thread, entered, keys[1:], index=self._item)
        kind = _STATES.get(str(first))
        return None if kind is None else Place(kind, thread, data.sequence, keys[1:])


def path_to(root: str, keys: Keys) -> str:
    """Return ``keys`` as a path from ``root``, for a person to read."""
    start = root if root.startswith("$") else f"${root}"
    return start + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)


def shown(value: Json) -> str:
    """Return ``value`` as JSON text, cut off where it is long."""
    text = json_text(value)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"

"""Changes inside brackets: JSON objects and arrays, and YAML's flow style.

An element owns the comment behind it on its line and those on the lines directly above it. The comma between two
elements stays where it is; a new element brings one of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from webapp.asl.nodes import Node
from webapp.editing.clipping import Clipping
from webapp.editing.draft import Plan, Region, Slot, regions
from webapp.editing.edits import Replacement
from webapp.editing.scalars import Quote, is_plain, quote_of
from webapp.editing.style import Style, first_start, indentation
from webapp.editing.writing import MAX_INLINE, Quotes, bracketed
from webapp.values import Absent, Json

_COMMENT = {"json": r"(?>//[^\r\n]*|/\*(?s:.*?)\*/)", "yaml": r"#[^\r\n]*"}


@dataclass(frozen=True, slots=True)
class Brackets:
    """An object or array in brackets that is to be changed."""

    text: str
    style: Style
    plan: Plan

    def changes(self) -> Iterator[Replacement]:
        """Yield what adds and removes elements. Something that stands there must be kept."""
        for region in regions(self.plan):
            match bool(region.removed), bool(region.new):
                case True, True:
                    start = self._own_start(region.removed[0])
                    yield Replacement(start, region.removed[-1].end, self._new(region))
                case True, False:
                    yield from self._removal(region)
                case _:
                    yield from self._insertion(region)

    def clip(self, slot: Slot) -> Clipping:
        """Return an element as it is written, with its comments."""
        start, end = self._own_start(slot), slot.end
        behind = self.text[self._comma(slot) or end : self._own_end(slot)].strip() if self._comment_behind(slot) else ""
        between = self.text[end : self._comma(slot)].rstrip().removesuffix(",")
        text = (self.text[start:end] + between).replace("\r\n", "\n")
        value = slot.node.value if slot.node is not None else None
        indent = indentation(self.text, slot.start)
        return Clipping(slot.key, value, self.style.format, True, text, indent, self.style.unit, behind)

    def _insertion(self, region: Region) -> Iterator[Replacement]:
        gap = self._gap(region)
        before, after = region.before, region.after
        if before is None:
            if after is not None:
                start = self._own_start(after)
                yield Replacement(start, start, self._new(region) + "," + gap)
            return
        behind = self._own_end(before)
        comma = self._comma(before)
        if not self._comment_behind(before):
            yield Replacement(before.end, before.end, "," + gap + self._new(region))
            return
        if not comma:
            yield Replacement(before.end, before.end, ",")
        yield Replacement(behind, behind, gap + self._new(region) + ("," if comma else ""))

    def _removal(self, region: Region) -> Iterator[Replacement]:
        start, end = self._own_start(region.removed[0]), self._own_end(region.removed[-1])
        if region.after is not None:
            yield Replacement(start, _skip_blanks(self.text, end), "")
            return
        before = region.before
        if before is None:
            return
        blank = _back_over_blanks(self.text, start)
        if "\n" in self.text[blank:start] and not _ends_line(self.text, end):
            blank = start
        if self._comma(region.removed[-1]):
            yield Replacement(max(blank, before.end), end, "")
            return
        comma = self._comma(before) - 1
        if comma + 1 >= blank:
            yield Replacement(before.end, end, "")
        else:
            yield Replacement(comma, comma + 1, "")
            yield Replacement(blank, end, "")

    def _new(self, region: Region) -> str:
        gap = self._gap(region)
        return ("," + gap).join(self._entry(slot, gap) for slot in region.new)

    def _entry(self, slot: Slot, gap: str) -> str:
        if slot.clipping is not None and slot.clipping.suits(self.style.format, in_brackets=True, on_lines="\n" in gap):
            return slot.clipping.written(gap.rpartition("\n")[2], self.style.newline, self.style.unit)
        quotes = self._quotes()
        value: Json = None if isinstance(slot.value, Absent) else slot.value
        key = ""
        if self.plan.node.kind == "object":
            key = self.style.key(slot.key, quote=quotes.key) + self.style.colon
        return key + self._value(slot, value, gap, len(key), quotes)

    def _value(self, slot: Slot, value: Json, gap: str, before: int, quotes: Quotes) -> str:
        """Return a new value as its neighbours of the same kind are written: over several lines or on one."""
        like = [n for n in self._kept_nodes() if n.kind == _kind(value) and (n.items or n.members) and not n.alias]
        broken = [node for node in like if "\n" in self.text[node.start : node.end]]
        line = bracketed(self.style, value, spread=False, indent="", key=slot.key, quotes=quotes)
        spread, indent = "\n" in gap, gap.rpartition("\n")[2]
        if not spread and not broken:
            return line
        if spread and len(like) > 2 * len(broken) and len(indent) + before + len(line) <= MAX_INLINE:
            return line
        if not spread:
            indent = indentation(self.text, broken[-1].end)
        style = self.style
        if broken:
            inner = indentation(self.text, first_start(self.text, broken[-1]) or 0)
            outer = indentation(self.text, broken[-1].end)
            if inner != outer and inner.startswith(outer):
                style = replace(style, unit=inner[len(outer) :])
        return bracketed(style, value, spread=True, indent=indent, key=slot.key, quotes=quotes)

    def _quotes(self) -> Quotes:
        """Return how this object quotes its keys; where all are in double quotes, as in JSON, so are new values."""
        if self.style.format == "json" or self.plan.node.kind != "object":
            return Quotes()
        seen: Counter[Quote] = Counter(
            quote_of(self.text[slot.key_node.start : slot.key_node.end])
            for slot in self.plan.slots
            if slot.key_node is not None and is_plain(slot.key, flow=True)
        )
        if not seen:
            return Quotes()
        most = seen.most_common(1)[0][0]
        return Quotes(most, '"' if most == '"' else None)

    def _kept_nodes(self) -> list[Node]:
        return [slot.node for slot in self.plan.slots if slot.node is not None and not slot.removed]

    def _gap(self, region: Region) -> str:
        """Return the blanks to put between the comma and the next element: those of the closest gap between two."""
        standing = [slot for slot in self.plan.slots if not slot.is_new]
        at = standing.index(region.before) if region.before is not None else 0
        pairs = list(pairwise(standing))
        for left, right in (*pairs[at:], *reversed(pairs[:at])):
            between = self.text[left.end : right.start]
            if between.strip() == ",":
                gap = between.partition(",")[2]
                return self._line_gap(gap) if "\n" in gap else gap
            if "\n" in between:
                return self._line_gap("\n" + indentation(self.text, right.start))
        inside = self.text[self._opening() + 1 : standing[0].start]
        if "\n" in inside:
            return self._line_gap("\n" + indentation(self.text, standing[0].start))
        return self.style.comma.lstrip().removeprefix(",")

    def _line_gap(self, gap: str) -> str:
        """Return ``gap`` with the line ends of the text, with blank lines only where most gaps have some."""
        breaks, indent = gap.count("\n"), gap.rpartition("\n")[2]
        if breaks > 1:
            standing = [slot for slot in self.plan.slots if not slot.is_new]
            gaps = [self.text[left.end : right.start].count("\n") for left, right in pairwise(standing)]
            breaks = breaks if 2 * sum(count > 1 for count in gaps) > len(gaps) else 1
        return self.style.newline * breaks + indent

    def _opening(self) -> int:
        node = self.plan.node
        return self.text.index("{" if node.kind == "object" else "[", node.start)

    def _comma(self, slot: Slot) -> int:
        """Return where the part behind an element ends that is its comma; 0 without one."""
        comment = _COMMENT[self.style.format]
        match = re.compile(rf"\s*+(?:{comment}\s*+)*+,").match(self.text, slot.end)
        return match.end() if match else 0

    def _comment_behind(self, slot: Slot) -> int:
        """Return where the comment ends that stands behind an element on its last line; 0 without one."""
        comment = _COMMENT[self.style.format]
        match = re.compile(rf"[ \t]*{comment}(?=[ \t]*[\r\n])").match(self.text, self._comma(slot) or slot.end)
        return match.end() if match else 0

    def _own_end(self, slot: Slot) -> int:
        return self._comment_behind(slot) or self._comma(slot) or slot.end

    def _own_start(self, slot: Slot) -> int:
        """Return where the comments directly above an element start, else where it starts itself."""
        previous = self._standing_before(slot)
        floor = self._own_end(previous) if previous is not None else self._opening() + 1
        comment = _COMMENT[self.style.format]
        above = re.compile(rf"[ \t\r\n]*\n[ \t]*((?:{comment}[ \t]*\r?\n[ \t]*)+)$").search(
            self.text[floor : slot.start]
        )
        return floor + above.start(1) if above else slot.start

    def _standing_before(self, slot: Slot) -> Slot | None:
        standing: Sequence[Slot] = [other for other in self.plan.slots if not other.is_new]
        index = standing.index(slot)
        return standing[index - 1] if index else None


def _kind(value: Json) -> str:
    return "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _ends_line(text: str, position: int) -> bool:
    """Return whether only blanks, or a bracket that closes, follow on the line; no comment that would join another."""
    return re.compile(r"[ \t]*(?:[\r\n}\]]|\Z)").match(text, position) is not None


def _back_over_blanks(text: str, position: int) -> int:
    while position and text[position - 1].isspace():
        position -= 1
    return position

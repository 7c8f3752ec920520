"""Changes inside YAML's block style, line by line.

An element owns its lines, the comment lines directly above it at its own column, and comment lines below it that are
indented deeper. The first element of an item starts behind the dash and is handled there.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from webapp.asl.nodes import Node
from webapp.editing.clipping import Clipping
from webapp.editing.draft import Plan, Region, Slot, regions
from webapp.editing.edits import Replacement
from webapp.editing.scalars import Quote, is_plain, quote_of
from webapp.editing.style import Style, column, first_start, is_flow, line_start, own_members
from webapp.editing.writing import MAX_INLINE, bracketed, is_blocky, item, member
from webapp.values import Absent, Json

_KEEPING = re.compile(r"[|>][1-9]?\+")
_ONLY_DASH = re.compile(r"(?:.*[ \t])?-[ \t]*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Block:
    """An object or array in block style that is to be changed.

    ``is_root`` says that the comments above its first element are about the file.
    """

    text: str
    style: Style
    plan: Plan
    is_root: bool

    def changes(self) -> Iterator[Replacement]:
        """Yield what adds and removes elements. Something that stands there must be kept."""
        for region in regions(self.plan):
            if region.removed and region.new and not self._starts_line(self._head(region.removed[0])):
                start, end = self._head(region.removed[0]), _tail(self.text, region.removed[-1])
                new = self._new(region, joint=self._joint())
                if "\n" in new and not self.text[end : line_end(self.text, end)].strip():
                    end = line_end(self.text, end)  # blanks behind a text of several lines would be its own
                yield Replacement(start, end, new)
                continue
            if region.new:
                yield self._insertion(region)
            if region.removed:
                yield self._removal(region)

    def clip(self, slot: Slot) -> Clipping:
        """Return an element as it is written, with its comments."""
        head, end = self._head(slot), self._end(slot)
        start = self._own_start(slot) + self._column() if self._starts_line(head) else head
        text = self.text[start:end].replace("\r\n", "\n")
        value = slot.node.value if slot.node is not None else None
        return Clipping(slot.key, value, "yaml", False, text, " " * self._column(), self.style.unit)

    def _insertion(self, region: Region) -> Replacement:
        joint = self._joint() if not self._spaced(region) else self.style.newline + self._joint()
        if region.before is not None:
            end = self._end(region.before)
            return Replacement(end, end, joint + self._new(region, joint=joint))
        assert region.after is not None
        head = self._head(region.after)
        if self._starts_line(head):
            head = self._own_start(region.after) + self._column()
        return Replacement(head, head, self._new(region, joint=joint) + joint)

    def _removal(self, region: Region) -> Replacement:
        text, head = self.text, self._head(region.removed[0])
        end = self._end(region.removed[-1])
        if not self._starts_line(head):
            assert region.after is not None
            between = text[end : self._head(region.after)]
            if between.strip():
                return Replacement(len(text[:head].rstrip(" \t")), end, "")
            return Replacement(head, self._head(region.after), "")
        start, end = self._own_start(region.removed[0]), _next_line(text, end)
        if region.before is None or (region.after is not None and _is_blank_line_before(text, start)):
            while end < len(text) and _is_blank_line(text, end):
                end = _next_line(text, end)
        elif region.after is None:
            floor = self._end(region.before)
            while _is_blank_line_before(text, start) and line_start(text, start - 1) > floor:
                start = line_start(text, start - 1)
        if start == 0:
            return Replacement(start, end, "")
        # With the line end before them, not the one behind: the text may end without one, and so may its neighbours.
        return Replacement(_before_break(text, start), _before_break(text, end), "")

    def _new(self, region: Region, *, joint: str) -> str:
        return joint.join(self._entry(slot) for slot in region.new)

    def _entry(self, slot: Slot) -> str:
        value: Json = None if isinstance(slot.value, Absent) else slot.value
        at = self._column()
        if slot.clipping is not None and slot.clipping.suits("yaml", in_brackets=False, on_lines=True):
            return slot.clipping.written(" " * at, self.style.newline, self.style.unit)
        flow = self._flow(value)
        if self.plan.node.kind == "array":
            return "-" + " " * (self.style.dash_width - 1) + flow if flow else item(self.style, value, at)
        key = self.style.key(slot.key, flow=False, quote=self._key_quote())
        if flow:
            return f"{key}: {flow}"
        return member(self.style, key, slot.key, value, at, unit=self._unit(at))

    def _flow(self, value: Json) -> str:
        """Return ``value`` in brackets, if that is how most of its neighbours are written and it is short."""
        kind = "object" if isinstance(value, dict) else "array"
        if not is_blocky(self.style, value):
            return ""
        like = [n for n in self._kept_nodes() if n.kind == kind and (n.members or n.items) and not n.alias]
        short = [is_flow(self.text, node) and "\n" not in self.text[node.start : node.end] for node in like]
        if 2 * sum(short) <= len(short):
            return ""
        line = bracketed(self.style, value, spread=False, indent="")
        return line if self._column() + len(line) <= MAX_INLINE else ""

    def _unit(self, at: int) -> int | None:
        """Return what the neighbours' objects are indented by."""
        for node in self._kept_nodes():
            own = own_members(node)
            if node.kind == "object" and own and not node.alias and not is_flow(self.text, node):
                return max(column(self.text, own[0].start) - at, 1)
        return None

    def _key_quote(self) -> Quote | None:
        seen: Counter[Quote] = Counter(
            quote_of(self.text[slot.key_node.start : slot.key_node.end])
            for slot in self.plan.slots
            if slot.key_node is not None and is_plain(slot.key, flow=False)
        )
        return seen.most_common(1)[0][0] if seen else None

    def _kept_nodes(self) -> list[Node]:
        return [slot.node for slot in self.plan.slots if slot.node is not None and not slot.removed]

    def _standing(self) -> list[Slot]:
        return [slot for slot in self.plan.slots if not slot.is_new]

    def _column(self) -> int:
        return column(self.text, self._head(self._standing()[0]))

    def _joint(self) -> str:
        return self.style.newline + " " * self._column()

    def _spaced(self, region: Region) -> bool:
        """Return whether a blank line stands between the elements here, as between most of them."""
        standing = self._standing()
        at = standing.index(region.after) if region.after is not None else len(standing) - 1
        pairs = list(pairwise(standing))
        if not pairs or not self._blank_between(*pairs[max(at - 1, 0)]):
            return False
        return 2 * sum(self._blank_between(left, right) for left, right in pairs) > len(pairs)

    def _blank_between(self, left: Slot, right: Slot) -> bool:
        floor = self._end(left)
        start = self._above(right, floor)
        return _is_blank_line_before(self.text, start) and line_start(self.text, start - 1) > floor

    def _head(self, slot: Slot) -> int:
        """Return where an element starts: its key or its dash."""
        return slot.start if self.plan.node.kind == "object" else dash_of(self.text, slot.start)

    def _starts_line(self, head: int) -> bool:
        return not self.text[line_start(self.text, head) : head].strip(" ")

    def _own_start(self, slot: Slot) -> int:
        """Return the start of the first line of an element or of the comments directly above it."""
        standing = self._standing()
        index = standing.index(slot)
        if index == 0 and self.is_root:
            return line_start(self.text, self._head(slot))
        return self._above(slot, self._end(standing[index - 1]) if index else -1)

    def _above(self, slot: Slot, floor: int) -> int:
        """Return the start of an element with the comments directly above it, of what is behind ``floor``."""
        start = line_start(self.text, self._head(slot))
        while start > 0:
            above = line_start(self.text, start - 1)
            line = self.text[above:start]
            if above <= floor or not line.lstrip().startswith("#") or _indent(line) != self._column():
                break
            start = above
        return start

    def _end(self, slot: Slot) -> int:
        """Return the end of the last line of an element, line end not included; deeper comments below belong to it."""
        text = self.text
        end = line_end(text, _tail(text, slot))
        position = end
        while (start := _next_line(text, position)) < len(text) or start > position:
            position = line_end(text, start)
            line = text[start:position]
            if line.strip() and not (line.lstrip().startswith("#") and _indent(line) > self._column()):
                break
            if line.strip():
                end = position
            if position >= len(text):
                break
        return end


def dash_of(text: str, start: int) -> int:
    """Return the dash of the item whose value starts at ``start``."""
    line = line_start(text, start)
    before = text[line:start].rstrip(" \t")
    if before.endswith("-"):
        return line + len(before) - 1
    while line > 0:
        above = line_start(text, line - 1)
        match = _ONLY_DASH.fullmatch(text[above:line].rstrip())
        if match:
            return above + text[above:line].split("#")[0].rindex("-")
        line = above
    return start


def content_end(text: str, node: Node) -> int:
    """Return where the content of a value ends, without comments and blanks behind it; ``|+`` keeps blank lines."""
    first = None if node.alias or node.kind not in ("object", "array") else first_start(text, node)
    if first is None or is_flow(text, node):
        end = node.start + len(text[node.start : node.end].rstrip())
        return _over_blank_lines(text, end) if _KEEPING.match(text, node.start) else end
    own = own_members(node)
    last = own[-1].value if own else node.items[-1] if node.items else None
    end = content_end(text, last) if last is not None else own[-1].key_node.end
    for line in re.compile(r"(?<=\n)[ \t]*([^\s#][^\r\n]*)").finditer(text, end, node.end):
        end = line.start(1) + len(line[1].rstrip())
    return end


def _over_blank_lines(text: str, end: int) -> int:
    while (start := _next_line(text, end)) < len(text) and _is_blank_line(text, start):
        end = line_end(text, start)
    return end


def line_end(text: str, position: int) -> int:
    """Return where the line of ``position`` ends, before its line end."""
    end = text.find("\n", position)
    if end < 0:
        return len(text)
    return end - 1 if end > position and text[end - 1] == "\r" else end


def _tail(text: str, slot: Slot) -> int:
    return content_end(text, slot.node) if slot.node is not None else slot.end


def _next_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


def _before_break(text: str, position: int) -> int:
    """Return the place before the line end that stands before ``position``, if one does."""
    if text[position - 1 : position] != "\n":
        return position
    return position - 2 if text[position - 2 : position] == "\r\n" else position - 1


def _is_blank_line(text: str, start: int) -> bool:
    return not text[start : _next_line(text, start)].strip()


def _is_blank_line_before(text: str, start: int) -> bool:
    return start > 0 and not text[line_start(text, start - 1) : start].strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

"""How a text is written: indentation, spaces, quotes, line ends, as far as new text must follow them.

All is counted over the machine that is edited (over the whole text when the machine is empty): what most places do is
the style. What stands right beside a new value outweighs this; that is the writers' business.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TypeVar

from webapp.asl.nodes import Member, Node
from webapp.asl.text import Document, Format
from webapp.editing.scalars import Quote, is_plain, json_scalar, quote_of, yaml_scalar
from webapp.values import Json

SAMPLE = 2000
"""How many values are looked at: enough to know the habits of a text."""

_BLANKS = re.compile(r"[ \t]*")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of a text.

    ``dash`` is what a list in a YAML mapping is indented by, ``dash_width`` how far its items stand from their dashes.
    ``open_end`` says that the text ends without a line end, so that what is written last does too.
    """

    format: Format
    newline: str = "\n"
    open_end: bool = False
    unit: str = "  "
    colon: str = ": "
    comma: str = ", "
    object_padding: str = ""
    array_padding: str = ""
    inline_arrays: bool = True
    dash: int = 2
    dash_width: int = 2
    key_quote: Quote = ""
    value_quote: Quote = ""
    needed_quote: Quote = '"'
    quotes_by_key: dict[str, Quote] = field(default_factory=dict)

    def scalar(self, value: Json, key: str = "", *, flow: bool = True, quote: Quote | None = None) -> str:
        """Return ``value`` as text, quoted as the values of ``key`` are unless ``quote`` says how."""
        if self.format == "json":
            return json_scalar(value)
        wanted = self.quotes_by_key.get(key, self.value_quote) if quote is None else quote
        return yaml_scalar(value, wanted, self.needed_quote, flow=flow)

    def key(self, key: str, *, flow: bool = True, quote: Quote | None = None) -> str:
        """Return ``key`` as text."""
        if self.format == "json":
            return json_scalar(key)
        return yaml_scalar(key, self.key_quote if quote is None else quote, self.needed_quote, flow=flow)


def is_flow(text: str, node: Node) -> bool:
    """Return whether the object or array ``node`` is written in brackets."""
    start = node.start
    if node.tag or text[start] in "&!":
        first = first_start(text, node)
        return first is None or "{" in text[start:first] or "[" in text[start:first]
    return text[start : start + 1] in ("{", "[")


def first_start(text: str, node: Node) -> int | None:
    """Return where the first element of an object or array starts."""
    own = own_members(node)
    if own:
        return own[0].start
    return node.items[0].start if node.items else None


def own_members(node: Node) -> tuple[Member, ...]:
    """Return the members that are written in ``node``, without those that a YAML ``<<`` brought."""
    return tuple(member for member in node.members if not member.merged)


def line_start(text: str, position: int) -> int:
    """Return where the line of ``position`` starts."""
    return text.rfind("\n", 0, position) + 1


def indentation(text: str, position: int) -> str:
    """Return the blanks that the line of ``position`` starts with."""
    found = _BLANKS.match(text, line_start(text, position))
    return found[0] if found is not None else ""


def column(text: str, position: int) -> int:
    """Return how many characters stand before ``position`` on its line."""
    return position - line_start(text, position)


def detect(document: Document, machine: Node | None) -> Style:
    """Return the style of the text, as its machine shows it."""
    text = document.text
    root = machine if machine is not None and machine.members else document.root
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    open_end = not text.endswith("\n")
    if root is None:
        return Style(format=document.format, newline=newline, open_end=open_end)
    counts = _Counts()
    counts.count(text, root, document.format)
    return replace(counts.style(document.format, newline), open_end=open_end)


@dataclass(slots=True)
class _Counts:
    """How often each habit was seen."""

    units: Counter[str] = field(default_factory=Counter)
    colons: Counter[str] = field(default_factory=Counter)
    commas: Counter[str] = field(default_factory=Counter)
    object_paddings: Counter[str] = field(default_factory=Counter)
    array_paddings: Counter[str] = field(default_factory=Counter)
    inline_arrays: Counter[bool] = field(default_factory=Counter)
    dashes: Counter[int] = field(default_factory=Counter)
    dash_widths: Counter[int] = field(default_factory=Counter)
    keys: Counter[Quote] = field(default_factory=Counter)
    values: Counter[Quote] = field(default_factory=Counter)
    quoted: Counter[Quote] = field(default_factory=Counter)
    by_key: dict[str, Counter[Quote]] = field(default_factory=dict)
    plain: dict[str, bool] = field(default_factory=dict)

    def count(self, text: str, root: Node, format: Format) -> None:
        """Count over ``root`` and all below; JSON has but one way to quote."""
        has_quotes = format == "yaml"
        for node in islice(root.walk(), SAMPLE):
            if node.kind not in ("object", "array") or node.alias or node.tag:
                continue
            if is_flow(text, node):
                self._brackets(text, node)
            else:
                self._block(text, node)
            for member in own_members(node):
                if has_quotes:
                    self._member(text, member)
                elif member.value is not None:
                    self._colon(text, member.key_node, member.value)
            if has_quotes and not node.members and any(item.kind == "string" for item in node.items):
                for item in node.items:
                    self._value(text, item, "")

    def style(self, format: Format, newline: str) -> Style:
        """Return what was seen most often, else what is usual."""
        colon = _most(self.colons, ": ") if format == "json" else ": "
        return Style(
            format=format,
            newline=newline,
            unit=_most(self.units, "  "),
            colon=colon,
            comma=_most(self.commas, ", " if colon != ":" else ","),
            object_padding=_most(self.object_paddings, ""),
            array_padding=_most(self.array_paddings, ""),
            inline_arrays=_most(self.inline_arrays, format == "json"),
            dash=_most(self.dashes, len(_most(self.units, "  ")) if format == "yaml" else 2),
            dash_width=_most(self.dash_widths, 2),
            key_quote=_most(self.keys, ""),
            value_quote=_most(self.values, ""),
            needed_quote=_most(self.quoted, '"'),
            quotes_by_key={key: _most(counter, "") for key, counter in self.by_key.items()},
        )

    def _brackets(self, text: str, node: Node) -> None:
        spans = [(m.start, m.end) for m in node.members] or [(i.start, i.end) for i in node.items]
        if not spans:
            return
        inside = text[node.start + 1 : spans[0][0]]
        if "\n" in inside:
            inner, outer = indentation(text, spans[0][0]), indentation(text, node.start)
            if inner.startswith(outer) and inner != outer:
                self.units[inner[len(outer) :]] += 1
        elif "\n" not in text[node.start : node.end]:
            paddings = self.object_paddings if node.kind == "object" else self.array_paddings
            paddings[inside if inside.isspace() else ""] += 1
        for (_, end), (start, _) in pairwise(spans):
            if text[end:start].strip() == "," and "\n" not in text[end:start]:
                self.commas[text[end:start]] += 1
        if node.items and all(item.kind not in ("object", "array") for item in node.items):
            self.inline_arrays["\n" not in text[node.start : node.end]] += 1

    def _block(self, text: str, node: Node) -> None:
        for member in own_members(node):
            value = member.value
            if value is None or value.alias or value.tag or value.kind not in ("object", "array"):
                continue
            first = first_start(text, value)
            if first is None or is_flow(text, value):
                continue
            at = column(text, member.start)
            if value.kind == "array":
                dash = text.rfind("-", 0, first)
                self.dashes[column(text, dash) - at] += 1
            else:
                self.units[" " * max(column(text, first) - at, 1)] += 1
        for item in node.items:
            dash = text.rfind("-", 0, item.start)
            if "\n" not in text[dash : item.start] and item.kind != "null":
                self.dash_widths[item.start - dash] += 1
        if node.items and all(item.kind not in ("object", "array") for item in node.items):
            self.inline_arrays[False] += 1

    def _member(self, text: str, member: Member) -> None:
        key, value = member.key_node, member.value
        if self._is_plain(member.key):
            self.keys[quote_of(text[key.start : key.end])] += 1
        if value is not None:
            self._value(text, value, member.key)

    def _colon(self, text: str, key: Node, value: Node) -> None:
        gap = text[key.end : value.start]
        if ":" in gap and not gap.strip(" :"):
            self.colons[gap] += 1

    def _value(self, text: str, node: Node, key: str) -> None:
        if node.kind != "string" or node.alias or node.tag or text[node.start : node.start + 1] in ("|", ">"):
            return
        quote = quote_of(text[node.start : node.end])
        if quote:
            self.quoted[quote] += 1
        if isinstance(node.value, str) and self._is_plain(node.value):
            self.values[quote] += 1
            self.by_key.setdefault(key, Counter())[quote] += 1

    def _is_plain(self, text: str) -> bool:
        """Return whether ``text`` needs no quotes; most words of a text stand in it often."""
        known = self.plain.get(text)
        if known is None:
            known = self.plain[text] = is_plain(text, flow=False)
        return known


def _most(counter: Counter[_T], default: _T) -> _T:
    """Return what was counted most often, the first seen of equals."""
    return max(counter, key=counter.__getitem__) if counter else default

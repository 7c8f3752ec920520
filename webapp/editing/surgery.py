"""From a draft to text edits: every touched container is handed to the surgery of its style, from the inside out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.asl.nodes import Node
from webapp.asl.text import Document
from webapp.editing.blocks import Block, content_end, dash_of, line_end
from webapp.editing.brackets import Brackets
from webapp.editing.clipping import Clipping
from webapp.editing.draft import Draft, Plan, Slot, has_between, place, slots_of
from webapp.editing.edits import EditRefused, Replacement, tidy
from webapp.editing.scalars import is_plain, quote_of
from webapp.editing.sharing import check_sharing
from webapp.editing.style import Style, column, first_start, indentation, is_flow, own_members
from webapp.editing.writing import after_key, block, bracketed, inline, is_blocky
from webapp.values import Absent, Json


@dataclass(frozen=True, slots=True)
class Holder:
    """What a value hangs on in block style: ``after`` is behind its colon or dash, ``column`` that of its key or dash.

    Inside brackets only ``spread`` counts: whether the elements stand on lines of their own.
    """

    after: int = -1
    column: int = 0
    key: str = ""
    in_list: bool = False
    in_brackets: bool = False
    spread: bool = True


def edits_of(document: Document, draft: Draft, style: Style) -> tuple[Replacement, ...]:
    """Return the edits that do what ``draft`` says; refuse where a YAML alias would change something else with it."""
    if document.root is None:
        return ()
    check_sharing(document, draft)
    surgeon = _Surgeon(document.text, style, draft, draft.touched())
    return tidy(document.text, list(surgeon.changes(document.root, Holder(in_brackets=True), is_root=True)))


def clip(document: Document, style: Style, container: Node, element: str | int) -> Clipping:
    """Return a member or an item of a container, which is there, as it is written."""
    plan = Plan(container, slots_of(container))
    index = plan.index(element) if isinstance(element, str) else element
    if index is None or container.alias or container.tag:
        raise EditRefused("This part of the file stands for something written elsewhere; edit the text.")
    flow = is_flow(document.text, container)
    changer = Brackets(document.text, style, plan) if flow else Block(document.text, style, plan, is_root=False)
    return replace(changer.clip(plan.slots[index]), origin=plan.slots[index].node)


@dataclass(frozen=True, slots=True)
class _Surgeon:
    text: str
    style: Style
    draft: Draft
    touched: list[int]

    def changes(self, node: Node, holder: Holder, *, is_root: bool = False) -> Iterator[Replacement]:
        """Yield the changes inside ``node``; ``holder`` is what it hangs on."""
        given = self.draft.values.get(place(node))
        if given is not None:
            yield from self._replace(node, given[1], holder, is_root=is_root)
            return
        if node.alias or node.tag or node.kind not in ("object", "array") or not self._is_touched(node):
            return
        plan = self.draft.plans.get(place(node))
        slots = plan.slots if plan is not None else slots_of(node)
        if plan is not None and all(slot.is_new or slot.removed for slot in slots):
            if node.members and not own_members(node):
                raise EditRefused('All of this comes from a YAML "<<"; edit the text.')
            yield from self._replace(node, self.draft.wanted(node), holder, is_root=is_root)
            return
        flow = is_flow(self.text, node)
        in_brackets = self._flow_holder(node) if flow else None
        for slot in slots:
            if not slot.is_new and not slot.removed:
                yield from self._slot(slot, node, in_brackets)
        if plan is not None:
            changer = Brackets(self.text, self.style, plan) if flow else Block(self.text, self.style, plan, is_root)
            yield from changer.changes()

    def _slot(self, slot: Slot, container: Node, in_brackets: Holder | None) -> Iterator[Replacement]:
        if slot.new_key is not None and slot.key_node is not None:
            yield self._key(slot.key_node, slot.new_key, flow=in_brackets is not None)
        if slot.node is None or (isinstance(slot.value, Absent) and not self._is_touched(slot.node)):
            return
        holder = in_brackets or self._holder(slot, container)
        if not isinstance(slot.value, Absent):
            yield from self._replace(slot.node, slot.value, holder)
        else:
            yield from self.changes(slot.node, holder)

    def _is_touched(self, node: Node) -> bool:
        return has_between(self.touched, node.start, node.end)

    def _flow_holder(self, container: Node) -> Holder:
        first = first_start(self.text, container)
        return Holder(in_brackets=True, spread="\n" in self.text[container.start : first])

    def _holder(self, slot: Slot, container: Node) -> Holder:
        if container.kind == "array":
            dash = dash_of(self.text, slot.start)
            return Holder(dash + 1, column(self.text, dash), in_list=True)
        assert slot.key_node is not None
        return Holder(self.text.index(":", slot.key_node.end) + 1, column(self.text, slot.start), slot.final_key)

    def _key(self, key_node: Node, key: str, *, flow: bool) -> Replacement:
        old = self.text[key_node.start : key_node.end]
        quote = quote_of(old) if _by_choice(old, key_node.value) else None
        return Replacement(key_node.start, key_node.end, self.style.key(key, flow=flow, quote=quote))

    def _replace(self, node: Node, value: Json, holder: Holder, *, is_root: bool = False) -> Iterator[Replacement]:
        if is_root and self.style.format == "yaml":
            yield self._replace_root(node, value)
        elif holder.in_brackets:
            yield Replacement(node.start, node.end, self._in_brackets(node, value, holder))
        else:
            yield from self._replace_in_block(node, value, holder)

    def _replace_root(self, node: Node, value: Json) -> Replacement:
        text = block(self.style, value, 0) if is_blocky(self.style, value) else inline(self.style, value, "", 0)
        return Replacement(node.start, content_end(self.text, node), text)

    def _in_brackets(self, node: Node, value: Json, holder: Holder) -> str:
        """Return the text of ``value`` in the place of ``node`` inside brackets, or of the whole text."""
        lead = ""
        if node.start == node.end:  # a YAML key without a value: {a, b:}
            lead = " " if self.text[node.start - 1] == ":" else ": "
        if not isinstance(value, dict | list):
            return lead + self._scalar(node, value, "", flow=True)
        spread = "\n" in self.text[node.start : node.end] if node.members or node.items else holder.spread
        return lead + bracketed(self.style, value, spread=spread, indent=indentation(self.text, node.start))

    def _scalar(self, node: Node, value: Json, key: str, *, flow: bool) -> str:
        old = self.text[node.start : node.end]
        keep = (
            not node.alias and not node.tag and old[:1] not in ("&", "!", "|", ">", "") and _by_choice(old, node.value)
        )
        return self.style.scalar(value, key, flow=flow, quote=quote_of(old) if keep else None)

    def _replace_in_block(self, node: Node, value: Json, holder: Holder) -> Iterator[Replacement]:
        end = max(content_end(self.text, node), holder.after)
        first_line = line_end(self.text, holder.after)
        blocky = is_blocky(self.style, value)
        if not blocky:
            yield from self._replace_on_line(node, self._inline(node, value, holder), holder)
        elif node.start == node.end:
            at = holder.after if holder.in_list else first_line
            yield Replacement(at, at, self._hung(value, holder))
        elif holder.in_list and node.start <= first_line:
            yield Replacement(node.start, end, block(self.style, value, column(self.text, node.start)))
        elif node.start > first_line:
            yield Replacement(first_line, end, self._hung(value, holder, on_next_line=True))
        elif end <= first_line:
            yield Replacement(holder.after, end, "")
            yield Replacement(first_line, first_line, self._hung(value, holder))
        else:
            yield Replacement(holder.after, end, self._hung(value, holder))

    def _replace_on_line(self, node: Node, new: str, holder: Holder) -> Iterator[Replacement]:
        """Put ``new``, which starts on the line of its key or dash, in the place of ``node``."""
        end = max(content_end(self.text, node), holder.after)
        if "\n" in new:  # blanks behind it would be the text's own
            end = line_end(self.text, end)
        first_line = line_end(self.text, holder.after)
        if node.start == node.end:
            yield Replacement(holder.after, end, " " + new)
        elif node.start <= first_line:
            yield Replacement(node.start, end, new)
        else:
            head, line_break, rest = new.partition(self.style.newline)
            yield Replacement(holder.after, holder.after, " " + head)
            yield Replacement(first_line, end, line_break + rest)

    def _inline(self, node: Node, value: Json, holder: Holder) -> str:
        if isinstance(value, dict | list):
            return inline(self.style, value, holder.key, holder.column)
        several_lines = isinstance(value, str) and "\n" in value
        end = max(content_end(self.text, node), node.start)
        alone = not self.text[end : line_end(self.text, node.end)].strip()
        alone = alone and not _comment_deeper(self.text, end, holder.column)
        if several_lines and alone:
            return inline(self.style, value, holder.key, holder.column)
        return self._scalar(node, value, holder.key, flow=False)

    def _hung(self, value: Json, holder: Holder, *, on_next_line: bool = False) -> str:
        """Return the block that is written behind a colon or a dash."""
        if not holder.in_list:
            return after_key(self.style, holder.key, value, holder.column)
        step = self.style.dash_width
        lead = self.style.newline + " " * (holder.column + step) if on_next_line else " " * (step - 1)
        return lead + block(self.style, value, holder.column + step)


def _comment_deeper(text: str, position: int, column: int) -> bool:
    """Return whether a comment follows that a text of several lines below something at ``column`` would take in."""
    found = re.compile(r"[^\n]*\n\s*#").match(text, position)
    return found is not None and len(indentation(text, found.end())) > column


def _by_choice(text: str, value: Json) -> bool:
    """Return whether a scalar is quoted, or not, because somebody wanted so, and not because it had to be."""
    return isinstance(value, str) and (not quote_of(text) or is_plain(value, flow=False))

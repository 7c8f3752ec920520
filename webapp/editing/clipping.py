"""An element as it is written, with the comments that are its own, to be written elsewhere as it is.

Only the blanks that its lines start with follow the new place. Text in brackets is taken into brackets and text in
blocks into blocks; the rest is written afresh, and its comments stay behind.
"""

from dataclasses import dataclass, replace

from webapp.asl.nodes import Node
from webapp.asl.text import Format
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Clipping:
    """The text of a member or an item. The lines behind its first start with ``indent``.

    ``unit`` is what its lines were indented by, level by level; ``behind`` is a comment behind it on its last line.
    ``origin`` is its value where it stands.
    """

    key: str
    value: Json
    format: Format
    in_brackets: bool
    text: str
    indent: str
    unit: str
    behind: str = ""
    origin: Node | None = None

    def without_text(self) -> "Clipping":
        """Return it as a value alone, to be written afresh."""
        return replace(self, text="")

    def suits(self, format: Format, *, in_brackets: bool, on_lines: bool) -> bool:
        """Return whether it can be written as it is into brackets or a block; ``on_lines`` says one element a line."""
        if self.format != format or not self.text:
            return False
        one_line = "\n" not in self.text and not self.behind
        if not in_brackets:
            return not self.in_brackets or ("\n" not in self.text and on_lines)
        return self.in_brackets and (on_lines or one_line)

    def written(self, indent: str, newline: str, unit: str) -> str:
        """Return the text behind ``indent``; a comment behind its last line stands above it, where a comma may come."""
        first, *rest = self.text.split("\n")
        lines = [first, *(self._moved(line, indent, unit) for line in rest)]
        if self.behind and self.in_brackets:
            lines.insert(0, self.behind)
            lines[1] = indent + lines[1]
        elif self.behind:
            lines[-1] += " " + self.behind
        return newline.join(lines)

    def _moved(self, line: str, indent: str, unit: str) -> str:
        blanks = line[: len(line) - len(line.lstrip(" \t"))]
        content = line[len(blanks) :]
        if not blanks.startswith(self.indent):
            return line if not content else indent + content
        inner = blanks[len(self.indent) :]
        if not content and not inner:
            return ""
        if self.in_brackets and self.unit and unit != self.unit and inner == self.unit * (len(inner) // len(self.unit)):
            inner = unit * (len(inner) // len(self.unit))
        return indent + inner + content

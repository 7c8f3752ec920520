"""Texts with a cursor: ``|`` is where a person types."""

from dataclasses import dataclass

from webapp.asl import Format, read_text
from webapp.language import Completions, Source, complete
from webapp.shapes import DataShape
from webapp.values import ABSENT, Absent, Json

PLACEHOLDERS = (("${self:service}", "shop"), ("${opt:stage}", None))


@dataclass(frozen=True)
class Typed:
    """What completion said of a text without its ``|``."""

    text: str
    completions: Completions

    @property
    def labels(self) -> list[str]:
        return [item.label for item in self.completions.items]

    def take(self, label: str) -> str:
        """The text after an item was put in as editors do it, ``|`` at its first stop."""
        found = self.completions
        item = next(item for item in found.items if item.label == label)
        stop = item.stops[0][1] if item.stops else len(item.insert)
        insert = f"{item.insert[:stop]}|{item.insert[stop:]}"
        line = self.text[self.text.rfind("\n", 0, found.start) + 1 :]
        insert = insert.replace("\n", "\n" + line[: len(line) - len(line.lstrip(" "))])
        after = self.text[: found.start] + insert + self.text[found.end :]
        return after if found.comma_at is None else f"{after[: found.comma_at]},{after[found.comma_at :]}"


def source_of(text: str, form: Format = "json", machines: tuple[str, ...] = ("",)) -> Source:
    return Source(read_text(text, form), machines, PLACEHOLDERS, ("price",))


def split(text: str) -> tuple[str, int]:
    place = text.index("|")
    return text[:place] + text[place + 1 :], place


def type_at(
    text: str,
    form: Format = "json",
    example: Json | Absent = ABSENT,
    machines: tuple[str, ...] = ("",),
    results: dict[str, DataShape] | None = None,
) -> Typed:
    """Complete at the ``|`` of a text."""
    plain, place = split(text)
    return Typed(
        plain, complete(plain, form, place, lambda filled: source_of(filled, form, machines), example, results or {})
    )


def in_task(fields: str) -> str:
    """A machine in JSON whose first state is a Task with ``fields``."""
    states = '{"Pay": {"Type": "Task", ' + fields + '}, "Ship it": {"Type": "Pass", "End": true}}'
    return '{"StartAt": "Pay", "States": ' + states + "}"


def in_yaml(fields: str) -> str:
    """The same in YAML; ``fields`` begin on a line of their own."""
    return f"StartAt: Pay\nStates:\n  Pay:\n    Type: Task\n    {fields}\n  Ship it:\n    Type: Pass\n    End: true\n"

"""JSON values as the variables of the protocol: structured ones by a reference, shown a page at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from webapp.executions import CommandRefused
from webapp.values import Json, json_text

SHOWN_CHARACTERS: Final = 200
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shown:
    """A value on show.

    ``expression`` gives it again; ``None`` where no expression does, ``""`` where its members are named by their own.
    Where it may be set, ``thread`` is where, ``target`` what is replaced as a whole, ``whole`` that value and ``path``
    the way from there to this one.
    """

    value: Json
    expression: str | None = None
    thread: str = ""
    target: str | None = None
    whole: Json = None
    path: tuple[str | int, ...] = ()

    def children(self) -> Iterator[tuple[str, "Shown"]]:
        """Yield members or items with their names; of a plain value itself, as ``value``."""
        match self.value:
            case dict():
                for name, value in self.value.items():
                    yield name, self._child(value, name, self._step_to(name))
            case list():
                for index, value in enumerate(self.value):
                    yield str(index), self._child(value, index, f"[{index}]")
            case _:
                yield "value", self

    def _step_to(self, name: str) -> str | None:
        if self.expression == "":
            return name
        return f".{name}" if _NAME.fullmatch(name) else None

    def _child(self, value: Json, step: str | int, more: str | None) -> "Shown":
        expression = self.expression + more if self.expression is not None and more is not None else None
        return replace(self, value=value, expression=expression, path=(*self.path, step))

    def whole_with(self, name: str, value: Json) -> Json:
        """Return what ``target`` becomes when the child ``name`` is ``value``; raise ``CommandRefused``."""
        match self.value:
            case dict():
                return self.whole_at([*self.path, name], value)
            case list() if name.isdecimal():
                return self.whole_at([*self.path, int(name)], value)
            case _:
                return self.whole_at(self.path, value)

    def whole_at(self, path: Sequence[str | int], value: Json) -> Json:
        """Return what ``target`` becomes when ``value`` stands at ``path`` in it; raise ``CommandRefused``."""
        if self.target is None:
            raise CommandRefused("this cannot be set: only the input before a state's work, or its result after it")
        return _replaced(self.whole, path, value)


class References:
    """The structured values shown since the execution last stood still, by their numbers from 1."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._shown: list[Shown] = []

    def forget(self) -> None:
        """Let go of all: the execution moves on."""
        self._shown.clear()

    def of(self, shown: Shown) -> int:
        """Return the number of a value."""
        self._shown.append(shown)
        return len(self._shown)

    def get(self, reference: int) -> Shown:
        """Return the value with a number; raise ``CommandRefused`` where that is of another stop."""
        if not 1 <= reference <= len(self._shown):
            raise CommandRefused(f"there is no variable {reference} where the execution stands now")
        return self._shown[reference - 1]

    def variable(self, name: str, shown: Shown) -> dict[str, Any]:
        """Return a variable as the protocol has it."""
        return {"name": name, **self.described(shown), **_evaluate_name(shown)}

    def described(self, shown: Shown) -> dict[str, Any]:
        """Return value, type and reference of a variable or a result."""
        return {
            "value": text_of(shown.value),
            "type": type_of(shown.value),
            "variablesReference": self.of(shown) if isinstance(shown.value, dict | list) and shown.value else 0,
            **sizes(shown.value),
            "presentationHint": {} if shown.target is not None else {"attributes": ["readOnly"]},
        }


def sizes(value: Json) -> dict[str, int]:
    """Return how many members or items the value has, as the protocol says it."""
    match value:
        case dict():
            return {"namedVariables": len(value)}
        case list():
            return {"indexedVariables": len(value)}
        case _:
            return {}


def text_of(value: Json) -> str:
    """Return a value as JSON; of a large structure its beginning."""
    text = json_text(value)
    if isinstance(value, dict | list) and len(text) > SHOWN_CHARACTERS:
        return text[: SHOWN_CHARACTERS - 1] + "…"
    return text


def type_of(value: Json) -> str:
    """Return the JSON type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _evaluate_name(shown: Shown) -> dict[str, str]:
    return {} if shown.expression is None else {"evaluateName": shown.expression}


def _replaced(whole: Json, path: Sequence[str | int], value: Json) -> Json:
    """Return ``whole`` with ``value`` at ``path``; nothing of ``whole`` is changed."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    match whole, step:
        case dict(), str():
            return {**whole, step: _replaced(whole.get(step), rest, value)}
        case list(), int() if step < len(whole):
            return [*whole[:step], _replaced(whole[step], rest, value), *whole[step + 1 :]]
        case _:
            raise CommandRefused(f"there is no {step} in {text_of(whole)[:80]}")

"""Reads calls of intrinsic functions, ``States.Format('{} of {}', $.a, States.ArrayLength($.b))``, into trees."""

import re
from dataclasses import dataclass

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonpath import CompiledPath, compile_path
from webapp.values import Json, JsonTextError, parse_json

MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Text:
    """``'…'``; ``raw`` still has its escapes, which ``States.Format`` reads in its own way."""

    raw: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, ``true``, ``false`` or ``null``."""

    value: Json


@dataclass(frozen=True, slots=True)
class Call:
    """A call; ``text`` is its source, for messages, and ``column`` where it starts."""

    name: str
    arguments: tuple["Argument", ...]
    text: str
    column: int


Argument = Text | Constant | CompiledPath | Call

_NAME = re.compile(r"States\.(\w+)\s*\(", re.ASCII)
_TEXT = re.compile(r"'((?:\\[\\'{}]|[^'\\])*)'", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])", re.ASCII)
_WORD = re.compile(r"(true|false|null)(?!\w)")
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None}
_SPACE = re.compile(r"\s*")
# Up to the comma or parenthesis that ends a path argument: quoted names and filters may hold either.
_PATH_PART = re.compile(r"""\\.|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|.""", re.DOTALL)


def parse_call(text: str) -> Call:
    """Return the call that ``text`` is; raise ``ExpressionSyntaxError`` with the column where it stops being one."""
    reader = _Reader(text)
    call = reader.call(1)
    reader.skip_blanks()
    if reader.position < len(text):
        raise reader.error("nothing may follow the call")
    return call


class _Reader:
    """Reads from left to right; ``position`` is what comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def call(self, depth: int) -> Call:
        start = self.position
        match = _NAME.match(self.text, start)
        if not match:
            raise self.error("expected a call such as States.Format(…)")
        if depth > MAX_DEPTH:
            raise self.error(f"calls may be nested {MAX_DEPTH} deep")
        self.position = match.end()
        arguments: list[Argument] = []
        self.skip_blanks()
        while not self._take(")"):
            if arguments:
                if not self._take(","):
                    raise self.error("expected ',' or ')'")
                self.skip_blanks()
            arguments.append(self._argument(depth))
            self.skip_blanks()
        return Call(match[1], tuple(arguments), self.text[start : self.position], start + 1)

    def _argument(self, depth: int) -> Argument:
        rest = self.text[self.position : self.position + 1]
        if rest == "'":
            return self._text()
        if rest == "$":
            return self._path()
        if match := _NUMBER.match(self.text, self.position):
            return self._number(match)
        if match := _WORD.match(self.text, self.position):
            self.position = match.end()
            return Constant(_WORDS[match[1]])
        if self.text.startswith("States.", self.position):
            return self.call(depth + 1)
        raise self.error("expected a 'text', a number, true, false, null, a path or a call")

    def _text(self) -> Text:
        match = _TEXT.match(self.text, self.position)
        if not match:
            raise self.error("a text in quotes does not end, or holds an escape other than \\' \\{ \\} and \\\\")
        self.position = match.end()
        return Text(match[1])

    def _number(self, match: re.Match[str]) -> Constant:
        try:
            value = parse_json(match[0].removeprefix("+"))
        except (JsonTextError, ValueError):
            raise self.error(f"{match[0][:40]} is no JSON number") from None
        self.position = match.end()
        return Constant(value)

    def _path(self) -> CompiledPath:
        start = self.position
        self._skip_path()
        try:
            return compile_path(self.text[start : self.position])
        except ExpressionSyntaxError as error:
            raise ExpressionSyntaxError(error.message, error.column + start) from None

    def _skip_path(self) -> None:
        opened = 0
        for part in _PATH_PART.finditer(self.text, self.position):
            character = part[0]
            if opened == 0 and character in ",)":
                break
            opened += (character in "([") - (character in ")]")
            self.position = part.end()

    def _take(self, token: str) -> bool:
        found = self.text.startswith(token, self.position)
        self.position += found * len(token)
        return found

    def skip_blanks(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def error(self, reason: str) -> ExpressionSyntaxError:
        return ExpressionSyntaxError(f"Invalid intrinsic function call: {reason}", self.position + 1)

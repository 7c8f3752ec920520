r"""Regular expressions that cannot run away, for the ``=~`` of path filters.

Python's ``re`` tries ways one after the other, and ``(a+)+$`` on a page of text keeps it busy for ever. Here a pattern
becomes a list of instructions that are followed all at once (Thompson's construction), so that time grows with pattern
times text, and that product has a limit. The price: no back-references, look-around, ``\b`` or possessive quantifiers;
these are refused when the path is compiled. Classes are Java's: ``\d``, ``\w`` and ``\s`` are ASCII.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError

MAX_INSTRUCTIONS = 1_000
MAX_DEPTH = 32
MAX_WORK = 20_000_000

Test = Callable[[str], bool]
Fragment = list["Instruction"]


@dataclass(frozen=True, slots=True)
class Take:
    """Takes one character that passes, and goes on."""

    test: Test


@dataclass(frozen=True, slots=True)
class Split:
    """Goes on at each of the places, counted from here."""

    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Goes on at the start (``^``) or the end (``$``) of the text only."""

    at_start: bool


Instruction = Take | Split | Edge


@dataclass(slots=True)
class LinearPattern:
    """A compiled pattern."""

    program: Fragment
    _steps: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict, repr=False)

    def matches(self, text: str) -> bool:
        """Return whether the whole of ``text`` matches; raise ``ExpressionError`` where that would take too long."""
        if len(text) * len(self.program) > MAX_WORK:
            raise ExpressionError(f"A text of {len(text)} characters is too long for a pattern of this size.")
        places = self._reached({0}, at_start=True, at_end=not text)
        for position, character in enumerate(text):
            if position == len(text) - 1:
                places = self._reached(self._taken(places, character), at_start=False, at_end=True)
            else:
                places = self._step(places, character)
            if not places:
                return False
        return len(self.program) in places

    def _step(self, places: frozenset[int], character: str) -> frozenset[int]:
        known = self._steps.get((places, character))
        if known is None:
            known = self._reached(self._taken(places, character), at_start=False, at_end=False)
            if len(self._steps) < MAX_INSTRUCTIONS:
                self._steps[places, character] = known
        return known

    def _taken(self, places: frozenset[int], character: str) -> set[int]:
        program, length = self.program, len(self.program)
        return {
            place + 1
            for place in places
            if place < length and isinstance(take := program[place], Take) and take.test(character)
        }

    def _reached(self, places: set[int], *, at_start: bool, at_end: bool) -> frozenset[int]:
        found = set(places)
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            match self.program[place] if place < len(self.program) else None:
                case Split(offsets):
                    onward = [place + offset for offset in offsets]
                case Edge(start) if at_start if start else at_end:
                    onward = [place + 1]
                case _:
                    continue
            waiting.extend(set(onward) - found)
            found.update(onward)
        return frozenset(found)


def compile_pattern(text: str, flags: str = "", column: int = 1) -> LinearPattern:
    """Return ``text`` compiled; raise ``ExpressionSyntaxError`` for what is not supported. ``column`` is its start."""
    if unknown := set(flags) - set("isu"):
        raise ExpressionSyntaxError(f"The pattern flag '{min(unknown)}' is not supported", column + len(text) + 1)
    reader = _Reader(text, column, ignore_case="i" in flags, dot_all="s" in flags)
    program = reader.alternatives(0)
    if reader.position < len(text):
        raise reader.error("unexpected ')'")
    return LinearPattern(program)


_SPACES = " \t\n\x0b\f\r"
_LINE_ENDS = "\n\r\u0085\u2028\u2029"
_CLASSES: dict[str, Test] = {
    "d": lambda c: "0" <= c <= "9",
    "w": lambda c: c.isascii() and (c.isalnum() or c == "_"),
    "s": lambda c: c in _SPACES,
    "D": lambda c: not "0" <= c <= "9",
    "W": lambda c: not (c.isascii() and (c.isalnum() or c == "_")),
    "S": lambda c: c not in _SPACES,
}
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


class _Reader:
    """Reads a pattern from left to right and writes its instructions."""

    def __init__(self, text: str, column: int, *, ignore_case: bool, dot_all: bool) -> None:
        self.text = text
        self.column = column
        self.position = 0
        self.ignore_case = ignore_case
        self.dot_all = dot_all

    def alternatives(self, depth: int) -> Fragment:
        if depth > MAX_DEPTH:
            raise self.error(f"groups may be nested {MAX_DEPTH} deep")
        found = self._sequence(depth)
        while self._take("|"):
            other = self._sequence(depth)
            found = [Split((1, len(found) + 2)), *found, Split((len(other) + 1,)), *other]
            self._check_size(found)
        return found

    def _sequence(self, depth: int) -> Fragment:
        found: Fragment = []
        while self.position < len(self.text) and self.text[self.position] not in "|)":
            found += self._repeated(self._atom(depth))
            self._check_size(found)
        return found

    def _repeated(self, atom: Fragment) -> Fragment:
        fewest, most = self._quantifier()
        if (fewest, most) == (1, 1):
            return atom
        copies = fewest if most is None else most
        if copies * (len(atom) + 1) > MAX_INSTRUCTIONS:
            raise self.error("the pattern is too large")
        found = atom * fewest
        if most is None:
            return [*found, Split((1, len(atom) + 2)), *atom, Split((-len(atom) - 1,))]
        left = (most - fewest) * (len(atom) + 1)
        for _ in range(most - fewest):
            found += [Split((1, left)), *atom]
            left -= len(atom) + 1
        return found

    def _quantifier(self) -> tuple[int, int | None]:
        bounds: tuple[int, int | None] = (1, 1)
        if self._take("*"):
            bounds = (0, None)
        elif self._take("+"):
            bounds = (1, None)
        elif self._take("?"):
            bounds = (0, 1)
        elif self._take("{"):
            bounds = self._counts()
        else:
            return bounds
        self._take("?")  # a reluctant quantifier matches the same texts
        if self.text[self.position : self.position + 1] in ("*", "+", "?", "{"):
            raise self.error("possessive and doubled quantifiers are not supported")
        return bounds

    def _counts(self) -> tuple[int, int | None]:
        inside, closed, _ = self.text[self.position :].partition("}")
        first, comma, last = inside.partition(",")
        if not closed or len(inside) > 9 or not _is_count(first) or (last and not _is_count(last)):
            raise self.error("expected {n}, {n,} or {n,m}")
        self.position += len(inside) + 1
        fewest = int(first)
        most = int(last) if last else None if comma else fewest
        if most is not None and most < fewest:
            raise self.error("{n,m} needs n <= m")
        return fewest, most

    def _atom(self, depth: int) -> Fragment:
        character = self.text[self.position]
        self.position += 1
        match character:
            case "(":
                return self._group(depth)
            case "[":
                return [Take(self._set())]
            case ".":
                return [Take((lambda _: True) if self.dot_all else (lambda c: c not in _LINE_ENDS))]
            case "^" | "$":
                return [Edge(character == "^")]
            case "\\":
                return [Take(self._escape())]
            case "*" | "+" | "?" | "{":
                raise self.error(f"nothing to repeat before '{character}'", self.position - 1)
        return [Take(self._one(character))]

    def _group(self, depth: int) -> Fragment:
        if self._take("?") and not self._take(":"):
            raise self.error("look-around, named groups and inline flags are not supported")
        inside = self.alternatives(depth + 1)
        if not self._take(")"):
            raise self.error("expected ')'")
        return inside

    def _set(self) -> Test:
        negated = self._take("^")
        tests: list[Test] = []
        while not tests or not self._take("]"):
            tests.append(self._range())
        if negated:
            return lambda c: not any(test(c) for test in tests)
        return lambda c: any(test(c) for test in tests)

    def _range(self) -> Test:
        first = self._set_member()
        if not isinstance(first, str):
            return first
        if self.text[self.position : self.position + 1] != "-" or self.text[self.position + 1 :][:1] in ("]", ""):
            return self._one(first)
        self.position += 1
        last = self._set_member()
        if not isinstance(last, str) or last < first:
            raise self.error("a range needs two characters in order")
        if self.ignore_case:
            return lambda c: any(first <= form <= last for form in (c, c.lower(), c.upper()))
        return lambda c: first <= c <= last

    def _set_member(self) -> str | Test:
        character = self.text[self.position : self.position + 1]
        if not character or character == "[" or self.text.startswith("&&", self.position):
            raise self.error("a set does not end, or holds another set")
        self.position += 1
        return self._escaped() if character == "\\" else character

    def _escape(self) -> Test:
        escaped = self._escaped()
        return self._one(escaped) if isinstance(escaped, str) else escaped

    def _escaped(self) -> str | Test:
        character = self.text[self.position : self.position + 1]
        self.position += 1
        if character in _CLASSES:
            return _CLASSES[character]
        if not character or (character.isalnum() and character not in _CONTROL):
            raise self.error(f"the escape '\\{character}' is not supported", self.position - 2)
        return _CONTROL.get(character, character)

    def _one(self, character: str) -> Test:
        if self.ignore_case:
            forms = {character, character.lower(), character.upper()}
            return lambda c: c in forms or c.lower() in forms
        return lambda c: c == character

    def _take(self, token: str) -> bool:
        found = self.text.startswith(token, self.position)
        self.position += found * len(token)
        return found

    def _check_size(self, program: Fragment) -> None:
        if len(program) > MAX_INSTRUCTIONS:
            raise self.error("the pattern is too large")

    def error(self, reason: str, position: int | None = None) -> ExpressionSyntaxError:
        place = self.position if position is None else position
        return ExpressionSyntaxError(f"Invalid pattern /{self.text}/: {reason}", self.column + place)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit()

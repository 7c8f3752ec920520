"""Reads a path of AWS's JSONPath dialect into steps.

The dialect is Jayway's ``json-path`` with AWS's additions: ``$$`` and ``$name`` as roots, backslash escapes in dot
notation. Two leniencies, both seen in published definitions: ``$.[0]`` (a dot before a bracket), and unquoted words as
text in filters. Quoted names keep their backslashes except before a quote of
their own kind or another backslash, as recorded from AWS.
"""

import json
import re

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonpath_tree import (
    FUNCTIONS,
    Combined,
    Comparison,
    Condition,
    Descend,
    Exists,
    Filter,
    Function,
    Index,
    Indices,
    Literal,
    Name,
    Names,
    Operand,
    Path,
    Pattern,
    Slice,
    Step,
    Subpath,
    Wildcard,
)
from webapp.values import Json

MAX_DEPTH = 32


def parse_path(text: str) -> Path:
    """Return the steps of ``text``; raise :class:`ExpressionSyntaxError` where it is no path."""
    reader = _Reader(text)
    root = reader.root()
    steps = reader.steps(in_filter=False)
    if not reader.at_end():
        raise reader.error(f"unexpected '{reader.peek()}'")
    return Path(root, steps)


def parse_condition(text: str) -> Condition:
    """Return the condition that ``text`` is: what may stand in a filter, its paths with any root that a path has.

    Raises :class:`ExpressionSyntaxError`.
    """
    reader = _Reader(text, of_scope=True)
    condition = reader.condition()
    reader.skip_blanks()
    if not reader.at_end():
        raise reader.error(f"unexpected '{reader.peek()}'")
    return condition


_ROOT = re.compile(r"\$\$|\$(?P<variable>[^\W\d]\w*)?")
_NAME = re.compile(r"(?:\\.|[^\s.\[\]()\\])+", re.DOTALL)
_NAME_IN_FILTER = re.compile(r"(?:\\.|[^\s.\[\]()\\=!<>&|~,])+", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_NUMBERS = re.compile(r"[-\d:,\s]+")
_INDEX = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w)")
_WORD = re.compile(r"[\w/:-]+")
_OPERATOR = re.compile(r"==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|size|empty|contains)\b", re.IGNORECASE)
_REGEX = re.compile(r"/((?:\\.|[^/\\])*)/([a-zA-Z]*)", re.DOTALL)
_QUOTED = {quote: re.compile(rf"{quote}((?:\\.|[^{quote}\\])*){quote}", re.DOTALL) for quote in "'\""}
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None}


class _Reader:
    """Reads a path from left to right; ``position`` is what comes next.

    ``of_scope``: outside of filters and functions an operand is a path of its own, and not of one document.
    """

    def __init__(self, text: str, of_scope: bool = False) -> None:
        self.of_scope = of_scope
        self.whole = text
        self.text = text.rstrip()
        self.position = 0
        self.depth = 0

    def root(self) -> str:
        match = _ROOT.match(self.text)
        if not match:
            raise self.error("a path starts with '$'")
        self.position = match.end()
        return match["variable"] or match[0]

    def condition(self) -> Condition:
        return self._any_of()

    def steps(self, *, in_filter: bool) -> tuple[Step, ...]:
        of_scope, self.of_scope = self.of_scope, False
        found = self._steps(in_filter)
        self.of_scope = of_scope
        return found

    def _steps(self, in_filter: bool) -> tuple[Step, ...]:
        found: list[Step] = []
        while not self.at_end() and self.peek() in ".[":
            if found and isinstance(found[-1], Function):
                raise self.error("nothing may follow a function")
            if self.take(".."):
                found.append(Descend())
                if self.peek() != "[":
                    found.append(self._after_dot(in_filter))
            elif self.take("."):
                found.append(self._bracket() if self.peek() == "[" else self._after_dot(in_filter))
            else:
                found.append(self._bracket())
        if found and isinstance(found[-1], Descend):
            raise self.error("a step is missing after '..'")
        return tuple(found)

    def _after_dot(self, in_filter: bool) -> Step:
        if self.take("*"):
            return Wildcard()
        match = (_NAME_IN_FILTER if in_filter else _NAME).match(self.text, self.position)
        if not match:
            raise self.error("a name is missing after '.'")
        start, self.position = self.position, match.end()
        if self.peek() == "(":
            return self._function(match[0], start)
        return Name(_ESCAPE.sub(r"\1", match[0]))

    def _function(self, name: str, start: int) -> Function:
        if name not in FUNCTIONS:
            raise self.error(f"there is no function {name}()", start)
        self.take("(")
        self._deeper()
        arguments: list[Operand] = []
        while not self.take_after_blanks(")"):
            if arguments and not self.take_after_blanks(","):
                raise self.error("expected ',' or ')'")
            arguments.append(self._operand())
        self.depth -= 1
        return Function(name, tuple(arguments))

    def _bracket(self) -> Step:
        opened = self.position
        self.take("[")
        self.skip_blanks()
        step: Step
        if self.peek() in ("'", '"'):
            step = self._quoted_names()
        elif self.take("*"):
            step = Wildcard()
        elif self.take("?"):
            step = Filter(self._parenthesized())
        elif match := _NUMBERS.match(self.text, self.position):
            step = self._numbers(match[0])
            self.position = match.end()
        else:
            raise self.error("expected a quoted name, an index, a slice, '*' or '?(…)' after '['", opened + 1)
        if not self.take_after_blanks("]"):
            raise self.error("expected ']'")
        return step

    def _quoted_names(self) -> Step:
        names = [self._quoted_name()]
        while self.take_after_blanks(","):
            self.skip_blanks()
            names.append(self._quoted_name())
        return Name(names[0]) if len(names) == 1 else Names(tuple(names))

    def _quoted_name(self) -> str:
        quote = self.peek()
        raw = self._quoted(quote)
        return re.sub(rf"\\([\\{quote}])", r"\1", raw)

    def _quoted(self, quote: str) -> str:
        match = _QUOTED[quote].match(self.text, self.position) if quote in _QUOTED else None
        if not match:
            raise self.error("a quoted text does not end" if quote in _QUOTED else "expected a quoted name")
        self.position = match.end()
        return match[1]

    def _numbers(self, text: str) -> Step:
        try:
            if ":" in text:
                first, second, *_ = text.split(":")  # Jayway ignores a third part
                bounds = Slice(_bound(first), _bound(second))
                if bounds == Slice(None, None):
                    raise ValueError
                return bounds
            indices = tuple(_index(part) for part in text.split(","))
        except ValueError:
            raise self.error(f"[{text.strip()}] is no index, list of indices or slice") from None
        return Index(indices[0]) if len(indices) == 1 else Indices(indices)

    def _parenthesized(self) -> Condition:
        if not self.take_after_blanks("("):
            raise self.error("expected '('")
        self._deeper()
        condition = self._any_of()
        self.depth -= 1
        if not self.take_after_blanks(")"):
            raise self.error("expected ')' or an operator")
        return condition

    def _any_of(self) -> Condition:
        conditions = [self._all_of()]
        while self.take_after_blanks("||"):
            conditions.append(self._all_of())
        return conditions[0] if len(conditions) == 1 else Combined("||", tuple(conditions))

    def _all_of(self) -> Condition:
        conditions = [self._single()]
        while self.take_after_blanks("&&"):
            conditions.append(self._single())
        return conditions[0] if len(conditions) == 1 else Combined("&&", tuple(conditions))

    def _single(self) -> Condition:
        self.skip_blanks()
        negated = False
        while self.take_after_blanks("!"):
            negated = not negated
        self.skip_blanks()
        condition = self._parenthesized() if self.peek() == "(" else self._test()
        return Combined("!", (condition,)) if negated else condition

    def _test(self) -> Condition:
        start = self.position
        left = self._operand()
        self.skip_blanks()
        match = _OPERATOR.match(self.text, self.position)
        if match:
            self.position = match.end()
            return Comparison(match[0].lower(), left, self._operand())
        if isinstance(left, Subpath):
            return Exists(left)
        raise self.error("expected an operator" if not self.at_end() else "the filter does not end", start)

    def _operand(self) -> Operand:
        self.skip_blanks()
        first = self.peek()
        if self.of_scope and first == "@":
            raise self.error("'@' is the element that a filter tests; begin with '$'")
        if self.of_scope and (match := _ROOT.match(self.text, self.position)):
            self.position = match.end()
            return Subpath(match["variable"] or match[0], self.steps(in_filter=True))
        if first in ("@", "$"):
            self.position += 1
            return Subpath(first, self.steps(in_filter=True))
        if match := _REGEX.match(self.text, self.position):
            column, self.position = self.position + 2, match.end()
            return Pattern(match[1], match[2], column)
        return Literal(self._literal())

    def _literal(self) -> Json:
        self.skip_blanks()
        first = self.peek()
        if first in ("'", '"'):
            return _unescape(self._quoted(first))
        if first == "[":
            return self._array()
        if first == "{":
            return self._object()
        if match := _NUMBER.match(self.text, self.position):
            self.position = match.end()
            return _number(match[0])
        if match := _WORD.match(self.text, self.position):
            self.position = match.end()
            return _WORDS.get(match[0], match[0])
        raise self.error("expected a value")

    def _array(self) -> Json:
        self.take("[")
        self._deeper()
        items: list[Json] = []
        while not self.take_after_blanks("]"):
            if items and not self.take_after_blanks(","):
                raise self.error("expected ',' or ']'")
            items.append(self._literal())
        self.depth -= 1
        return items

    def _object(self) -> Json:
        try:
            value, self.position = json.JSONDecoder().raw_decode(self.text, self.position)
        except (json.JSONDecodeError, RecursionError):
            raise self.error("not a JSON object") from None
        found: Json = value
        return found

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"filters, functions and arrays may be nested {MAX_DEPTH} deep")

    def at_end(self) -> bool:
        return self.position >= len(self.text)

    def peek(self) -> str:
        return self.text[self.position : self.position + 1]

    def take(self, token: str) -> bool:
        if self.text.startswith(token, self.position):
            self.position += len(token)
            return True
        return False

    def take_after_blanks(self, token: str) -> bool:
        self.skip_blanks()
        return self.take(token)

    def skip_blanks(self) -> None:
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1

    def error(self, reason: str, position: int | None = None) -> ExpressionSyntaxError:
        column = (self.position if position is None else position) + 1
        return ExpressionSyntaxError(f"Invalid path '{self.whole}': {reason}", column)


def _bound(text: str) -> int | None:
    return _index(text) if text.strip() else None


def _index(text: str) -> int:
    stripped = text.strip()
    if not _INDEX.fullmatch(stripped) or len(stripped) > 11:
        raise ValueError
    return int(stripped)


def _number(text: str) -> Json:
    try:
        number: Json = json.loads(text)
    except ValueError:  # leading zeros, or thousands of digits
        return float(text)
    return number


def _unescape(raw: str) -> str:
    return _ESCAPE.sub(lambda match: _CONTROL.get(match[1], match[1]), raw)

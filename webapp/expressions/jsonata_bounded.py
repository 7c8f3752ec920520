"""Whether an expression provably cannot run away, so that it may be evaluated in this process.

Reads a sublanguage and says no to all else: paths from variables, literals, operators, conditions, constructors, and
functions whose work and result are of the order of what they are given. What it proves: with data of size *n*, time and
result are at most a small constant times *n*. So

- nothing repeats itself: no function is defined or handed over, nothing is bound, there is no range, no descent, no
  regular expression, no sorting or grouping, and no function that pads or replaces;
- nothing is multiplied by the items of an array: in the context of an item (a predicate, ``.(…)``, ``.[…]``, ``.{…}``)
  stand paths from that item, and other variables only as one side of a comparison or of arithmetic; what is constructed
  there is not gone through again;
- nothing doubles: what makes text from data is not given what itself makes text from data, and a text has few leaves.
"""

from collections.abc import Sequence
from typing import Final, Literal

from webapp.expressions.jsonata_tokens import END, NAME, VARIABLE, Token

MOST_CHARACTERS: Final = 2000
MOST_LEAVES: Final = 32
MOST_CHARACTERS_FOR_EACH_ITEM: Final = 256

_SMALL: Final = frozenset(
    (
        *("sum", "count", "max", "min", "average", "length", "exists", "boolean", "not", "type", "number", "abs"),
        *("floor", "ceil", "round", "power", "sqrt", "contains", "now", "millis", "random", "uuid", "hash"),
    )
)
"""Functions that give a value of a bounded size."""

_TEXT: Final = frozenset(("substring", "substringBefore", "substringAfter", "trim"))
"""Functions that give a text no larger than what they are given."""

_LARGER_TEXT: Final = frozenset(
    ("string", "join", "lowercase", "uppercase", "base64encode", "base64decode", "encodeUrl", "encodeUrlComponent")
)
"""Functions that give a text some times as large as what they are given."""

_AS_LARGE: Final = frozenset(
    ("lookup", "append", "merge", "reverse", "spread", "error", "assert", "split", "partition", "parse", "range")
)
"""Functions whose value is as large as what they are given; ``range`` gives at most a thousand items."""

_MOST_ARGUMENTS: Final = {"string": 1, "join": 1, "now": 0, "split": 2}
_LITERALS: Final = frozenset(("(string)", "(number)", "(value)"))
_COMPARISONS: Final = frozenset(("=", "!=", "<", "<=", ">", ">="))
_POWERS: Final = {
    **{".": 75, "[": 80},
    **dict.fromkeys(("*", "/", "%"), 60),
    **dict.fromkeys(("+", "-", "&"), 50),
    **dict.fromkeys((*_COMPARISONS, "in"), 40),
    **{"and": 30, "or": 25, "?": 20},
}

Kind = Literal["outer", "path", "call", "small", "text", "made"]
"""What an operand is: a bare variable in the context of an item, a path that may go on, a call that fields may follow,
a value of a bounded size, a text, or what was constructed, which nothing may go through again."""


def is_bounded(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether the expression ``text``, which is well-formed, provably cannot run away."""
    if len(text) > MOST_CHARACTERS:
        return False
    try:
        _Reader(tokens).read()
    except _NotProven:
        return False
    return True


class _NotProven(Exception):
    pass


class _Reader:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._items = 0  # how many contexts of an item are open
        self._growing = 0  # how many functions that make text from data are open
        self._leaves = 0
        self._characters_for_each_item = 0

    def read(self) -> None:
        self._value(0)
        self._expect(END)

    def _value(self, power: int) -> Kind:
        """Read an operand that may be anything but a bare outer variable in the context of an item."""
        kind = self._expression(power)
        if kind == "outer":
            raise _NotProven
        return kind

    def _expression(self, power: int) -> Kind:
        kind = self._prefix()
        while power < _POWERS.get(self._token.id, 0):
            kind = self._infix(self._take(), kind)
        return kind

    def _prefix(self) -> Kind:
        token = self._take()
        if token.id == VARIABLE:
            return self._variable(token)
        if token.id == NAME:
            return self._leaf("path")
        if token.id in _LITERALS:
            self._count_characters(token)
            return "small"
        match token.id:
            case "-":
                self._expression(70)
                return "small"
            case "(":
                return self._block()
            case "[":
                self._list("]")
                return "made"
            case "{":
                self._object()
                return "made"
        raise _NotProven

    def _variable(self, token: Token) -> Kind:
        if self._token.id == "(":
            self._take()
            return self._call(token.text)
        if token.text == "":
            return self._leaf("path")
        if token.text == "$":
            raise _NotProven
        if not self._items:
            return self._leaf("path")
        if self._token.id in (".", "["):
            raise _NotProven
        return self._leaf("outer")

    def _call(self, name: str) -> Kind:
        grows = name in _LARGER_TEXT
        if not grows and name not in _SMALL and name not in _TEXT and name not in _AS_LARGE:
            raise _NotProven
        self._growing += grows
        if self._growing > 1 or (name == "range" and self._items):
            raise _NotProven
        if self._list(")") > _MOST_ARGUMENTS.get(name, 3):
            raise _NotProven
        self._growing -= grows
        if name in _SMALL:
            return "small"
        return self._leaf("call" if name in _AS_LARGE else "text")

    def _block(self) -> Kind:
        kind = self._value(0)
        self._expect(")")
        return kind if kind in ("small", "text") else "made"

    def _list(self, end: str) -> int:
        """Read values up to ``end``, and return how many."""
        count = 0
        while self._token.id != end:
            self._value(0)
            count += 1
            if self._token.id != ",":
                break
            self._take()
        self._expect(end)
        return count

    def _object(self) -> None:
        while self._token.id != "}":
            self._value(0)
            self._expect(":")
            self._value(0)
            if self._token.id != ",":
                break
            self._take()
        self._expect("}")

    def _infix(self, token: Token, left: Kind) -> Kind:
        match token.id:
            case ".":
                return self._step(left)
            case "[":
                return self._predicate(left)
            case "?":
                return self._condition(left)
            case "&":
                right = self._value(_POWERS["&"])
                if not {left, right} <= {"path", "small", "text"}:
                    raise _NotProven  # an array in a text is written with its quotes doubled
                return "text"
            case "and" | "or" | "in":
                if left == "outer":
                    raise _NotProven
                self._value(_POWERS[token.id])
                return "small"
        right = self._expression(_POWERS[token.id])
        if left == right == "outer" and token.id in _COMPARISONS:
            raise _NotProven  # two large values, compared once for each item
        return "small"

    def _step(self, left: Kind) -> Kind:
        token = self._take()
        if left not in ("path", "call"):
            raise _NotProven
        if token.id in (NAME, "(string)"):
            return left
        if left != "path":
            raise _NotProven
        if token.id == VARIABLE and token.text == "":
            return left
        self._items += 1
        match token.id:
            case "(":
                self._block()
            case "[":
                self._list("]")
            case "{":
                self._object()
            case _ if token.id == VARIABLE and self._token.id == "(":
                self._take()
                self._call(token.text)
            case _:
                raise _NotProven
        self._items -= 1
        return "made"

    def _predicate(self, left: Kind) -> Kind:
        if self._token.id == "]":
            self._take()
            return left
        if left not in ("path", "call"):
            raise _NotProven
        self._items += 1
        self._value(0)
        self._items -= 1
        self._expect("]")
        return left

    def _condition(self, left: Kind) -> Kind:
        if left == "outer":
            raise _NotProven
        kinds = {self._value(0)}
        if self._token.id == ":":
            self._take()
            kinds.add(self._value(0))
        if kinds <= {"small", "text"}:
            return "text" if "text" in kinds else "small"
        return "made"

    def _leaf(self, kind: Kind) -> Kind:
        self._leaves += 1
        if self._leaves > MOST_LEAVES:
            raise _NotProven
        return kind

    def _count_characters(self, token: Token) -> None:
        if self._items:
            self._characters_for_each_item += len(token.text) + 4
            if self._characters_for_each_item > MOST_CHARACTERS_FOR_EACH_ITEM:
                raise _NotProven

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _expect(self, kind: str) -> None:
        if self._take().id != kind:
            raise _NotProven

"""Whether a text is JSONata, and what it reads: the grammar of JSONata 2.0.6, without evaluation.

A top-down operator precedence reader after the reference implementation's, so that it accepts what that accepts. It
keeps no tree: what a name, ``$`` or ``$name`` means depends only on whether it stands in the context of an item (after
a ``.``, in a predicate, in a group; a function's body has the context around it), and that is known while reading. What
nests is bounded, and so are time and memory: a text costs what it is long.

A library was not chosen, because none gives a position and bears hostile text: see ``docs/dependencies.md``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonata_tokens import END, NAME, NEWER_OPERATORS, VARIABLE, Token, Tokens

MOST_LEVELS: Final = 120
_MOST_REMEMBERED_CHARACTERS: Final = 2000

UseKind = Literal["field", "input", "variable", "member", "operator"]


@dataclass(frozen=True, slots=True)
class Use:
    """Something that an expression refers to, and its column, from 1.

    ``field``: a name where there is no item whose field it could be; ``input``: ``$`` or ``$$`` there. ``variable``: a
    variable that the expression does not bind itself, as ``x`` for ``$x``; ``called`` if it is used as a function.
    ``member``: ``result`` for ``$states.result``. ``operator``: one that is newer than JSONata 2.0.6.
    """

    kind: UseKind
    name: str
    column: int
    called: bool = False


@dataclass(frozen=True, slots=True)
class JsonataSyntax:
    """What an expression refers to, in the order of its text; ``bound`` are the variables it binds itself.

    ``names`` are all the variables it names, bound or not, functions and ``states`` among them, for what it binds it
    may have read before. ``reads_context`` tells whether it may read ``$states.context``. ``tokens`` ends with the end.
    """

    uses: tuple[Use, ...]
    bound: frozenset[str]
    names: frozenset[str]
    reads_context: bool
    tokens: tuple[Token, ...]


def read_jsonata(text: str) -> JsonataSyntax:
    """Return what the expression ``text`` (without ``{%`` and ``%}``) refers to.

    Raises :class:`ExpressionSyntaxError` with the column in ``text``.
    """
    return _remembered(text) if len(text) <= _MOST_REMEMBERED_CHARACTERS else _Reader(text).read()


@lru_cache(maxsize=2048)
def _remembered(text: str) -> JsonataSyntax:
    return _Reader(text).read()


_POWER: Final = {
    **dict.fromkeys(("[", "(", "@", "#"), 80),
    **{".": 75, "{": 70},
    **dict.fromkeys(("*", "/", "%"), 60),
    **dict.fromkeys(("+", "-", "&"), 50),
    **dict.fromkeys(("=", "<", ">", "^", "!=", "<=", ">=", "~>", "?:", "??", "in"), 40),
    **{"and": 30, "or": 25, "?": 20, ":=": 10},
}
_LEAVES: Final = {
    NAME: "path",
    VARIABLE: "variable",
    "(string)": "string",
    "(number)": "literal",
    "(value)": "literal",
    "(regex)": "other",
    "*": "other",
    "**": "other",
    "%": "other",
    **dict.fromkeys(("and", "or", "in"), "path"),
}
_FUNCTION_WORDS: Final = frozenset(("function", "λ"))
_BESIDE_CONTEXT: Final = frozenset(("input", "result", "errorOutput"))


class _Read(NamedTuple):
    """What has been read: ``kind`` is ``path``, ``variable``, ``string``, ``literal`` or ``other``."""

    kind: str
    token: Token
    grouped: bool = False


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._seen: list[Token] = []
        self._token = self._next(False)
        self._levels = 0
        self._items = 0  # how many contexts of an item are open
        self._uses: list[Use] = []
        self._bound: set[str] = set()
        self._names: set[str] = set()
        self._faults: list[ExpressionSyntaxError] = []  # of what is well-formed, so found after all else
        self._whole_states = 0  # how often $states stands otherwise than before .input and the like
        self._after_states: Token | None = None

    def read(self) -> JsonataSyntax:
        self._expression(0)
        if self._token.id != END:
            raise _error("S0201", f"Syntax error: {self._token.text}", self._token)
        if self._faults:
            raise self._faults[0]
        uses = (use for use in self._uses if use.kind != "variable" or use.name not in self._bound)
        return JsonataSyntax(
            tuple(sorted(uses, key=lambda use: use.column)),
            frozenset(self._bound),
            frozenset(self._names),
            self._whole_states > 0,
            tuple(self._seen),
        )

    def _next(self, after_value: bool) -> Token:
        token = self._tokens.next(after_value)
        self._seen.append(token)
        return token

    def _expression(self, power: int) -> _Read:
        self._levels += 1
        if self._levels > MOST_LEVELS:
            raise ExpressionSyntaxError(f"Expressions nest deeper than {MOST_LEVELS} levels", self._token.start + 1)
        token = self._token
        self._token = self._next(True)
        left = self._prefix(token)
        while power < _POWER.get(self._token.id, 0):
            token = self._token
            self._token = self._next(False)
            left = self._infix(token, left)
        self._levels -= 1
        return left

    def _prefix(self, token: Token) -> _Read:
        kind = _LEAVES.get(token.id)
        if token.id == "%" and not self._items and not self._sees("("):
            message = "The object representing the 'parent' cannot be derived from this expression"
            self._faults.append(_error("S0217", message, token))
        if kind is not None:
            self._use(token)
            return _Read(kind, token)
        match token.id:
            case "-":
                operand = self._expression(70)
                return _Read("literal" if operand.kind == "literal" else "other", token)
            case "(":
                while self._token.id != ")":
                    self._expression(0)
                    if self._token.id != ";":
                        break
                    self._advance(";")
                self._advance(")", after_value=True)
            case "[":
                self._array()
            case "{":
                self._object()
            case "|":
                self._transform()
            case "(end)":
                raise _error("S0207", "Unexpected end of expression", token)
            case _:
                raise _error("S0211", f'The symbol "{token.text}" cannot be used as a unary operator', token)
        return _Read("other", token)

    def _infix(self, token: Token, left: _Read) -> _Read:
        match token.id:
            case ".":
                return self._step(token, left)
            case "[":
                return self._predicate(token, left)
            case "{":
                if left.grouped:
                    message = "Each step can only have one grouping expression"
                    raise _error("S0210", message, token)
                self._in_item(self._object)
                return _Read(left.kind, left.token, grouped=True)
            case "(":
                self._call(left)
                return _Read("other", token)
            case "^":
                self._advance("(")
                self._in_item(self._terms)
                return _Read("path", token, grouped=left.grouped and left.kind == "path")
            case ":=":
                if left.kind != "variable":
                    message = "The left side of := must be a variable name (start with $)"
                    raise _error("S0212", message, left.token)
                self._bound.add(left.token.text)
                self._expression(_POWER[":="] - 1)
                return _Read("other", token)
            case "@" | "#":
                right = self._expression(_POWER[token.id])
                if right.kind != "variable":
                    message = f"The right side of {token.id} must be a variable name (start with $)"
                    raise _error("S0214", message, right.token)
                self._bound.add(right.token.text)
                return left if token.id == "@" else _Read("path", token)
            case "?":
                self._expression(0)
                if self._token.id == ":":
                    self._advance(":")
                    self._expression(0)
            case _:
                self._operand(token)
        return _Read("other", token)

    def _operand(self, token: Token) -> None:
        """Read the right side of an operator; the two new ones read it as ``?`` and ``:`` of a condition do."""
        if token.id in NEWER_OPERATORS:
            self._uses.append(Use("operator", token.id, token.start + 1))
            self._expression(0)
        else:
            self._expression(_POWER[token.id])

    def _step(self, token: Token, left: _Read) -> _Read:
        if left.kind == "variable" and left.token.text == "states" and self._token.id in (NAME, "(string)"):
            self._uses.append(Use("member", self._token.text, left.token.start + 1))
            if token is self._after_states and self._token.text in _BESIDE_CONTEXT:
                self._whole_states -= 1
        self._items += 1
        right = self._expression(_POWER["."])
        self._items -= 1
        for side in (left, right):
            if side.kind == "literal":
                text = side.token.text
                message = f"The literal value {text} cannot be used as a step within a path expression"
                self._faults.append(_error("S0213", message, side.token))
        return _Read("path", token, grouped=left.grouped and left.kind == "path")

    def _predicate(self, token: Token, left: _Read) -> _Read:
        if self._token.id == "]":
            self._advance("]")
            return left
        if left.grouped and left.kind != "path":
            raise _error("S0209", "A predicate cannot follow a grouping expression in a step", token)
        self._items += 1
        self._expression(0)
        self._items -= 1
        self._advance("]", after_value=True)
        return left

    def _call(self, left: _Read) -> None:
        first = len(self._uses) - 1
        if first >= 0 and left.kind in ("variable", "path") and self._uses[first].column == left.token.start + 1:
            use = self._uses[first]
            self._uses[first] = Use(use.kind, use.name, use.column, called=True)
        is_function = left.kind == "path" and left.token.text in _FUNCTION_WORDS
        arguments = self._arguments(is_function)
        if not is_function:
            return
        for argument in arguments:
            if argument.kind != "variable":
                message = "Parameter of function definition must be a variable name (start with $)"
                raise _error("S0208", message, argument.token)
            self._bound.add(argument.token.text)
        if self._token.id == "<":
            self._signature()
        self._advance("{")
        self._expression(0)
        self._advance("}")

    def _arguments(self, is_function: bool) -> list[_Read]:
        arguments: list[_Read] = []
        while self._token.id != ")":
            if self._token.id == "?":
                arguments.append(_Read("other", self._token))
                self._advance("?", after_value=True)
            else:
                arguments.append(self._expression(0))
            if self._token.id != ",":
                break
            self._advance(",")
            if self._sees(")"):
                self._expression(0)
        self._advance(")", after_value=True)
        return arguments

    def _signature(self) -> None:
        """Step over ``<…>`` before a function's body."""
        depth = 1
        while depth > 0 and self._token.id not in ("{", END):
            self._token = self._next(True)
            depth += {">": -1, "<": 1}.get(self._token.id, 0)
        self._advance(">")

    def _array(self) -> None:
        while self._token.id != "]":
            self._expression(0)
            if self._token.id == "..":
                self._advance("..")
                self._expression(0)
            if self._token.id != ",":
                break
            self._advance(",")
            if self._sees("]"):
                self._expression(0)
        self._advance("]", after_value=True)

    def _object(self) -> None:
        while self._token.id != "}":
            self._expression(0)
            self._advance(":")
            self._expression(0)
            if self._token.id != ",":
                break
            self._advance(",")
            if self._sees("}"):
                self._expression(0)
        self._advance("}", after_value=True)

    def _transform(self) -> None:
        self._items += 1
        self._expression(0)
        self._advance("|")
        self._expression(0)
        if self._token.id == ",":
            self._advance(",")
            self._expression(0)
        self._items -= 1
        self._advance("|")

    def _terms(self) -> None:
        while True:
            if self._token.id in ("<", ">"):
                self._advance(self._token.id)
            self._expression(0)
            if self._token.id != ",":
                break
            self._advance(",")
        self._advance(")")

    def _in_item(self, read: Callable[[], object]) -> None:
        self._items += 1
        read()
        self._items -= 1

    def _sees(self, kind: str) -> bool:
        """Tell whether the next token is a ``kind``."""
        return self._token.id == kind

    def _advance(self, expected: str, after_value: bool = False) -> None:
        token = self._token
        if token.id != expected:
            if token.id == END:
                raise _error("S0203", f'Expected "{expected}" before end of expression', token)
            raise _error("S0202", f'Expected "{expected}", got "{token.text}"', token)
        self._token = self._next(after_value)

    def _use(self, token: Token) -> None:
        column = token.start + 1
        if token.id == VARIABLE:
            if token.text not in ("", "$"):
                self._names.add(token.text)
                if token.text == "states":
                    self._whole_states += 1
                    self._after_states = self._token
                else:
                    self._uses.append(Use("variable", token.text, column))
            elif not self._items:
                self._uses.append(Use("input", f"${token.text}", column))
        elif token.id in (NAME, "and", "or", "in") and not self._items:
            is_function = token.text in _FUNCTION_WORDS and self._token.id == "("
            if not is_function:
                self._uses.append(Use("field", token.text, column))


def _error(code: str, message: str, token: Token) -> ExpressionSyntaxError:
    return ExpressionSyntaxError(f"{code}: {message}", token.start + 1)

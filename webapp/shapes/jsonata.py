"""What JSONata expressions give: paths, object and array constructors, operators and the plainest functions.

All else gives ``ANYTHING``. Two rules of JSONata are easy to get wrong. What leads nowhere is undefined, which is no
value: a member of an object that is undefined is left out. And a path maps over arrays: of one value it makes that
value, of several an array.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from webapp.expressions import ExpressionSyntaxError, read_jsonata
from webapp.expressions.jsonata_tokens import END, NAME, VARIABLE, Token
from webapp.shapes.known import exactly
from webapp.shapes.paths import Miss, miss_of
from webapp.shapes.shape import (
    ANYTHING,
    BOOLEAN,
    NEVER,
    NUMBER,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    items_of,
    joined,
    joined_all,
    object_of,
    union_of,
)


class Value(NamedTuple):
    """What an expression may give; ``optional``: it may be undefined. ``NEVER`` is always undefined."""

    shape: DataShape
    optional: bool = False


class Roots(NamedTuple):
    """What ``$states`` and the variables are; a member of ``$states`` that is not there is ``None``."""

    input: DataShape
    result: DataShape | None
    error_output: DataShape | None
    context: DataShape
    variables: DataShape


class PathMiss(NamedTuple):
    """A path that is always undefined: its text, where its wrong name stands, why, and whether it is all there is."""

    text: str
    start: int
    end: int
    miss: Miss


_UNKNOWN: Final = Value(ANYTHING, True)
_UNDEFINED: Final = "is always undefined here"
_POWER: Final = {
    **{"?": 20, "or": 25, "and": 30},
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "in"), 40),
    **dict.fromkeys(("+", "-", "&"), 50),
    **dict.fromkeys(("*", "/", "%"), 60),
    **{".": 75, "[": 80, "(": 80},
}
_COMPARING: Final = frozenset(("or", "and", "=", "!=", "<", "<=", ">", ">=", "in"))
_STRINGS: Final = (
    *("string", "uppercase", "lowercase", "trim", "substring", "substringBefore", "substringAfter", "pad"),
    *("join", "replace", "base64encode", "base64decode", "fromMillis", "formatNumber", "formatBase", "type"),
    *("encodeUrl", "encodeUrlComponent", "decodeUrl", "decodeUrlComponent", "hash"),
)
_NUMBERS: Final = (
    *("sum", "max", "min", "average", "length", "number", "abs", "floor", "ceil", "round", "power", "sqrt"),
    "toMillis",
)
_FUNCTIONS: Final = {
    **dict.fromkeys(_STRINGS, Value(STRING, True)),
    **dict.fromkeys(_NUMBERS, Value(NUMBER, True)),
    **dict.fromkeys(("now", "uuid"), Value(STRING)),
    **dict.fromkeys(("count", "millis"), Value(NUMBER)),
    **dict.fromkeys(("exists",), Value(BOOLEAN)),
    **dict.fromkeys(("boolean", "not", "contains"), Value(BOOLEAN, True)),
}
_GUARDS: Final = frozenset(("?", "?:", "??", "or", "and", "in", "~>"))
_GUARDING: Final = frozenset(("exists", "boolean", "not", "type", "count", "lookup", "keys", "error", "assert"))


class _Unclear(Exception):
    """The expression does what is not followed here."""


def value_of(text: str, roots: Roots, origin: Origin) -> Value:
    """Return what the expression ``text``, without ``{%`` and ``%}``, may give."""
    try:
        return _Reader(read_jsonata(text).tokens, roots, origin).read()
    except (ExpressionSyntaxError, _Unclear):
        return _UNKNOWN


def misses_in(text: str, roots: Roots) -> list[PathMiss]:
    """Return the paths in ``text`` that are always undefined; none where the expression asks what is there."""
    try:
        syntax = read_jsonata(text)
    except ExpressionSyntaxError:
        return []
    tokens = syntax.tokens
    if any(each.id in _GUARDS or (each.id == VARIABLE and each.text in _GUARDING) for each in tokens):
        return []
    found: list[PathMiss] = []
    for at, token in enumerate(tokens):
        if token.id == VARIABLE and token.text not in syntax.bound:
            miss = _miss_at(text, tokens, at, roots)
            if miss is not None:
                found.append(miss)
    return found


def member_of(shape: DataShape, name: str) -> Value:
    """Return what the step ``name`` leads to from ``shape``."""
    if shape.is_anything:
        return _UNKNOWN
    found, optional = NEVER, bool(shape.scalars)
    if shape.object is not None:
        field = shape.object.fields.get(name)
        if field is not None:
            found, optional = field.shape, optional or field.optional
        elif shape.object.open:
            return _UNKNOWN
        else:
            optional = True
    if shape.array is None:
        return Value(found, optional)
    items = items_of(shape)
    if items.is_anything or items.array is not None:
        return _UNKNOWN
    each = member_of(items, name).shape
    if is_never(each):
        return Value(found, True)
    if each.is_anything:
        return _UNKNOWN
    flat = joined(union_of(each.scalars, None, each.object), items_of(each))
    if flat.is_anything:
        return _UNKNOWN
    return Value(joined_all((found, flat, array_of(flat))), True)


def _miss_at(text: str, tokens: Sequence[Token], at: int, roots: Roots) -> PathMiss | None:
    """Return why the path that begins with the variable at ``at`` is always undefined."""
    first, place = tokens[at], at + 1
    if first.text == "states":
        names = [each.text for each in tokens[at + 1 : at + 3]]
        here = _root(roots, names[1]) if len(names) == 2 and names[0] == "." else None
        shown, place = f"$states.{names[-1] if names else ''}", at + 3
    else:
        held = roots.variables.object
        field = None if held is None else held.fields.get(first.text)
        here, shown = None if field is None else field.shape, f"${first.text}"
    if here is None or is_never(here):
        return None
    step = 0
    while tokens[place].id == "." and tokens[place + 1].id in (NAME, "(string)") and tokens[place + 2].id != "(":
        name = tokens[place + 1]
        found = member_of(here, name.text).shape
        if is_never(found):
            return _told(text, tokens, at, place + 1, miss_of(name.text, step, _past_arrays(here), shown))
        here, shown, place, step = found, f"{shown}.{name.text}", place + 2, step + 1
    return None


def _told(text: str, tokens: Sequence[Token], at: int, last: int, miss: Miss) -> PathMiss:
    token = tokens[last]
    end = token.start + len(token.text)
    behind = last + 1
    while tokens[behind].id == "." and tokens[behind + 1].id in (NAME, "(string)"):
        behind += 2
    is_whole = at == 0 and tokens[behind].id == END
    plain = token.id == NAME and text[token.start : end] == token.text
    start, stop = (token.start, end) if plain else (-1, -1)
    shown = text[tokens[at].start : end] if plain else text
    return PathMiss(
        shown, start, stop, miss._replace(harmless=not is_whole, head=miss.head if is_whole else _UNDEFINED)
    )


def _past_arrays(shape: DataShape) -> DataShape:
    return items_of(shape) if shape.array is not None and shape.object is None else shape


def _root(roots: Roots, name: str) -> DataShape | None:
    match name:
        case "input":
            return roots.input
        case "result":
            return roots.result
        case "errorOutput":
            return roots.error_output
        case _:
            return None


class _Reader:
    """Reads an expression's tokens, which are known to be well-formed, into the shape of its value."""

    def __init__(self, tokens: Sequence[Token], roots: Roots, origin: Origin) -> None:
        self._tokens = tokens
        self._at = 0
        self._roots = roots
        self._origin = origin

    def read(self) -> Value:
        value = self._expression(0)
        if self._id != END:
            raise _Unclear
        return value

    @property
    def _id(self) -> str:
        return self._tokens[self._at].id

    def _take(self, wanted: str) -> Token:
        token = self._tokens[self._at]
        if token.id != wanted:
            raise _Unclear
        self._at += 1
        return token

    def _sees(self, wanted: str) -> bool:
        if self._id != wanted:
            return False
        self._at += 1
        return True

    def _expression(self, power: int) -> Value:
        left = self._prefix()
        while True:
            token = self._tokens[self._at]
            if token.id in (END, ")", "]", "}", ",", ":"):
                return left
            strength = _POWER.get(token.id)
            if strength is None:
                raise _Unclear
            if strength <= power:
                return left
            self._at += 1
            left = self._infix(token.id, strength, left)

    def _prefix(self) -> Value:
        token = self._tokens[self._at]
        self._at += 1
        match token.id:
            case "(string)":
                return Value(exactly(token.text, self._origin))
            case "(number)":
                return Value(NUMBER)
            case "(value)":
                return Value(exactly({"true": True, "false": False}.get(token.text), self._origin))
            case "-":
                value = self._expression(70)
                return Value(NUMBER, value.optional)
            case "(":
                value = self._expression(0)
                self._take(")")
                return value
            case "{":
                return self._object()
            case "[":
                return self._array()
            case _ if token.id == VARIABLE:
                return self._variable(token.text)
            case _:
                raise _Unclear

    def _variable(self, name: str) -> Value:
        if self._id == "(" and name not in ("", "$"):
            return self._call(name)
        if name == "states":
            self._take(".")
            member = self._take(NAME).text
            if member == "context":
                return Value(self._roots.context)
            shape = _root(self._roots, member)
            return _UNKNOWN if shape is None else Value(shape)
        held = self._roots.variables.object
        field = None if held is None else held.fields.get(name)
        return _UNKNOWN if field is None else Value(field.shape, field.optional)

    def _call(self, name: str) -> Value:
        self._take("(")
        while not self._sees(")"):
            self._expression(0)
            if self._id != ")":
                self._take(",")
        found = _FUNCTIONS.get(name, _UNKNOWN)
        if found is _UNKNOWN and self._id in (".", "["):
            raise _Unclear
        return found

    def _infix(self, operator: str, strength: int, left: Value) -> Value:
        match operator:
            case ".":
                if self._id not in (NAME, "(string)") or self._tokens[self._at + 1].id == "(":
                    raise _Unclear
                name = self._tokens[self._at].text
                self._at += 1
                found = member_of(left.shape, name)
                return Value(found.shape, found.optional or left.optional)
            case "[":
                return self._index(left)
            case "(":
                raise _Unclear
            case "?":
                yes = self._expression(0)
                no = Value(NEVER, True)
                if self._sees(":"):
                    no = self._expression(0)
                return Value(joined(yes.shape, no.shape), yes.optional or no.optional)
        right = self._expression(strength)
        if operator == "&":
            return Value(STRING)
        if operator in _COMPARING:
            return Value(BOOLEAN, operator not in ("or", "and"))
        return Value(NUMBER, left.optional or right.optional)

    def _index(self, left: Value) -> Value:
        """Read ``[n]``: of an array an item, of any other value itself."""
        self._take("(number)")
        self._take("]")
        shape = left.shape
        if self._id == "[" or shape.is_anything:
            raise _Unclear
        if shape.array is not None and (shape.scalars or shape.object):  # a path has mapped over an array
            return _UNKNOWN
        return Value(items_of(shape) if shape.array is not None else shape, True)

    def _object(self) -> Value:
        fields: dict[str, FieldShape] = {}
        while not self._sees("}"):
            key = self._take("(string)").text
            self._take(":")
            value = self._expression(0)
            if key in fields:
                raise _Unclear
            if not is_never(value.shape):
                fields[key] = FieldShape(value.shape, value.optional, (self._origin,))
            if self._id != "}":
                self._take(",")
        if self._id in (".", "["):
            raise _Unclear
        return Value(object_of(fields))

    def _array(self) -> Value:
        """Read an array: what is an array itself, and not written as one, gives its items."""
        places: list[DataShape] = []
        is_fixed, rest = True, NEVER
        while not self._sees("]"):
            written = self._id == "["
            value = self._expression(0)
            shape = value.shape
            is_fixed = is_fixed and not value.optional and (written or not (shape.is_anything or shape.array))
            places.append(shape)
            flat = shape if written else joined(union_of(shape.scalars, None, shape.object), items_of(shape))
            rest = joined(rest, ANYTHING if shape.is_anything else flat)
            if self._sees(".."):
                raise _Unclear
            if self._id != "]":
                self._take(",")
        if self._id in (".", "["):
            raise _Unclear
        return Value(array_of(NEVER, tuple(places)) if is_fixed else array_of(rest))

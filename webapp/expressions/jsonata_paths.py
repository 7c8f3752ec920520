"""The paths of an expression that can be followed before it is evaluated, so that only what they lead to is handed on.

``$states.input.a.b`` reads one value of an input that may be large, and a library would have to convert all of it. In
the text a variable of its own takes the place of such a path. That is the same where each step before the last leads to
an object or to nothing; through an array JSONata maps, so then the text stays as it was written. A path also stays
where what follows it asks for the path itself: ``[]`` keeps its array, ``^``, ``{``, ``@`` and ``#`` work on its steps,
and ``%`` asks for a parent.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from webapp.expressions.jsonata_syntax import JsonataSyntax
from webapp.expressions.jsonata_tokens import NAME, VARIABLE, Token
from webapp.values import ABSENT, Absent, Json

_FIELDS: Final = frozenset((NAME, "(string)"))
_STEPS_OF_PATH: Final = frozenset(("^", "{"))
_BINDS: Final = frozenset(("@", "#", "("))
_BEFORE_PARENT: Final = frozenset((".", "(", "[", "{", ",", ";", ":", "?", ":=", "~>", "and", "or", "in"))


class Path(NamedTuple):
    """A path that begins at ``variable`` and is bound as ``name``."""

    name: str
    variable: str
    fields: tuple[str, ...]


class Followed(NamedTuple):
    """An expression with variables in the place of ``paths``.

    ``names`` are the variables that it still names; ``only`` is that of the path that is the whole expression, if so.
    """

    text: str
    paths: tuple[Path, ...]
    names: frozenset[str]
    only: str


class _Place(NamedTuple):
    start: int
    end: int
    variable: str
    fields: tuple[str, ...]


def follow_paths(text: str, syntax: JsonataSyntax) -> Followed | None:
    """Return ``text`` with its paths followed, or ``None`` where there is none to follow."""
    tokens = syntax.tokens
    if any(_is_parent(tokens, at) for at, token in enumerate(tokens) if token.id == "%"):
        return None
    prefix = _unused_prefix(syntax.names | syntax.bound)
    named: dict[tuple[str, tuple[str, ...]], str] = {}
    pieces: list[str] = []
    end = 0
    places = list(_places(tokens, syntax.bound))
    for place in places:
        name = named.setdefault((place.variable, place.fields), f"{prefix}{len(named)}")
        pieces += (text[end : place.start], f"${name} ")
        end = place.end
    if not places:
        return None
    starts = {place.start for place in places}
    left = {token.text for token in tokens if token.id == VARIABLE and token.start not in starts}
    paths = tuple(Path(name, variable, fields) for (variable, fields), name in named.items())
    is_whole = len(places) == 1 and tokens[0].start == places[0].start and tokens[-1].start == places[0].end
    only = paths[0].name if is_whole else ""
    return Followed("".join([*pieces, text[end:]]), paths, frozenset(left - {"", "$"}), only)


def only_variable(tokens: Sequence[Token]) -> str:
    """Return the variable that is the whole expression, if it is one, or nothing."""
    return tokens[0].text if len(tokens) == 2 and tokens[0].id == VARIABLE else ""


def values_at(paths: Sequence[Path], variables: Mapping[str, Json]) -> dict[str, Json] | None:
    """Return the values at the ends of ``paths`` that lead somewhere, or ``None`` if one leads through an array."""
    values: dict[str, Json] = {}
    for name, variable, fields in paths:
        value: Json | Absent = variables.get(variable, ABSENT)
        for field in fields:
            if not isinstance(value, dict):
                if isinstance(value, list):
                    return None
                break
            value = value.get(field, ABSENT)
        else:
            if value is not ABSENT:
                values[name] = value
    return values


def _places(tokens: Sequence[Token], bound: frozenset[str]) -> Iterator[_Place]:
    at = 0
    while at < len(tokens):
        first = tokens[at]
        at += 1
        if first.id != VARIABLE or first.text in ("", "$") or first.text in bound:
            continue
        begin = at
        while tokens[at].id == "." and tokens[at + 1].id in _FIELDS and "\\" not in tokens[at + 1].text:
            at += 2
        follower = tokens[at]
        if follower.id in _BINDS:
            continue
        end = at
        if follower.id in _STEPS_OF_PATH or (follower.id == "[" and tokens[at + 1].id == "]"):
            end -= 2
        if end > begin:
            fields = tuple(token.text for token in tokens[begin + 1 : end : 2])
            yield _Place(first.start, tokens[end].start, first.text, fields)


def _is_parent(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].id in _BEFORE_PARENT or tokens[at - 1].id[0] in "+-*/%&=<>!|"


def _unused_prefix(names: frozenset[str]) -> str:
    prefix = "p"
    while any(name.startswith(prefix) for name in names):
        prefix += "_"
    return prefix

"""The parts of a JSONata condition: what its ``and``, ``or``, ``$not(…)`` and comparisons join, each as text.

It only finds where the parts are; their values come from the evaluator. What it cannot take apart is one value.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.expressions.jsonata_tokens import NAME, VARIABLE, Token

PartsKind = Literal["and", "or", "not", "exists", "comparison", "value"]

COMPARISONS: Final = frozenset(("=", "!=", "<", "<=", ">", ">=", "in"))
_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")
_LOOSER: Final = frozenset(("?", ":", ":=", ";", "|", "??", "?:"))
_AS_TIGHT: Final = COMPARISONS | {"^", "~>"}
_FUNCTION_WORDS: Final = frozenset(("function", "λ"))
_CALLS: Final[dict[str, PartsKind]] = {"not": "not", "exists": "exists"}


class JsonataParts(NamedTuple):
    """``texts`` are what ``operator`` joins: two of a comparison, one of ``not``, ``exists`` and ``value``."""

    kind: PartsKind
    operator: str
    texts: tuple[str, ...]


def split_condition(text: str) -> JsonataParts:
    """Return the parts of ``text``, which stands without ``{%`` and ``%}``."""
    try:
        tokens = read_jsonata(text).tokens
    except ExpressionSyntaxError:
        return JsonataParts("value", "", (text,))
    while _is_enclosed(tokens, 0):
        tokens = tokens[1:-1]
    if len(tokens) > 4 and tokens[0].id == VARIABLE and tokens[0].text in _CALLS and _is_enclosed(tokens, 1):
        argument = text[tokens[2].start : tokens[-2].start].strip()
        return JsonataParts(_CALLS[tokens[0].text], f"${tokens[0].text}", (argument,))
    return _split(text, tokens)


def input_keys(text: str) -> tuple[str | int, ...] | None:
    """Return where in the state's input ``text`` looks, as names and indices; ``None`` where it is no plain path there.

    ``$states.input.order.items[0]`` is ``("order", "items", 0)``.
    """
    try:
        tokens = read_jsonata(text).tokens[:-1]
    except ExpressionSyntaxError:
        return None
    start = [(VARIABLE, "states"), (".", "."), (NAME, "input")]
    if [(token.id, token.text) for token in tokens[:3]] != start:
        return None
    keys: list[str | int] = []
    rest = list(tokens[3:])
    while rest:
        match [token.id for token in rest[:3]]:
            case [".", "(name)" | "(string)", *_]:
                keys.append(rest[1].text)
                rest = rest[2:]
            case ["[", "(number)", "]"] if rest[1].text.isdecimal():
                keys.append(int(rest[1].text))
                rest = rest[3:]
            case _:
                return None
    return tuple(keys)


def _split(text: str, tokens: Sequence[Token]) -> JsonataParts:
    """Return the parts of what ``tokens`` but for the last say: that one is where it ends."""
    operators = _outer_operators(tokens[:-1])
    ids = {operator.id for operator in operators}
    tight = [operator for operator in operators if operator.id in _AS_TIGHT]
    is_looser = not ids.isdisjoint(_LOOSER) or any(token.text in _FUNCTION_WORDS for token in tokens)
    if not is_looser and "or" in ids:
        return JsonataParts("or", "or", _between([each for each in operators if each.id == "or"], tokens, text))
    if not is_looser and "and" in ids:
        return JsonataParts("and", "and", _between([each for each in operators if each.id == "and"], tokens, text))
    if not is_looser and tight and tight[-1].id in COMPARISONS:
        return JsonataParts("comparison", tight[-1].id, _between(tight[-1:], tokens, text))
    return JsonataParts("value", "", _between([], tokens, text))


def _outer_operators(tokens: Sequence[Token]) -> list[Token]:
    """Return the operators that stand in no bracket and have something on their left."""
    found: list[Token] = []
    depth, begins = 0, True
    for token in tokens:
        if token.id in _OPENING:
            depth, begins = depth + 1, True
        elif token.id in _CLOSING:
            depth, begins = depth - 1, False
        elif begins:
            if depth == 0 and token.id == "|":
                found.append(token)
            begins = token.id == "-"
        else:
            begins = True
            if depth == 0:
                found.append(token)
    return found


def _is_enclosed(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the tokens from ``first`` on, but for the last, are parentheses around one expression."""
    inside = tokens[first:-1]
    if len(inside) < 3 or inside[0].id != "(" or inside[-1].id != ")":
        return False
    depth = 0
    for place, token in enumerate(inside):
        depth += (token.id in _OPENING) - (token.id in _CLOSING)
        if (depth == 0 and place < len(inside) - 1) or (depth == 1 and token.id in (";", ",")):
            return False
    return True


def _between(cuts: Sequence[Token], tokens: Sequence[Token], text: str) -> tuple[str, ...]:
    starts = [tokens[0].start, *(cut.start + len(cut.text) for cut in cuts)]
    ends = [*(cut.start for cut in cuts), tokens[-1].start]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))

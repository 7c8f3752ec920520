"""What an expression reads: paths from ``$``, the context object, a variable or ``$states``, as far as they are plain.

So it can be told where a value comes from. Nothing is evaluated here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.expressions import (
    CompiledPath,
    ExpressionSyntaxError,
    Keys,
    compile_intrinsic,
    compile_path,
    leading_keys,
    read_jsonata,
)
from webapp.expressions.intrinsic_syntax import Call
from webapp.expressions.jsonata_tokens import END, NAME, VARIABLE, Token


@dataclass(frozen=True, slots=True)
class Reading:
    """A path that an expression reads: ``root`` is ``$``, ``$$`` or a variable's name, ``text`` as it is shown.

    ``keys`` lead to what is read, or to the last plain place before it.
    """

    root: str
    keys: Keys
    text: str


def readings_of_path(path: CompiledPath) -> tuple[Reading, ...]:
    """Return what a path reads, of which the paths in its filters are not told."""
    return (Reading(path.root, leading_keys(path.steps), path.text.rstrip()),)


def readings_of_intrinsic(text: str) -> tuple[Reading, ...]:
    """Return what a call of an intrinsic function reads, nothing where it is none."""
    try:
        return tuple(_distinct(_of_call(compile_intrinsic(text).call)))
    except ExpressionSyntaxError:
        return ()


def readings_of_jsonata(text: str) -> tuple[Reading, ...]:
    """Return what an expression without ``{%`` and ``%}`` reads, in the order of its text."""
    try:
        syntax = read_jsonata(text)
    except ExpressionSyntaxError:
        return ()
    return tuple(_distinct(_of_tokens(text, syntax.tokens, syntax.bound)))


def selected_by_jsonata(text: str) -> tuple[str, Keys] | None:
    """Return the variable and the keys that the whole expression is, as in ``$states.input.a[0]``; ``None`` for others.

    Through an array JSONata maps: whoever follows the keys must see that a name meets an object.
    """
    try:
        tokens = read_jsonata(text).tokens
    except ExpressionSyntaxError:
        return None
    if not tokens or tokens[0].id != VARIABLE or tokens[0].text in ("", "$"):
        return None
    keys, end = _keys_after(tokens, 1)
    return (tokens[0].text, keys) if tokens[end].id == END else None


def path_text(path: str) -> CompiledPath | None:
    """Return ``path`` compiled, ``None`` where it is no path."""
    try:
        return compile_path(path)
    except ExpressionSyntaxError:
        return None


def _of_call(call: Call) -> Iterator[Reading]:
    for argument in call.arguments:
        if isinstance(argument, CompiledPath):
            yield from readings_of_path(argument)
        elif isinstance(argument, Call):
            yield from _of_call(argument)


def _of_tokens(text: str, tokens: tuple[Token, ...], bound: frozenset[str]) -> Iterator[Reading]:
    for at, token in enumerate(tokens):
        if token.id != VARIABLE or token.text in ("", "$") or token.text in bound or tokens[at + 1].id == "(":
            continue
        keys, end = _keys_after(tokens, at + 1)
        yield Reading(token.text, keys, text[token.start : tokens[end].start].rstrip())


def _keys_after(tokens: tuple[Token, ...], at: int) -> tuple[Keys, int]:
    """Return the plain names and indices from token ``at`` on, and the token after them."""
    keys: list[str | int] = []
    while True:
        if tokens[at].id == "." and tokens[at + 1].id in (NAME, "(string)") and "\\" not in tokens[at + 1].text:
            keys.append(tokens[at + 1].text)
            at += 2
        elif tokens[at].id == "[" and tokens[at + 1].text.isdecimal() and tokens[at + 2].id == "]":
            keys.append(int(tokens[at + 1].text))
            at += 3
        else:
            return tuple(keys), at


def _distinct(readings: Iterator[Reading]) -> Iterator[Reading]:
    seen: set[tuple[str, Keys]] = set()
    for reading in readings:
        if (reading.root, reading.keys) not in seen:
            seen.add((reading.root, reading.keys))
            yield reading

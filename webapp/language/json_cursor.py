"""The token at the cursor of a JSON text, or inside ``{…}`` and ``[…]`` of a YAML text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from webapp.language.cursor import MARK, Cursor, Filled

_TOKEN: Final = re.compile(
    r'(?P<string>"(?:[^"\\\r\n]|\\.)*+"?)|(?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))|(?P<mark>[{}\[\],:])'
    r"|(?P<word>(?:\$\{[^{}\r\n]*\}|[^\s{}\[\],:\"])+)",
    re.DOTALL,
)
_AFTER_STRING: Final = re.compile(r"[\s,:}\]]|//|/\*|\Z")
_MOST_CLOSED: Final = 4
_CLOSERS: Final = {"{": "}", "[": "]"}


class _Token(NamedTuple):
    kind: str
    start: int
    end: int
    text: str


def json_cursor(text: str, offset: int) -> Cursor | None:
    """Return what is typed at ``offset``; ``None`` where nothing can be (in a comment, behind a finished value)."""
    brackets, before, token = _before(text, offset)
    if token is not None and token.kind == "comment":
        return None
    inside = brackets[-1:] == ["{"]
    previous = before.text if before is not None else ""
    comma_at = None
    match previous:
        case "" if not brackets:
            return None
        case ":":
            role = "value"
        case "{" | "[" | ",":
            role = "key" if inside else "value"
        case _ if before is not None and inside and _lacks_colon(text, before):
            return None
        case _:
            role = "key" if inside else "value"
            comma_at = before.end if before is not None else None
    start, end, quoted, closed = _extent(text, offset, token)
    after = _next(text, end + closed)
    has_colon = role == "key" and after == ":"
    return Cursor(
        "key" if role == "key" else "value",
        "double" if quoted else "bare",
        start,
        end,
        text[start:offset],
        closed=closed,
        has_colon=has_colon,
        comma_at=comma_at,
        tail=not has_colon and after not in ("", ",", "}", "]"),
    )


def fill_json(text: str, cursor: Cursor) -> Iterator[Filled]:
    """Yield the text with the cursor's token replaced; then with the brackets closed that are open there or at the end.

    Which brackets a person has not closed yet is not known: the fewest behind the cursor that make the rest fit.
    """
    start = cursor.start - (cursor.style == "double")
    lead = "," if cursor.comma_at is not None else ""
    value = ":null" if cursor.role == "key" and not cursor.has_colon else ""
    filler = f'{lead}"{MARK}"{value}'
    head, rest = text[:start] + filler, ("," if cursor.tail else "") + text[cursor.end + cursor.closed :]
    at = start + len(lead)
    yield Filled(head + rest, at, cursor.role)
    brackets, _, _ = _before(head, len(head))
    closing = "".join(_CLOSERS[bracket] for bracket in reversed(brackets))
    for count in range(1, min(len(closing), _MOST_CLOSED) + 1):
        closed = head + closing[:count] + rest
        if _fits(closed):
            yield Filled(closed, at, cursor.role)
    yield Filled(head + closing, at, cursor.role)


def _fits(text: str) -> bool:
    """Return whether every bracket has its counterpart."""
    brackets: list[str] = []
    for match in _TOKEN.finditer(text):
        character = match.group()
        if match.lastgroup != "mark":
            continue
        if character in "{[":
            brackets.append(character)
        elif character in "}]" and (not brackets or _CLOSERS[brackets.pop()] != character):
            return False
    return not brackets


def _before(text: str, offset: int) -> tuple[list[str], _Token | None, _Token | None]:
    """Return the brackets open before ``offset``, the last token before the cursor's, and the cursor's."""
    brackets: list[str] = []
    before: re.Match[str] | None = None
    for match in _TOKEN.finditer(text):
        if match.start() >= offset:
            break
        if match.lastgroup == "mark":
            before = match
            character = match[0]
            if character in "{[":
                brackets.append(character)
            elif character in "}]" and brackets:
                brackets.pop()
        elif match.end() >= offset and _holds(text, match, offset):
            return brackets, _token(before), _token(match)
        elif match.lastgroup != "comment":
            before = match
    return brackets, _token(before), None


def _holds(text: str, match: re.Match[str], offset: int) -> bool:
    """Return whether what is typed at ``offset`` belongs to a token that begins before it."""
    unclosed = match.lastgroup == "string" and not _is_closed(text, match.start(), match.end())
    return offset < match.end() or match.lastgroup == "word" or unclosed


def _token(match: re.Match[str] | None) -> _Token | None:
    return None if match is None else _Token(match.lastgroup or "", match.start(), match.end(), match[0])


def _is_closed(text: str, start: int, end: int) -> bool:
    return end - start > 1 and text[end - 1] == '"' and (text[end - 2] != "\\" or text[end - 3] == "\\")


def _extent(text: str, offset: int, token: _Token | None) -> tuple[int, int, bool, bool]:
    """Return start and end of what is typed without quotes, whether it begins with a quote and ends with one."""
    if token is None:
        return offset, offset, False, False
    if token.kind == "word":
        return token.start, token.end, False, False
    if _is_closed(text, token.start, token.end) and _AFTER_STRING.match(text, token.end):
        return token.start + 1, token.end - 1, True, True
    if _is_closed(text, token.start, token.end):
        return token.start + 1, offset, True, False  # the quote that ends it begins the next string
    end = token.start + len(text[token.start : token.end].rstrip(" \t,}]"))
    return token.start + 1, max(offset, end), True, False


def _lacks_colon(text: str, token: _Token) -> bool:
    """Return whether ``token`` stands where a key does, without the colon that must follow."""
    return token.kind == "string" and text[: token.start].rstrip()[-1:] in ("{", ",")


def _next(text: str, start: int) -> str:
    """Return the next mark or the kind of the next token, comments aside; ``""`` at the end."""
    for match in _TOKEN.finditer(text, start):
        if match.lastgroup != "comment":
            return match.group() if match.lastgroup == "mark" else str(match.lastgroup)
    return ""

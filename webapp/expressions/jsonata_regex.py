r"""JSONata's regular expressions are JavaScript's; how one is written for those that read much of it otherwise.

``\d``, ``\w`` and ``\b`` are ASCII, ``\s`` is not; ``.`` ends at four kinds of line ends; a bracket in a class is a
character, and so are ``&&`` and ``~~``; ``\cA`` is a control character, and a letter without a meaning is itself.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from webapp.expressions.jsonata_tokens import Token

REGEX: Final = "(regex)"

_PIECE: Final = re.compile(r"\\c[A-Za-z]|\\.|[\[\].&~]", re.DOTALL)
_WORD: Final = "0-9A-Za-z_"
_SPACE: Final = r"\s\x{FEFF}"
_OUTSIDE: Final = {
    r"\d": "[0-9]",
    r"\D": "[^0-9]",
    r"\w": f"[{_WORD}]",
    r"\W": f"[^{_WORD}]",
    r"\s": f"[{_SPACE}]",
    r"\S": f"[^{_SPACE}]",
    r"\b": r"(?-u:\b)",
    ".": r"[^\n\r\x{2028}\x{2029}]",
}
_INSIDE: Final = {
    r"\d": "0-9",
    r"\D": "[^0-9]",
    r"\w": _WORD,
    r"\W": f"[^{_WORD}]",
    r"\s": _SPACE,
    r"\S": f"[^{_SPACE}]",
    r"\b": r"\x08",
    "[": r"\[",
    "&": r"\&",
    "~": r"\~",
}
_KNOWN_LETTERS: Final = frozenset("bBfknpPrtuvx")


def with_rust_regexes(text: str, tokens: Iterable[Token]) -> str:
    """Return the expression ``text`` with each regular expression among its ``tokens`` written for Rust."""
    return _rewritten(text, tokens, _for_rust)


def with_python_regexes(text: str, tokens: Iterable[Token]) -> str:
    r"""Return ``text`` with each regular expression written for Python's, whose ``\s`` is ASCII then, too."""
    return _rewritten(text, tokens, lambda regex: f"/(?a){regex[1:]}")


def _rewritten(text: str, tokens: Iterable[Token], write: Callable[[str], str]) -> str:
    parts, position = [], 0
    for token in tokens:
        if token.id == REGEX:
            parts += [text[position : token.start], write(token.text)]
            position = token.start + len(token.text)
    return "".join((*parts, text[position:])) if parts else text


def _for_rust(regex: str) -> str:
    inside = False

    def written(found: re.Match[str]) -> str:
        nonlocal inside
        piece = found[0]
        known = (_INSIDE if inside else _OUTSIDE).get(piece)
        if piece in "[]":
            inside = piece == "["
        return _escape(piece) if known is None else known

    return _PIECE.sub(written, regex)


def _escape(piece: str) -> str:
    if piece[:2] == r"\c" and len(piece) == 3:
        return rf"\x{ord(piece[2]) % 32:02x}"
    if piece == r"\0":
        return r"\x00"
    if piece[0] == "\\" and piece[1].isascii() and piece[1].isalpha() and piece[1] not in _KNOWN_LETTERS:
        return piece[1]
    return piece

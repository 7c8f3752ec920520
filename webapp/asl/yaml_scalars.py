"""From the text of a YAML scalar to its value.

Plain scalars follow the core schema of YAML 1.2, as the Serverless Framework reads them: ``yes``, ``no``, ``on`` and
``off`` are text, and so are dates, ``1_000``, ``.inf`` and ``.nan``; ``0o17`` and ``0x1F`` are numbers, ``017`` is 17.
"""

import re
from typing import Final

from webapp.values import Json

_WORDS: Final[dict[str, Json]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,400}")
_PREFIXED = re.compile(r"0(?:o[0-7]{1,400}|x[0-9a-fA-F]{1,300})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BREAK = re.compile(r"\r\n|\r|\n")
_FOLD = re.compile(r"(?:(?<![ \t])[ \t]*)?(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_DOUBLE = re.compile(
    r"\\(?:(?:\r\n|\r|\n)[ \t]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
    r"|(?:(?<![ \t])[ \t]*)?(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*"
)
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_HEADER = re.compile(r"[|>]([-+]?)([1-9]?)([-+]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)")
_ESCAPES: Final = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def plain(text: str) -> Json:
    """Return the value of a plain scalar, which is not always text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _PREFIXED.fullmatch(text):
            return int(text, 0)
        if _FLOAT.fullmatch(text) and abs(number := float(text)) != float("inf"):
            return number
    return plain_text(text)


def plain_text(text: str) -> str:
    """Return the text of a plain scalar, its lines folded."""
    return _FOLD.sub(_folded, text) if "\n" in text or "\r" in text else text


def single_quoted(text: str) -> str:
    """Return the text between single quotes, which are doubled inside."""
    return plain_text(text[1:-1]).replace("''", "'")


def double_quoted(text: str) -> str:
    """Return the text between double quotes, escapes resolved; half a surrogate pair becomes U+FFFD."""
    inner = text[1:-1]
    if "\\" not in inner and "\n" not in inner and "\r" not in inner:
        return inner
    return _DOUBLE.sub(_resolved, inner).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def block(document: str, start: int, end: int, parent_indent: int) -> str:
    """Return the text of the block scalar from ``start`` to ``end``; blank lines that follow it may belong to it."""
    header = _HEADER.match(document, start)
    if header is None:
        return ""
    blank = _BLANK_LINES.match(document, max(end, header.end()))
    lines = _BREAK.split(document[header.end() : blank.end() if blank else end])
    indent = parent_indent + int(header[2]) if header[2] else _indent_of(lines)
    stripped = [line[indent:] if line.strip(" ") or len(line) > indent else "" for line in lines]
    last = len(stripped)
    while last and not stripped[last - 1]:
        last -= 1
    body = "\n".join(stripped[:last]) if document[start] == "|" else _fold_block(stripped[:last])
    breaks = len(stripped) - last
    match header[1] or header[3]:
        case "-":
            return body
        case "+":
            return body + "\n" * (breaks if last else breaks - 1)
        case _:
            return body + "\n" if breaks and last else body


def _folded(match: re.Match[str]) -> str:
    return "\n" * (len(_BREAK.findall(match[0])) - 1) or " "


def _resolved(match: re.Match[str]) -> str:
    text = match[0]
    if text[0] != "\\":
        return _folded(match)
    if text[1] in "\r\n":
        return ""
    if text[1] in "xuU" and len(text) > 2:
        point = int(text[2:], 16)
        return chr(point) if point <= 0x10FFFF else "\ufffd"
    return _ESCAPES.get(text[1], text)


def _indent_of(lines: list[str]) -> int:
    for line in lines:
        if line.strip(" "):
            return len(line) - len(line.lstrip(" "))
    return max(map(len, lines), default=0)


def _fold_block(lines: list[str]) -> str:
    """Join lines by spaces; blank lines are breaks, and more indented lines keep theirs."""
    folded: list[str] = []
    breaks = 0
    before_indented = False
    started = False
    for line in lines:
        if not line:
            breaks += 1
            continue
        indented = line[0] in " \t"
        if not started:
            joint = "\n" * breaks
        elif indented or before_indented:
            joint = "\n" * (breaks + 1)
        else:
            joint = "\n" * breaks or " "
        folded.append(joint + line)
        breaks, before_indented, started = 0, indented, True
    return "".join(folded)

"""Where a text is no JSON, and what to say there.

The standard parser finds the first place exactly; tree-sitter, which recovers, finds those on later lines.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node as Syntax

from webapp.asl.problems import NOT_AN_OBJECT, Problem

SYNTAX_CODE: Final = "INVALID_JSON_DESCRIPTION"

_MOST_ERRORS: Final = 20
_WORD = re.compile(r'"(?:[^"\\\r\n]|\\.)*"?|[\w$.+-]+|.', re.DOTALL)
_LINE_REST = re.compile(r"[^\r\n]*")
_VALUE_EXPECTED = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"


def syntax_errors(text: str, mask: str, root: Syntax) -> list[Problem]:
    """Return the syntax errors of ``text``, none where it is JSON; ``mask`` is what tree-sitter read."""
    if not mask.strip():
        return [Problem("SCHEMA_VALIDATION_FAILED", NOT_AN_OBJECT, "error", "", 0, len(text))]
    constants: list[str] = []
    try:
        json.loads(mask, parse_constant=constants.append, parse_int=str)
    except json.JSONDecodeError as error:
        first = _first_error(text, mask, error)
        return [first, *_later_errors(text, root, _line_end(text, first.start))]
    except RecursionError:
        constants.append("deep")
    return list(_later_errors(text, root, -1)) if constants and root.has_error else []


def _first_error(text: str, mask: str, error: json.JSONDecodeError) -> Problem:
    start = error.pos
    match error.msg:
        case "Unterminated string starting at":
            return _problem(
                "This string is not closed: was expecting '\"' before the end of the line",
                start,
                _line_end(text, start),
            )
        case "Extra data":
            return _problem(
                f"Unexpected {_found(text, start)}: the value before it is already complete",
                start,
                _token_end(text, start),
            )
        case message if message.startswith("Invalid control character"):
            if text[start] in "\r\n":
                opening = mask.rfind('"', 0, start)
                return _problem(
                    "This string is not closed: was expecting '\"' before the end of the line", opening, start
                )
            control = f"\\u{ord(text[start]):04x}"
            return _problem(f"A character {control} must be escaped inside a string", start, start + 1)
        case message if message.startswith("Invalid \\"):
            expected = r"was expecting one of \" \\ \/ \b \f \n \r \t \uXXXX"
            return _problem(f"{text[start : start + 2]} is no escape: {expected}", start, min(start + 2, len(text)))
        case message:
            return _unexpected(text, mask, start, message)


def _unexpected(text: str, mask: str, start: int, message: str) -> Problem:
    """Describe a token that should not be there, or one that is missing."""
    before = mask[:start].rstrip()
    found = _found(text, start)
    if before.endswith(",") and mask[start : start + 1] in ("}", "]", ""):
        comma = len(before) - 1
        return _problem("Nothing follows this comma: remove it", comma, comma + 1)
    if "',' delimiter" in message:
        return _problem(f"Unexpected {found}: was expecting ',' or the closing bracket", start, _token_end(text, start))
    if "':' delimiter" in message:
        return _problem(f"Unexpected {found}: was expecting ':' after the key", start, _token_end(text, start))
    if "property name" in message:
        return _problem(f"Unexpected {found}: was expecting a key in double quotes", start, _token_end(text, start))
    if re.match(r"\w", mask[start : start + 1]):
        return _problem(f"Unrecognized token {found}: {_VALUE_EXPECTED}", start, _token_end(text, start))
    return _problem(f"Unexpected {found}: {_VALUE_EXPECTED}", start, _token_end(text, start))


def _later_errors(text: str, root: Syntax, after: int) -> Iterator[Problem]:
    reported = 0
    for syntax in _broken(root):
        if syntax.start_byte <= after or reported == _MOST_ERRORS:
            continue
        reported += 1
        after = _line_end(text, syntax.start_byte)
        if syntax.is_missing:
            yield _problem(f"Was expecting '{syntax.type}' here", syntax.start_byte, syntax.end_byte)
        else:
            end = min(syntax.end_byte, after)
            yield _problem(f"Unexpected {_found(text, syntax.start_byte)}", syntax.start_byte, end)


def _broken(root: Syntax) -> Iterator[Syntax]:
    """Yield the outermost error nodes in the order of the text."""
    waiting = [root]
    while waiting:
        syntax = waiting.pop()
        if syntax.type == "ERROR" or syntax.is_missing:
            yield syntax
        elif syntax.has_error:
            waiting.extend(reversed(syntax.children))


def _found(text: str, start: int) -> str:
    match = _WORD.match(text, start)
    return f"'{match[0][:40]}'" if match else "end of the text"


def _token_end(text: str, start: int) -> int:
    match = _WORD.match(text, start)
    return match.end() if match else start


def _line_end(text: str, start: int) -> int:
    match = _LINE_REST.match(text, start)
    return match.end() if match else start


def _problem(message: str, start: int, end: int) -> Problem:
    return Problem(SYNTAX_CODE, message + ".", "error", "", start, end)

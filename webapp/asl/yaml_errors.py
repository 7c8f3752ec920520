"""Where a text is no YAML, and what to say there."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node as Syntax

from webapp.asl.problems import NOT_AN_OBJECT, Problem

SYNTAX_CODE: Final = "INVALID_YAML"

_MOST_ERRORS: Final = 20
_TAB_INDENT = re.compile(r"^ *(\t+)[ \t]*[^\s#{}\[\],\"]", re.MULTILINE)
_BLANK = re.compile(r"\s*")
_LINE_REST = re.compile(r"[^\r\n]*")
_CLOSING: Final = {"[": "]", "{": "}", '"': '"', "'": "'"}


def syntax_errors(text: str, root: Syntax) -> list[Problem]:
    """Return the syntax errors of ``text``, none where it is YAML."""
    if not text.strip():
        return [Problem("SCHEMA_VALIDATION_FAILED", NOT_AN_OBJECT, "error", "", 0, len(text))]
    if not root.has_error:
        return []
    tab = _TAB_INDENT.search(text)
    if tab:
        return [_problem("A tab cannot indent YAML: use spaces", tab.start(1), tab.end(1))]
    return [_describe(text, syntax) for syntax in _broken(root)][:_MOST_ERRORS]


def _describe(text: str, syntax: Syntax) -> Problem:
    start, end = syntax.start_byte, syntax.end_byte
    if syntax.is_missing:
        return _problem(f"Was expecting '{syntax.type}' here", start, end)
    opening = text[start : start + 1]
    if opening in _CLOSING and not text[start + 1 : end].rstrip().endswith(_CLOSING[opening]):
        return _problem(
            f"This {opening} is not closed: was expecting {_CLOSING[opening]}", start, _rest_of_line(text, start)
        )
    place = _next_place(text, end) if ":" in text[start:end] or "-" in opening else start
    found = text[place : _rest_of_line(text, place)].strip()
    if found.startswith(":"):
        return _problem(
            "Unexpected ':': quote a value that contains ': ', and indent keys of one object alike", place, place + 1
        )
    if not found:
        return _problem("This could not be read as YAML", start, max(end, start + 1))
    return _problem(
        f"Unexpected '{found[:40]}': check the indentation, quotes and brackets", place, _rest_of_line(text, place)
    )


def _broken(root: Syntax) -> Iterator[Syntax]:
    """Yield the outermost error nodes in the order of the text."""
    waiting = [root]
    while waiting:
        syntax = waiting.pop()
        if syntax.type == "ERROR" or syntax.is_missing:
            yield syntax
        elif syntax.has_error:
            waiting.extend(reversed(syntax.children))


def _next_place(text: str, end: int) -> int:
    match = _BLANK.match(text, end)
    return match.end() if match and match.end() < len(text) else end


def _rest_of_line(text: str, start: int) -> int:
    match = _LINE_REST.match(text, start)
    return match.end() if match else start


def _problem(message: str, start: int, end: int) -> Problem:
    return Problem(SYNTAX_CODE, message + ".", "error", "", start, end)

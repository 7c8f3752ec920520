"""Inputs and outputs that clients send as JSON text, refused in the words of AWS's reader (Jackson).

:func:`webapp.values.parse_json` says the same to those who look at the text: with the line and the column.
"""

import json
from typing import Final

from webapp.values.json import Json, JsonTextError, parse_json

_VALUE: Final = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"


class NoJson(ValueError):
    """The text is no JSON; the message is what AWS's reader says of it."""


def read_json(text: str) -> Json:
    """Return the value of ``text``; raise :class:`NoJson`."""
    try:
        return parse_json(text)
    except JsonTextError as error:
        raise NoJson(_complaint(text) or str(error)) from None


def _complaint(text: str) -> str | None:
    if not text.strip():
        return "No content to map due to end-of-input"
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return _at(text, error)
    except RecursionError:
        pass
    return None


def _at(text: str, error: json.JSONDecodeError) -> str:
    rest = text[error.pos :]
    if not rest:
        return "Unexpected end-of-input"
    char = rest[0]
    if error.msg.startswith("Unterminated string"):
        return "Unexpected end-of-input: was expecting closing quote for a string value"
    if "property name" in error.msg:
        return f"{_unexpected(char)}: was expecting double-quote to start field name"
    if "':' delimiter" in error.msg:
        return f"{_unexpected(char)}: was expecting a colon to separate field name and value"
    if "',' delimiter" in error.msg:
        return f"{_unexpected(char)}: was expecting comma to separate entries"
    if char.isalpha():
        word = next((rest[:end] for end, each in enumerate(rest) if not (each.isalnum() or each in "_$")), rest)
        return f"Unrecognized token '{word}': was expecting {_VALUE}"
    return f"{_unexpected(char)}: expected a valid value {_VALUE}"


def _unexpected(char: str) -> str:
    return f"Unexpected character ('{char}' (code {ord(char)}))"

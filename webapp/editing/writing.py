"""Values as new text, in the style of the text around them.

In brackets: JSON and YAML's flow style, spread over lines or on one. In blocks: YAML by indentation.
"""

from dataclasses import dataclass

from webapp.editing.scalars import Quote
from webapp.editing.style import Style
from webapp.values import Json

MAX_INLINE = 100
"""A new object that would make a longer line is spread over several, even where its neighbours are not."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """How keys and values are quoted here; ``None`` leaves it to the style of the whole text."""

    key: Quote | None = None
    value: Quote | None = None


def bracketed(style: Style, value: Json, *, spread: bool, indent: str, key: str = "", quotes: Quotes = Quotes()) -> str:
    """Return ``value`` in brackets. ``indent`` is that of the line that it starts on; ``key`` tells how to quote it."""
    if isinstance(value, dict):
        if not value:
            return "{}"
        entries = [
            style.key(name, quote=quotes.key)
            + style.colon
            + bracketed(style, item, spread=spread, indent=indent + style.unit, key=name, quotes=quotes)
            for name, item in value.items()
        ]
        return _enclosed(style, "{}", entries, style.object_padding, spread=spread, indent=indent)
    if isinstance(value, list):
        if not value:
            return "[]"
        spread = spread and not (style.inline_arrays and not any(isinstance(item, dict | list) for item in value))
        entries = [
            bracketed(style, item, spread=spread, indent=indent + style.unit, key=key, quotes=quotes) for item in value
        ]
        return _enclosed(style, "[]", entries, style.array_padding, spread=spread, indent=indent)
    return style.scalar(value, key, quote=quotes.value)


def block(style: Style, value: Json, column: int, *, unit: int | None = None, key: str = "") -> str:
    """Return a filled object or array in YAML's block style; its first line is to stand at ``column``.

    ``unit`` is what the first level is indented by, where that is not as in the rest of the text.
    """
    joint = style.newline + " " * column
    if isinstance(value, dict):
        return joint.join(member(style, style.key(k, flow=False), k, v, column, unit=unit) for k, v in value.items())
    if isinstance(value, list):
        return joint.join(item(style, entry, column, key=key) for entry in value)
    return style.scalar(value, key, flow=False)


def member(style: Style, key_text: str, key: str, value: Json, column: int, *, unit: int | None = None) -> str:
    """Return ``key: value`` in YAML's block style, at ``column``."""
    return f"{key_text}:{after_key(style, key, value, column, unit=unit)}"


def after_key(style: Style, key: str, value: Json, column: int, *, unit: int | None = None) -> str:
    """Return what stands behind the colon of a member at ``column``: a blank or a line end, and the value."""
    if not is_blocky(style, value):
        return " " + inline(style, value, key, column)
    step = (len(style.unit) if unit is None else unit) if isinstance(value, dict) else style.dash
    return style.newline + " " * (column + step) + block(style, value, column + step, key=key)


def item(style: Style, value: Json, column: int, *, key: str = "") -> str:
    """Return ``- value`` in YAML's block style, its dash at ``column``."""
    dash = "-" + " " * (style.dash_width - 1)
    if not is_blocky(style, value):
        return dash + inline(style, value, key, column)
    return dash + block(style, value, column + style.dash_width, key=key)


def inline(style: Style, value: Json, key: str, column: int) -> str:
    """Return a value that starts on its key's line in block style: a scalar, brackets, or a text of several lines."""
    if isinstance(value, dict | list):
        return bracketed(style, value, spread=False, indent="", key=key)
    if isinstance(value, str) and (literal := _literal(style, value, column)) is not None:
        return literal
    return style.scalar(value, key, flow=False)


def is_blocky(style: Style, value: Json) -> bool:
    """Return whether ``value`` is written as a block: filled objects and arrays, not lists of scalars where inline."""
    if isinstance(value, list):
        scalars = not any(isinstance(entry, dict | list) for entry in value)
        return bool(value) and not (scalars and style.inline_arrays)
    return isinstance(value, dict) and bool(value)


def _enclosed(style: Style, brackets: str, entries: list[str], padding: str, *, spread: bool, indent: str) -> str:
    opening, closing = brackets[0], brackets[1]
    if not spread:
        return opening + padding + style.comma.join(entries) + padding + closing
    joint = style.newline + indent + style.unit
    return opening + joint + f",{joint}".join(entries) + style.newline + indent + closing


def _literal(style: Style, value: str, column: int) -> str | None:
    """Return ``|`` and the lines of ``value``, or ``None`` where they could not be read back."""
    lines = value.split("\n")
    if len(lines) < 2 or not value.strip() or not value.replace("\n", "").isprintable():
        return None
    if value.endswith("\n") and (style.open_end or value.endswith("\n\n")):
        return None
    if value[0] in " \n" or any(line and not line.strip() for line in lines):
        return None
    chomp = "" if value.endswith("\n") else "-"
    indent = style.newline + " " * column + style.unit
    body = lines[:-1] if value.endswith("\n") else lines
    return f"|{chomp}" + "".join(indent + line if line else style.newline for line in body)

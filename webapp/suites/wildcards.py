"""Expected values with ``"..."`` in them for what does not matter.

As a value it stands for any; as an item of a list for any number of items, none included; as a key of an object (its
value does not count) for any other members. Whoever expects the text ``...`` itself is therefore not refused, but not
told either when it is another.
"""

import json
from collections.abc import Sequence
from difflib import unified_diff
from typing import Final

from webapp.values import Json

ANY: Final = "..."


def is_match(actual: Json, expected: Json) -> bool:
    """Tell whether ``actual`` is ``expected``; ``1`` and ``1.0`` are the same number, and ``true`` is none."""
    if expected == ANY:
        return True
    if isinstance(expected, dict):
        return isinstance(actual, dict) and _is_object(actual, expected)
    if isinstance(expected, list):
        return isinstance(actual, list) and _is_list(actual, expected)
    return isinstance(actual, bool) == isinstance(expected, bool) and actual == expected


def is_text_match(actual: str | None, expected: str) -> bool:
    """Tell whether ``actual`` is ``expected``, in which ``...`` stands for any characters."""
    if actual is None:
        return expected == ANY
    first, *rest = expected.split(ANY)
    if not rest:
        return actual == expected
    last = rest.pop()
    if not (actual.startswith(first) and actual.endswith(last) and len(actual) >= len(first) + len(last)):
        return False
    at, end = len(first), len(actual) - len(last)
    for part in rest:
        found = actual.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def loosened(actual: Json, other: Json) -> Json:
    """Return ``actual`` with ``"..."`` for every value in which ``other``, from another run, differs."""
    if isinstance(actual, dict) and isinstance(other, dict) and actual.keys() == other.keys():
        return {key: loosened(value, other[key]) for key, value in actual.items()}
    if isinstance(actual, list) and isinstance(other, list) and len(actual) == len(other):
        return [loosened(one, two) for one, two in zip(actual, other, strict=True)]
    return actual if is_match(actual, other) else ANY


def difference(actual: Json, expected: Json) -> str:
    """Return the lines in which ``actual`` differs, after those expected; what ``"..."`` allows is no difference."""
    wanted = _lines(_filled(expected, actual))
    found = _lines(actual)
    lines = list(unified_diff(wanted, found, "expected", "actual", lineterm="", n=2))
    return "\n".join(line for line in lines if not line.startswith("@@"))


def _is_object(actual: dict[str, Json], expected: dict[str, Json]) -> bool:
    if ANY not in expected and actual.keys() != expected.keys():
        return False
    return all(key in actual and is_match(actual[key], value) for key, value in expected.items() if key != ANY)


def _is_list(actual: Sequence[Json], expected: Sequence[Json]) -> bool:
    """Go along both; where they part, let the last ``"..."`` take one item more."""
    at, wanted = 0, 0
    gap, gap_at = -1, 0
    while at < len(actual):
        if wanted < len(expected) and expected[wanted] == ANY:
            gap, gap_at = wanted, at
            wanted += 1
        elif wanted < len(expected) and is_match(actual[at], expected[wanted]):
            at, wanted = at + 1, wanted + 1
        elif gap >= 0:
            gap_at += 1
            at, wanted = gap_at, gap + 1
        else:
            return False
    return all(item == ANY for item in expected[wanted:])


def _filled(expected: Json, actual: Json) -> Json:
    """Return ``expected`` with what is there in the place of what may be anything."""
    if is_match(actual, expected):
        return actual
    if isinstance(expected, dict) and isinstance(actual, dict):
        wanted = {key: _filled(value, actual[key]) if key in actual else value for key, value in expected.items()}
        if wanted.pop(ANY, None) is not None:
            wanted = {**actual, **wanted}
        return {key: wanted[key] for key in (*(key for key in actual if key in wanted), *wanted)}
    if isinstance(expected, list) and isinstance(actual, list) and ANY not in expected:
        return [_filled(one, actual[place]) if place < len(actual) else one for place, one in enumerate(expected)]
    return expected


def _lines(value: Json) -> list[str]:
    return json.dumps(value, ensure_ascii=False, indent=2).splitlines()

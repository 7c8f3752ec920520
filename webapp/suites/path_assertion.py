"""Compares the path that was taken with the one that was expected, and shows where they part."""

from collections.abc import Sequence
from difflib import ndiff
from types import EllipsisType


def explain_path(taken: Sequence[str], expected: Sequence[str | EllipsisType]) -> str:
    """Return how ``taken`` differs from ``expected``, a line for each state; ``""`` where it does not.

    ``...`` stands for any number of states, none included.
    """
    if _matches(taken, expected):
        return ""
    if ... not in expected:
        lines = ndiff([str(state) for state in expected], list(taken))
        return "\n".join(["- expected, + taken:", *(line for line in lines if not line.startswith("?"))])
    shown = ["..." if state is ... else state for state in expected]
    return f"expected: {' → '.join(map(str, shown))}\ntaken:    {' → '.join(taken)}"


def _matches(taken: Sequence[str], expected: Sequence[str | EllipsisType]) -> bool:
    """Go along both; where they part, let the last ``...`` swallow one state more."""
    at, wanted = 0, 0
    gap, gap_at = -1, 0
    while at < len(taken):
        if wanted < len(expected) and expected[wanted] is ...:
            gap, gap_at = wanted, at
            wanted += 1
        elif wanted < len(expected) and expected[wanted] == taken[at]:
            at, wanted = at + 1, wanted + 1
        elif gap >= 0:
            gap_at += 1
            at, wanted = gap_at, gap + 1
        else:
            return False
    return all(state is ... for state in expected[wanted:])

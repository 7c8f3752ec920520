"""What is wrong with a text: data that is collected, never raised."""

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning", "info"]

NOT_AN_OBJECT: Final = "Definition must be a valid JSON object"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, and where.

    ``pointer`` is a JSON Pointer from the machine (from the whole text for a syntax error); for something missing it is
    that of the parent. ``start`` and ``end`` are code points of the whole text. ``section`` names the part of the
    States Language Specification, ``fix`` what was probably meant, ``path`` the state that it belongs to.
    ``location`` is the pointer that AWS gives, where it is another; ``brief`` its message, where this one says more.
    """

    code: str
    message: str
    severity: Severity
    pointer: str
    start: int
    end: int
    section: str = ""
    fix: str | None = None
    path: str | None = None
    location: str | None = None
    brief: str = ""

"""The revisions of a document: every text that it had, why, and which of the old ones are let go. Pure.

All of the last day and the newest 500 stay. Of older ones the last of each minute stays for a week, the last of each
hour for a quarter of a year, the last of each day after that. The first one, those with a name, and for a quarter of a
year those that a person saved or restored and those that ran, stay whatever their age.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

ChangeKind = Literal["opened", "typed", "gesture", "saved", "restored", "merged", "file", "run", "program"]

DELIBERATE: Final[frozenset[ChangeKind]] = frozenset({"saved", "restored", "merged", "file", "run"})
"""Where somebody meant this very text."""

KEPT_WHOLE: Final = 500
TYPING_MS: Final = 500
THIN_AFTER: Final = 32
"""After so many new ones the old ones are looked through."""

_MINUTE_MS: Final = 60_000
_HOUR_MS: Final = 60 * _MINUTE_MS
_DAY_MS: Final = 24 * _HOUR_MS
_WEEK_MS: Final = 7 * _DAY_MS
_QUARTER_MS: Final = 91 * _DAY_MS


@dataclass(frozen=True, slots=True)
class Change:
    """How a text came about: ``note`` says what was done, in a few words, where that is known.

    ``opened``: the first text; ``typed``, ``gesture``, ``saved`` (by hand), ``restored``: in the page; ``merged`` and
    ``file``: with or from the file of the document; ``run``: it was run; ``program``: by a program.
    """

    kind: ChangeKind = "typed"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that a document had; ``number`` counts from 1 and is never given again. ``size`` is in bytes."""

    document_id: str
    number: int
    sha256: str
    size: int
    created_ms: int
    kind: ChangeKind = "typed"
    note: str = ""
    name: str | None = None


def rekinded(last: Revision, change: Change) -> bool:
    """Tell whether ``last``, whose text is kept again, is from now on known as what ``change`` says."""
    return change.kind in DELIBERATE and last.kind in ("typed", "gesture")


def replaced(last: Revision, change: Change, now_ms: int) -> bool:
    """Tell whether a text takes the place of ``last``: of texts typed within half a second only the newest stays.

    It keeps that one's time, so that two a second are the most: pages that work together send each keystroke.
    """
    is_typing = last.kind == change.kind == "typed" and last.name is None
    return is_typing and 0 <= now_ms - last.created_ms < TYPING_MS


def thinned(revisions: Sequence[Revision], now_ms: int) -> list[int]:
    """Return the numbers of those to let go; ``revisions`` are newest first."""
    gone: list[int] = []
    last: tuple[int, int] | None = None
    for revision in revisions[KEPT_WHOLE:]:
        age_ms = now_ms - revision.created_ms
        step_ms = _step_ms(age_ms)
        slot = (step_ms, revision.created_ms // step_ms) if step_ms else None
        if _stays(revision, age_ms) or slot is None:
            continue
        if slot == last:
            gone.append(revision.number)
        last = slot
    return gone


def _step_ms(age_ms: int) -> int:
    """Return how far apart revisions of this age stay, 0 for all."""
    if age_ms < _DAY_MS:
        return 0
    return _MINUTE_MS if age_ms < _WEEK_MS else _HOUR_MS if age_ms < _QUARTER_MS else _DAY_MS


def _stays(revision: Revision, age_ms: int) -> bool:
    return revision.number == 1 or revision.name is not None or (revision.kind in DELIBERATE and age_ms < _QUARTER_MS)

"""How large each card, title bar and label is, from the text that it holds."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from webapp.graph.geometry import (
    CARD_HEIGHT,
    CARD_LINE_HEIGHT,
    CARD_MAX_WIDTH,
    CARD_MIN_WIDTH,
    CARD_PADDING,
    ICON_AREA,
    LABEL_PADDING,
    LABEL_SIZE,
    NAME_SIZE,
    STRIP_INSET,
    STRIP_MARKS,
    SUBTITLE_SIZE,
)
from webapp.graph.text_width import fit, text_width, wrap

NAME_WEIGHT: Final = 600
SUBTITLE_WEIGHT: Final = 400
LABEL_WEIGHT: Final = 500


@dataclass(frozen=True, slots=True)
class Card:
    """A state's text as drawn, and the room that it takes."""

    width: float
    height: float
    lines: tuple[str, ...]
    subtitle: str


@lru_cache(maxsize=8192)
def card_size(name: str, subtitle: str) -> Card:
    """Return the card of a state: at most ``CARD_MAX_WIDTH`` wide, the name in one line or two."""
    room = CARD_MAX_WIDTH - ICON_AREA - CARD_PADDING
    lines = wrap(name, room, NAME_SIZE, NAME_WEIGHT)
    shown = fit(subtitle, room, SUBTITLE_SIZE, SUBTITLE_WEIGHT)
    widths = [text_width(line, NAME_SIZE, NAME_WEIGHT) for line in lines]
    widths.append(text_width(shown, SUBTITLE_SIZE, SUBTITLE_WEIGHT))
    width = max(CARD_MIN_WIDTH, _even(ICON_AREA + max(widths) + CARD_PADDING))
    return Card(width, CARD_HEIGHT + CARD_LINE_HEIGHT * (len(lines) - 1), lines, shown)


@lru_cache(maxsize=8192)
def strip_width(holds: str) -> float:
    """Return how wide a collapsed container must be for the line that tells what it holds, and for marks behind it."""
    return _even(text_width(holds, SUBTITLE_SIZE, SUBTITLE_WEIGHT) + 2 * STRIP_INSET + STRIP_MARKS)


@lru_cache(maxsize=8192)
def label_width(label: str) -> float:
    """Return the width of the box of a line's label, 0 without one."""
    return _even(text_width(label, LABEL_SIZE, LABEL_WEIGHT) + 2 * LABEL_PADDING) if label else 0.0


def _even(width: float) -> float:
    """Return ``width`` rounded up to an even number, so that middles fall on whole pixels."""
    return float(-(-width // 2) * 2)

"""The measures of the drawing, shared with the browser by :mod:`webapp.graph.typescript`. All in px."""

from typing import Final

CARD_HEIGHT: Final = 52
CARD_LINE_HEIGHT: Final = 17
CARD_MIN_WIDTH: Final = 128
CARD_MAX_WIDTH: Final = 260
CARD_RADIUS: Final = 10
CARD_PADDING: Final = 16
ICON_AREA: Final = 46
ICON_TILE: Final = 28
ICON_SIZE: Final = 18
ICON_INSET: Final = 11
SUBTITLE_SIZE: Final = 11
NAME_SIZE: Final = 13
LABEL_SIZE: Final = 11
LABEL_HEIGHT: Final = 20
LABEL_PADDING: Final = 7
LABEL_RADIUS: Final = 6
SUBTITLE_BASELINE: Final = 21
NAME_BASELINE: Final = 38

CONTAINER_RADIUS: Final = 14
CONTAINER_PADDING: Final = 24
TITLE_HEIGHT: Final = 48
BRANCH_GAP: Final = 32
EMPTY_BRANCH_WIDTH: Final = 150
EMPTY_BRANCH_HEIGHT: Final = 52

TERMINAL_WIDTH: Final = 76
TERMINAL_HEIGHT: Final = 34
MARGIN: Final = 24

NODE_GAP: Final = 36
LINE_GAP: Final = 16
LABEL_GAP: Final = 10
PORT_GAP: Final = 18
PORT_INSET: Final = 14
TRACK_GAP: Final = 11
TRACK_MARGIN_TOP: Final = 14
TRACK_MARGIN_BOTTOM: Final = 18
TRACK_MARGIN_LABEL: Final = 10
RANK_GAP: Final = 38
LABEL_RANK_GAP: Final = 15
CORNER_RADIUS: Final = 9
ARROW_LENGTH: Final = 9
ARROW_WIDTH: Final = 8
LOOP_WIDTH: Final = 30
COMPONENT_GAP: Final = 56

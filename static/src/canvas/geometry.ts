// Made from webapp/graph/geometry.py and icons.py by `python -m webapp.graph.typescript`. Do not edit.

export const CARD_HEIGHT = 52;
export const CARD_LINE_HEIGHT = 17;
export const CARD_MIN_WIDTH = 128;
export const CARD_MAX_WIDTH = 260;
export const CARD_RADIUS = 10;
export const CARD_PADDING = 16;
export const ICON_AREA = 46;
export const ICON_TILE = 28;
export const ICON_SIZE = 18;
export const ICON_INSET = 11;
export const SUBTITLE_SIZE = 11;
export const NAME_SIZE = 13;
export const LABEL_SIZE = 11;
export const LABEL_HEIGHT = 20;
export const LABEL_PADDING = 7;
export const LABEL_RADIUS = 6;
export const SUBTITLE_BASELINE = 21;
export const NAME_BASELINE = 38;
export const CONTAINER_RADIUS = 14;
export const CONTAINER_PADDING = 24;
export const TITLE_HEIGHT = 48;
export const TOGGLE_WIDTH = 28;
export const STRIP_HEIGHT = 26;
export const STRIP_INSET = 12;
export const STRIP_MARKS = 48;
export const BRANCH_GAP = 32;
export const EMPTY_BRANCH_WIDTH = 150;
export const EMPTY_BRANCH_HEIGHT = 52;
export const TERMINAL_WIDTH = 76;
export const TERMINAL_HEIGHT = 34;
export const MARGIN = 24;
export const NODE_GAP = 36;
export const LINE_GAP = 16;
export const LABEL_GAP = 10;
export const PORT_GAP = 18;
export const PORT_INSET = 14;
export const TRACK_GAP = 11;
export const TRACKS_HEIGHT = 330;
export const TRACK_MARGIN_TOP = 14;
export const TRACK_MARGIN_BOTTOM = 18;
export const TRACK_MARGIN_LABEL = 10;
export const RANK_GAP = 38;
export const LABEL_RANK_GAP = 15;
export const CORNER_RADIUS = 9;
export const ARROW_LENGTH = 9;
export const ARROW_WIDTH = 8;
export const LOOP_WIDTH = 30;
export const COMPONENT_GAP = 56;
export const SHELF_WIDTH = 1600;
export const ICON_GRID = 16;
export const ICON_STROKE = 1.5;

/** The icon of each state type: lines on a grid of ICON_GRID, round ends, no fill. */
export const ICONS: Readonly<Record<string, string>> = {
  Task: "M8.8 1.8 3.2 9h4.2l-.6 5.2L12.6 7H8.2z",
  Choice: "M8 1.9 14.1 8 8 14.1 1.9 8zM6.6 6.7a1.5 1.5 0 1 1 2 1.4c-.4.2-.6.5-.6.9M8 11v.1",
  Parallel: "M8 1.5v2.7M8 4.2H3.5v7.3M8 4.2h4.5v7.3M1.8 9.8l1.7 1.9 1.7-1.9M10.8 9.8l1.7 1.9 1.7-1.9",
  Map: "M2 2.5h7.5V8H2zM4.5 10.3h7.2V4.8M6.8 13h7.2V7.3",
  Wait: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.3 1.6",
  Pass: "M2 8h11M9.2 4.2 13 8l-3.8 3.8",
  Succeed: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.3 8.2l1.9 1.9 3.6-3.9",
  Fail: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
};

/** The icon of a type that is none of the eight. */
export const UNKNOWN_ICON = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.4 6.4a1.6 1.6 0 1 1 2.2 1.5c-.4.2-.6.5-.6.9M8 11v.1";

/** Measures of the drawing that only the page needs; those of the layout are `webapp/graph/geometry.py`'s. In px. */

export const ICON_TILE = 28;
export const ICON_INSET = 11;
export const TEXT_LEFT = 48;
export const TEXT_RIGHT = 10;
export const SUBTITLE_BASELINE = 21;
export const NAME_BASELINE = 38;
export const NAME_LINE = 17;
export const CARD_RADIUS = 10;
export const CONTAINER_RADIUS = 14;
export const TITLE_HEIGHT = 48;
export const CORNER_RADIUS = 9;
export const ARROW_LENGTH = 9;
export const ARROW_WIDTH = 8;
export const BREAKPOINT_RADIUS = 6;
export const ADD_RADIUS = 9;
/** The radius of what can be pressed around a small mark: a target of 24 px. */
export const TARGET_RADIUS = 12;

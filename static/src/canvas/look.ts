/** Measures of the drawing that only the page needs; the others are in `geometry.ts`. In px. */

export const TEXT_LEFT = 48;
export const TEXT_RIGHT = 10;
export const BREAKPOINT_RADIUS = 6;
/** How far along a transition its breakpoint is drawn, in px. */
export const EDGE_BREAKPOINT_AT = 12;
/** How far along the selected transition the grip of its beginning is, in px. */
export const EDGE_BEGINNING_AT = 7;
export const ADD_RADIUS = 9;
export const NAME_FONT = "600 13px Inter";
export const SUBTITLE_FONT = "400 11px Inter";
/** How far from the words of a container's title, and from its right end, the middle of its toggle is, in px. */
export const TOGGLE_AT = 20;
/** The radius of what can be pressed around a small mark: a target of 24 px. */
export const TARGET_RADIUS = 12;

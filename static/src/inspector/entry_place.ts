/** Where in its list an entry that is dragged would stand. Pure. */

/** From where to where it is: both ends in px of the window. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** The place of the entry `from` were it let go at `y`: behind all others whose middle is above. */
export function placeAt(y: number, extents: readonly Extent[], from: number): number {
  return extents.filter(({ top, bottom }, index) => index !== from && (top + bottom) / 2 < y).length;
}

/** How far to scroll a list whose window is `seen`, so that a drag at `y` comes further. */
export function scrollAt(y: number, seen: Extent): number {
  if (y < seen.top + EDGE_PX) return -STEP_PX;
  return y > seen.bottom - EDGE_PX ? STEP_PX : 0;
}

const EDGE_PX = 36;
const STEP_PX = 14;

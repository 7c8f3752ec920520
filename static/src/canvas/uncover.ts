/** How to move what is under a panel out from under it. Pure. */

import { type Box, overlaps, type Point } from "./route";

const GAP_PX = 16;

/**
 * Return how far to move `box` so that `cover` no longer lies on it: left or down, whichever is less and stays within
 * the window; nothing where neither does.
 */
export function uncover(box: Box, cover: Box, window: { readonly width: number; readonly height: number }): Point {
  if (!overlaps(box, cover)) return [0, 0];
  const left = cover.x - GAP_PX - (box.x + box.width);
  const down = cover.y + cover.height + GAP_PX - box.y;
  const mayLeft = box.x + left >= GAP_PX;
  const mayDown = box.y + down + box.height <= window.height - GAP_PX;
  if (mayLeft && (!mayDown || -left <= down)) return [left, 0];
  return mayDown ? [0, down] : [0, 0];
}

/** What differs between two texts, as one edit. Pure. */

import type { TextEdit } from "../protocol/messages";

/** Return the one edit that makes `after` of `before`: what both begin and end with stays. */
export function smallestEdit(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end += 1;
  }
  while (start > 0 && isInside(before, after, start)) start -= 1;
  while (end > 0 && (isInside(before, before, before.length - end) || isInside(after, after, after.length - end)))
    end -= 1;
  return [{ start, end: before.length - end, insert: after.slice(start, after.length - end) }];
}

/** Whether a place is within a character of two units, or within a line end, in either text. */
function isInside(one: string, other: string, place: number): boolean {
  return [one, other].some((text) => {
    const [left, right] = [text.charCodeAt(place - 1), text.charCodeAt(place)];
    return (left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000) || (left === 13 && right === 10);
  });
}

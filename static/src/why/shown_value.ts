/** A value on one line. */

import { size } from "../debugger/words";
import type { ValueText } from "../protocol/messages";

const MOST_CHARACTERS = 120;

/** The JSON of `value`, shortened; what leads nowhere is said so. */
export function shownValue(value: ValueText | null): string {
  if (value === null) return "nothing there";
  if (value.text === null) return size(value.size);
  return value.text.length > MOST_CHARACTERS ? `${value.text.slice(0, MOST_CHARACTERS - 1)}…` : value.text;
}

/** What an expression gave, in words. Pure. */

import { parseValue, preview } from "../debugger/json_rows";
import type { Evaluated } from "../protocol/messages";

export function resultWords(result: Evaluated | null): string {
  if (result === null) return "–";
  const text = result.value?.text;
  if (text === undefined || text === null) return result.missing ? "nothing there" : (result.error ?? "no value");
  const value = parseValue(text);
  return value === undefined ? text : preview(value);
}

/** Whether two results are told apart: why there is nothing is said otherwise in each language, and is no change. */
export function differ(left: Evaluated, right: Evaluated): boolean {
  if (left.value === null && right.value === null) return resultWords(left) !== resultWords(right);
  return left.value?.text !== right.value?.text;
}

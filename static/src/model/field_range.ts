/** Where a field of a state stands in the text, JSON or YAML. Pure. */

import type { TextRange } from "./text_port";

/**
 * Return the place of the field that `keys` lead to in the state at `state`, or of the innermost that is found; null
 * where none is. States inside it, at `inner`, are passed over: they have fields of the same names.
 */
export function fieldRange(
  text: string,
  state: TextRange,
  inner: readonly TextRange[],
  keys: readonly (string | number)[],
): TextRange | null {
  let found: TextRange | null = null;
  let at = state.start;
  for (const key of keys) {
    if (typeof key === "number") continue;
    const next = keyRange(text, at, state.end, inner, key);
    if (next === null) return found;
    found = next;
    at = next.end;
  }
  return found === null ? null : { start: found.start, end: lineEnd(text, found.end, state.end) };
}

function keyRange(
  text: string,
  from: number,
  until: number,
  inner: readonly TextRange[],
  key: string,
): TextRange | null {
  const written = [JSON.stringify(key), key, `'${key.replaceAll("'", "''")}'`].map(escaped).join("|");
  const pattern = new RegExp(`(?<![\\w$."'])(?:${written})(?=\\s*:)`, "g");
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null && match.index < until; match = pattern.exec(text)) {
    const start = match.index;
    const around = inner.find((range) => range.start <= start && start < range.end);
    if (around === undefined) return { start, end: start + match[0].length };
    pattern.lastIndex = around.end;
  }
  return null;
}

/** The end of the line, without the comma and what is blank before it. */
function lineEnd(text: string, from: number, until: number): number {
  const line = /[^\r\n]*/.exec(text.slice(from, until))?.[0] ?? "";
  return from + line.replace(/[\s,]+$/, "").length;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

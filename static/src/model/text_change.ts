/** What a gesture on the canvas or in a form has written into the text. */

import { smallestEdit } from "./smallest_edit";

export interface TextChange {
  readonly before: string;
  readonly after: string;
  readonly added: number;
  readonly removed: number;
}

/** Compare two texts by their lines; a line that was moved counts as neither. */
export function textChange(before: string, after: string): TextChange {
  const [was, is] = differingLines(before, after);
  const count = new Map<string, number>();
  for (const line of was) count.set(line, (count.get(line) ?? 0) - 1);
  for (const line of is) count.set(line, (count.get(line) ?? 0) + 1);
  let added = 0;
  let removed = 0;
  for (const difference of count.values()) {
    if (difference > 0) added += difference;
    else removed -= difference;
  }
  return { before, after, added, removed };
}

/** The lines of each text between what both begin and end with. */
function differingLines(before: string, after: string): readonly [readonly string[], readonly string[]] {
  const [edit] = smallestEdit(before, after);
  if (edit === undefined) return [[], []];
  const from = edit.start === 0 ? 0 : before.lastIndexOf("\n", edit.start - 1) + 1;
  const rest = before.length - edit.end;
  const lines = (text: string) => {
    const end = text.indexOf("\n", text.length - rest);
    return text.slice(from, end < 0 ? text.length : end).split("\n");
  };
  return [lines(before), lines(after)];
}

/** The change in words: `3 lines changed`, `2 lines added`. */
export function changeWords({ added, removed }: TextChange): string {
  const [number, verb] =
    removed === 0 ? [added, "added"] : added === 0 ? [removed, "removed"] : [Math.max(added, removed), "changed"];
  if (number === 0) return "Lines moved";
  return `${number} ${number === 1 ? "line" : "lines"} ${verb}`;
}

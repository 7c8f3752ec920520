/** Problems of an earlier text in the present one, until they are known anew. Pure. */

import type { Problem } from "../protocol/messages";

/** Return those of `problems` that lie outside of what has changed, where they are now. */
export function carried(problems: readonly Problem[], before: string, after: string): readonly Problem[] {
  if (before === after || problems.length === 0) return problems;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  const end = before.length - same;
  const moved = after.length - before.length;
  const lines = linesIn(after, start, after.length - same) - linesIn(before, start, end);
  return problems.flatMap((problem) => {
    if (problem.end.offset < start) return [problem];
    if (problem.start.offset <= end) return [];
    const place = (at: Problem["start"]) => ({ ...at, offset: at.offset + moved, line: at.line + lines });
    return [{ ...problem, start: place(problem.start), end: place(problem.end) }];
  });
}

/** Return both lists in the order of the text. */
export function inOrder(first: readonly Problem[], second: readonly Problem[]): readonly Problem[] {
  if (second.length === 0) return first;
  return [...first, ...second].toSorted((left, right) => left.start.offset - right.start.offset);
}

function linesIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

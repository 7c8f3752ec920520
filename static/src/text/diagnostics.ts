/** The server's problems as CodeMirror's diagnostics: there is no second parser here. Pure. */

import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Problem } from "../protocol/messages";

/**
 * `placeOf` translates an offset of the text. With `places`, each message begins with its line and column. What is wrong
 * with several lines, as with a whole state, is marked on the first.
 */
export function diagnosticsOf(
  problems: readonly Problem[],
  placeOf: (offset: number) => number,
  places: boolean,
  doc: Text,
): Diagnostic[] {
  return problems
    .map((problem) => {
      const range = onFirstLine(placeOf(problem.start.offset), placeOf(problem.end.offset), doc);
      const where = places ? `${problem.start.line}:${problem.start.column} ` : "";
      const fix = problem.fix === null ? "" : ` (${problem.fix})`;
      return {
        ...range,
        severity: problem.severity,
        source: problem.code,
        message: `${where}${problem.message}${fix}`,
      };
    })
    .sort((left, right) => left.from - right.from);
}

function onFirstLine(from: number, to: number, doc: Text): { from: number; to: number } {
  const line = doc.lineAt(from);
  if (to <= line.to) return { from, to: Math.max(from, to) };
  return { from: line.from + line.text.search(/\S|$/), to: line.to };
}

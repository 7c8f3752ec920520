/** The server's problems as CodeMirror's diagnostics: there is no second parser here. Pure. */

import type { Diagnostic } from "@codemirror/lint";
import type { Problem } from "../protocol/messages";

/** `placeOf` translates an offset of the text. With `places`, each message begins with its line and column. */
export function diagnosticsOf(
  problems: readonly Problem[],
  placeOf: (offset: number) => number,
  places: boolean,
): Diagnostic[] {
  return problems
    .map((problem) => {
      const from = placeOf(problem.start.offset);
      const where = places ? `${problem.start.line}:${problem.start.column} ` : "";
      const fix = problem.fix === null ? "" : ` (${problem.fix})`;
      return {
        from,
        to: Math.max(from, placeOf(problem.end.offset)),
        severity: problem.severity,
        source: problem.code,
        message: `${where}${problem.message}${fix}`,
      };
    })
    .sort((left, right) => left.from - right.from);
}

/** Where in the text the expression stands that an error tells of: AWS's messages quote it and name its field. Pure. */

import type { TextRange } from "../model/text_port";

const NAMED = /The JSON(?:ata expression|Path) '(.+?)' specified for the field '([^']*)'/s;

/** Return the place of the failing expression of the state at `state` in `text`; `null` where it is not found there. */
export function failingPlace(text: string, state: TextRange, cause: string): TextRange | null {
  const [, expression, field] = NAMED.exec(cause) ?? [];
  if (expression === undefined || field === undefined) return null;
  const within = text.slice(state.start, state.end);
  const after = Math.max(0, within.indexOf(nameOf(field)));
  for (const written of spellings(expression)) {
    const at = within.indexOf(written, after);
    if (at >= 0) return { start: state.start + at, end: state.start + at + written.length };
  }
  return null;
}

/** The last name in a place such as `Output/deep/list[1]`, without its index. */
function nameOf(field: string): string {
  return (field.split("/").at(-1) ?? "").replace(/(\[\d+\])+$/, "");
}

/** How an expression can stand in a file: in double quotes of JSON and YAML, as it is, in single quotes of YAML. */
function spellings(expression: string): readonly string[] {
  return [JSON.stringify(expression).slice(1, -1), expression, expression.replaceAll("'", "''")];
}

/** The number of the line at `offset`, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

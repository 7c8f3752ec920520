/** What each step of a value's trail says. Pure. */

import type { ProvenanceHop, ValuePlace } from "../protocol/messages";

export interface HopWords {
  readonly glyph: string;
  /** What happened, after the state's name. */
  readonly words: string;
  /** The expression or literal, where there is one. */
  readonly code: string | null;
}

export function hopWords(hop: ProvenanceHop): HopWords {
  const { field, expression, came_from: from, detail } = hop;
  const code = expression === "" ? null : expression;
  switch (hop.how) {
    case "given":
      return { glyph: "▷", words: `given to the execution at ${placeText(from)}`, code: null };
    case "selected":
      return { glyph: "←", words: `${field} takes it from ${placeWords(from)}`, code };
    case "placed":
      return { glyph: "↳", words: `${field} puts the result at ${expression}`, code: null };
    case "joined":
      return detail === ""
        ? { glyph: "⋔", words: `joins the outputs of its ${plural(expression)}`, code: null }
        : { glyph: "⋔", words: `output of ${expression} ${detail}`, code: null };
    case "item":
      return { glyph: "≡", words: `item ${detail} of the list`, code: null };
    case "literal":
      return { glyph: "“", words: `written in ${field}`, code };
    case "computed":
      return { glyph: "ƒ", words: `${field} computes it`, code };
    case "built":
      return { glyph: "⊞", words: `${field} builds it`, code };
    case "task":
      return { glyph: "✓", words: `answer of the task${detail === "live" ? "" : ` (${detail})`}`, code };
    case "error":
      return { glyph: "⚠", words: `the error ${detail}, caught`, code: null };
    case "edited":
      return { glyph: "✎", words: "edited by a person", code: null };
    case "context":
      return { glyph: "◇", words: `from the context object, ${placeText(from)}`, code: null };
    default:
      return { glyph: "?", words: "the record does not tell further back", code: null };
  }
}

/** What a place is, in words: `$.words[2] of the input`. */
export function placeWords(place: ValuePlace | null): string {
  if (place === null) return "there";
  const whole = WHOLES[place.kind];
  const path = placeText(place);
  if (whole === undefined || place.kind === "variable" || place.kind === "context") return path;
  return (place.keys ?? []).length === 0 ? whole : `${path} of ${whole}`;
}

/** A place as a path. */
export function placeText(place: ValuePlace | null): string {
  if (place === null) return "";
  const root = place.kind === "variable" || place.kind === "assigned" ? `$${place.name}` : ROOTS[place.kind];
  return (root ?? "$") + keysText(place.keys ?? []);
}

function keysText(keys: readonly (string | number)[]): string {
  return keys
    .map((key) =>
      typeof key === "number" ? `[${key}]` : /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    )
    .join("");
}

function plural(word: string): string {
  return word === "branch" ? "branches" : `${word}s`;
}

const ROOTS: Partial<Record<ValuePlace["kind"], string>> = { context: "$$" };

const WHOLES: Partial<Record<ValuePlace["kind"], string>> = {
  execution_input: "the execution's input",
  execution_output: "the execution's output",
  input: "the state's input",
  InputPath: "the input",
  Parameters: "what the work is given",
  Result: "the result",
  ResultSelector: "the selected result",
  ResultPath: "the result in the input",
  output: "the output",
  assigned: "the variable",
  variable: "the variable",
  context: "the context object",
  error: "the error",
  items: "the list of items",
  item: "the item",
  child_input: "what the iteration was given",
};

/** Several selected states: the one whose form is open, and those that were added to it. */

import type { AnalysedDocument } from "./document";
import { isInside, parentPath } from "./paths";
import type { Selection } from "./selection";

export interface Selected {
  readonly selection: Selection | null;
  readonly also: ReadonlySet<string>;
}

/** Every selected state, in the order of the text, those inside another selected one left out. */
export function selectedPaths(document: AnalysedDocument, { selection, also }: Selected): readonly string[] {
  const all = new Set(also);
  if (selection?.kind === "state") all.add(selection.path);
  const paths = document.states.map(({ path }) => path).filter((path) => all.has(path));
  return paths.filter((path) => !paths.some((other) => isInside(path, other)));
}

/** Add a state to the selection, or take it away. */
export function toggled({ selection, also }: Selected, path: string): Selected {
  const rest = new Set(also);
  if (selection?.kind !== "state") return { selection: { kind: "state", path }, also: new Set() };
  if (selection.path === path) {
    const [next] = rest;
    if (next === undefined) return { selection: null, also: rest };
    rest.delete(next);
    return { selection: { kind: "state", path: next }, also: rest };
  }
  if (rest.delete(path)) return { selection, also: rest };
  rest.add(selection.path);
  return { selection: { kind: "state", path }, also: rest };
}

/** Every state of the machine that the selected state is in. */
export function wholeMachine(document: AnalysedDocument, selection: Selection | null): Selected {
  const machine = selection?.kind === "state" ? parentPath(selection.path) : "";
  const paths = document.states.map(({ path }) => path).filter((path) => parentPath(path) === machine);
  const first = selection?.kind === "state" ? selection.path : paths[0];
  if (first === undefined) return { selection: null, also: new Set() };
  return { selection: { kind: "state", path: first }, also: new Set(paths.filter((path) => path !== first)) };
}

/** Several states at once; the form of `first`, else of the first of them, is open. */
export function together(paths: readonly string[], first: string | null): Selected {
  const [shown] = first !== null && paths.includes(first) ? [first] : paths;
  if (shown === undefined) return { selection: null, also: new Set() };
  return { selection: { kind: "state", path: shown }, also: new Set(paths.filter((path) => path !== shown)) };
}

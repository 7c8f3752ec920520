/** Where a new state goes when a person says only "add": after what is selected, else at the end of the flow. */

import type { InsertState } from "../protocol/messages";
import { type AnalysedDocument, isContainer, statesOf } from "./document";
import { transitionAfter } from "./rules";
import { type Selection, transitionOf } from "./selection";

export function insertion(document: AnalysedDocument, selection: Selection | null, type: string): InsertState {
  const command = { kind: "insert_state", state_type: type } as const;
  if (selection?.kind === "edge") return { ...command, on: selection.transition };
  if (document.states.length === 0 || document.graph === null) return { ...command, into: "" };
  const after = selection?.path ?? lastState(document);
  const edge = after === null ? undefined : transitionAfter(document.graph, after);
  return edge === undefined ? command : { ...command, on: transitionOf(edge) };
}

/** The containers that a first state can be put into: a Map without states, each branch of a Parallel without states. */
export function emptyContainers(document: AnalysedDocument): readonly string[] {
  const empty: string[] = [];
  for (const state of document.states) {
    if (!isContainer(state.type)) continue;
    for (const container of machinesIn(state.path, state.type, state.fields)) {
      if (statesOf(document, container).length === 0) empty.push(container);
    }
  }
  return empty;
}

function machinesIn(path: string, type: string, fields: Readonly<Record<string, unknown>>): readonly string[] {
  if (type === "Map") return [path];
  const branches = fields.Branches;
  return Array.isArray(branches) ? branches.map((_branch, index) => `${path}/${index}`) : [];
}

/** The state of the root machine that leads to the exit, the last of them in the text. */
function lastState(document: AnalysedDocument): string | null {
  const ends = document.graph?.edges.filter((edge) => edge.target === "#end" && edge.kind === "end") ?? [];
  return ends.at(-1)?.source ?? null;
}

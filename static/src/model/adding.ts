/** Where a new state goes when a person says only "add": after what is selected, else at the end of the flow. */

import type { Graph, InsertState } from "../protocol/messages";
import { type AnalysedDocument, isContainer } from "./document";
import { parentPath } from "./paths";
import { mayLeave, STATE_TYPES, transitionAfter } from "./rules";
import type { Selection } from "./selection";

/** The command that inserts a state of a type, or what a template of the palette stands for. */
export function insertCommand(what: string): InsertState {
  if ((STATE_TYPES as readonly string[]).includes(what)) return { kind: "insert_state", state_type: what };
  return { kind: "insert_state", template: what };
}

export function insertion(document: AnalysedDocument, selection: Selection | null, type: string): InsertState {
  const command = insertCommand(type);
  if (selection?.kind === "edge") return { ...command, on: selection.transition };
  if (document.states.length === 0 || document.graph === null) return { ...command, into: "" };
  const after = selection?.path ?? lastState(document);
  return after === null ? command : insertionAfter(document.graph, after, type);
}

/** After the state; in its machine, unconnected, where nothing may follow it. */
export function insertionAfter(graph: Graph, path: string, type: string): InsertState {
  const command = insertCommand(type);
  const transition = transitionAfter(graph, path);
  return transition === undefined ? { ...command, into: parentPath(path) } : { ...command, on: transition };
}

/** The containers that a first state can be put into: a Map without states, each branch of a Parallel without states. */
export function emptyContainers(document: AnalysedDocument): readonly string[] {
  const empty: string[] = [];
  const filled = new Set(document.states.map(({ path }) => parentPath(path)));
  for (const state of document.states) {
    if (!isContainer(state.type)) continue;
    for (const container of machinesIn(state.path, state.type, state.fields)) {
      if (!filled.has(container)) empty.push(container);
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
  return (
    ends.findLast((edge) => mayLeave(document.states.find(({ path }) => path === edge.source)?.type ?? ""))?.source ??
    null
  );
}

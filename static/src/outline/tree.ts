/** The states as a tree: those of the root machine, in a Map its states, in a Parallel its branches. Pure. */

import type { AnalysedDocument } from "../model/document";
import { childPath, parentPath } from "../model/paths";
import type { StateSummary } from "../protocol/messages";

export interface OutlineNode {
  /** The state's path, of a branch `Parallel/0`; `""` is the root. */
  readonly id: string;
  readonly name: string;
  /** Undefined for a branch and for the root. */
  readonly state?: StateSummary;
  readonly children: readonly OutlineNode[];
}

export function outlineTree(document: AnalysedDocument): OutlineNode {
  const byContainer = new Map<string, StateSummary[]>();
  for (const state of document.states) {
    const container = parentPath(state.path);
    byContainer.set(container, [...(byContainer.get(container) ?? []), state]);
  }
  return { id: "", name: "", children: statesIn(byContainer, "") };
}

function statesIn(byContainer: ReadonlyMap<string, StateSummary[]>, container: string): readonly OutlineNode[] {
  return (byContainer.get(container) ?? []).map((state) => ({
    id: state.path,
    name: state.name,
    state,
    children: state.type === "Parallel" ? branches(byContainer, state) : statesIn(byContainer, state.path),
  }));
}

function branches(byContainer: ReadonlyMap<string, StateSummary[]>, state: StateSummary): readonly OutlineNode[] {
  const count = Array.isArray(state.fields.Branches) ? state.fields.Branches.length : 0;
  return Array.from({ length: count }, (_, index) => {
    const id = childPath(state.path, index);
    return { id, name: `Branch ${index + 1}`, children: statesIn(byContainer, id) };
  });
}

/** The ids of everything that can be opened and closed. */
export function openable(node: OutlineNode): readonly string[] {
  return node.children.flatMap((child) => (child.children.length > 0 ? [child.id, ...openable(child)] : []));
}

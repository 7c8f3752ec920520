/** The states as a tree: those of the root machine, in a Map its states, in a Parallel its branches. Pure. */

import type { AnalysedDocument } from "../model/document";
import { childPath, parentPath } from "../model/paths";
import type { StateSummary } from "../protocol/messages";

export interface OutlineNode {
  /** The state's path, of a branch `Parallel/0`; `""` is the root. */
  readonly id: string;
  readonly name: string;
  /** Undefined for a branch and for the root. */
  readonly type?: string;
  readonly isStart?: boolean;
  readonly children: readonly OutlineNode[];
}

/** Return the tree of a document; of the tree `before`, all that is as it was stays the same objects. */
export function outlineTree(document: AnalysedDocument, before?: OutlineNode): OutlineNode {
  const byContainer = new Map<string, StateSummary[]>();
  for (const state of document.states) {
    const container = parentPath(state.path);
    const beside = byContainer.get(container);
    if (beside === undefined) byContainer.set(container, [state]);
    else beside.push(state);
  }
  const known = new Map<string, OutlineNode>();
  if (before !== undefined) fill(known, before);
  return kept(known, { id: "", name: "", children: statesIn(byContainer, "", known) });
}

/** Where each node stands in the tree: its place among its siblings, after the places of those around it. */
export function indexPaths(root: OutlineNode): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>([[root.id, []]]);
  const walk = (node: OutlineNode, path: readonly number[]) => {
    node.children.forEach((child, index) => {
      const inside = [...path, index];
      found.set(child.id, inside);
      walk(child, inside);
    });
  };
  walk(root, []);
  return found;
}

function fill(known: Map<string, OutlineNode>, node: OutlineNode): void {
  known.set(node.id, node);
  for (const child of node.children) fill(known, child);
}

function kept(known: ReadonlyMap<string, OutlineNode>, node: OutlineNode): OutlineNode {
  const before = known.get(node.id);
  const same =
    before !== undefined &&
    before.name === node.name &&
    before.type === node.type &&
    before.isStart === node.isStart &&
    before.children.length === node.children.length &&
    before.children.every((child, index) => child === node.children[index]);
  return same ? before : node;
}

type States = ReadonlyMap<string, readonly StateSummary[]>;
type Known = ReadonlyMap<string, OutlineNode>;

function statesIn(byContainer: States, container: string, known: Known): readonly OutlineNode[] {
  return (byContainer.get(container) ?? []).map((state) => {
    const { path: id, name, type, is_start: isStart } = state;
    const children =
      type === "Parallel" ? branches(byContainer, state, known) : statesIn(byContainer, state.path, known);
    return kept(known, { id, name, type, isStart, children });
  });
}

function branches(byContainer: States, state: StateSummary, known: Known): readonly OutlineNode[] {
  const count = Array.isArray(state.fields.Branches) ? state.fields.Branches.length : 0;
  return Array.from({ length: count }, (_, index) => {
    const id = childPath(state.path, index);
    return kept(known, { id, name: `Branch ${index + 1}`, children: statesIn(byContainer, id, known) });
  });
}

/** The ids of everything that can be opened and closed. */
export function openable(node: OutlineNode): readonly string[] {
  return node.children.flatMap((child) => (child.children.length > 0 ? [child.id, ...openable(child)] : []));
}

/** How many rows these nodes take with all that is inside of them. */
export function rowsIn(nodes: readonly OutlineNode[]): number {
  return nodes.reduce((sum, { children }) => sum + 1 + rowsIn(children), 0);
}

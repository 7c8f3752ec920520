/** What is selected, in every pane at once: a state by its path, or a transition by where it starts. */

import type { Graph, GraphEdge, TransitionRef } from "../protocol/messages";
import { type AnalysedDocument, findState } from "./document";

export type Selection =
  | { readonly kind: "state"; readonly path: string }
  | { readonly kind: "edge"; readonly transition: TransitionRef };

export function transitionOf(edge: GraphEdge): TransitionRef {
  return { source: edge.source, kind: edge.kind, index: edge.index };
}

export function sameTransition(left: TransitionRef, right: TransitionRef): boolean {
  return left.source === right.source && left.kind === right.kind && (left.index ?? null) === (right.index ?? null);
}

export function selectedEdge(graph: Graph | null, selection: Selection | null): GraphEdge | undefined {
  if (selection?.kind !== "edge" || graph === null) return undefined;
  return graph.edges.find((edge) => sameTransition(transitionOf(edge), selection.transition));
}

/** Return `selection` if what it names is still there, else null. */
export function stillThere(document: AnalysedDocument, selection: Selection | null): Selection | null {
  if (selection === null) return null;
  if (selection.kind === "state") return findState(document, selection.path) === undefined ? null : selection;
  return selectedEdge(document.graph, selection) === undefined ? null : selection;
}

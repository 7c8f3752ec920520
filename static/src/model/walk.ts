/** Walking the graph by keyboard: along the transitions, among siblings, into containers and out. */

import type { Graph, GraphNode } from "../protocol/messages";
import { isContainer } from "./document";
import { isTerminal, parentPath } from "./paths";

export type Direction = "next" | "previous" | "left" | "right" | "into" | "out";

/** Return the id of the state to go to from `from`, or null if there is none that way. */
export function walk(graph: Graph, from: string | null, direction: Direction): string | null {
  const node = graph.nodes.find((candidate) => candidate.id === from);
  if (node === undefined) return first(graph, "");
  switch (direction) {
    case "next":
      return along(graph, node, "source", "target") ?? below(graph, node, 1);
    case "previous":
      return along(graph, node, "target", "source") ?? below(graph, node, -1);
    case "left":
      return beside(graph, node, -1);
    case "right":
      return beside(graph, node, 1);
    case "into":
      return isContainer(node.type) ? firstInside(graph, node) : null;
    case "out":
      return node.parent;
  }
}

/** The state where the machine at `container` starts. */
export function first(graph: Graph, container: string): string | null {
  const start = graph.edges.find((edge) => edge.kind === "start" && parentPath(edge.source) === container);
  if (start !== undefined && !isTerminal(start.target)) return start.target;
  return graph.nodes.find((node) => !isTerminal(node.id) && parentPath(node.id) === container)?.id ?? null;
}

function firstInside(graph: Graph, container: GraphNode): string | null {
  const children = graph.nodes.filter((node) => node.parent === container.id && !isTerminal(node.id));
  const topLeft = children.sort((a, b) => a.y - b.y || a.x - b.x)[0];
  return topLeft?.id ?? null;
}

function along(graph: Graph, node: GraphNode, here: "source" | "target", there: "source" | "target"): string | null {
  const edges = graph.edges.filter(
    (edge) => edge[here] === node.id && !isTerminal(edge[there]) && edge[there] !== node.id,
  );
  return edges.find((edge) => edge.kind !== "catch")?.[there] ?? edges[0]?.[there] ?? null;
}

/** The nearest state straight above or below, for states that no transition joins. */
function below(graph: Graph, node: GraphNode, sign: 1 | -1): string | null {
  return nearest(
    graph,
    node,
    (other) => (other.y - node.y) * sign > 8,
    (other) => Math.abs(other.y - node.y) * 2 + Math.abs(centre(other) - centre(node)),
  );
}

function beside(graph: Graph, node: GraphNode, sign: 1 | -1): string | null {
  return nearest(
    graph,
    node,
    (other) =>
      (centre(other) - centre(node)) * sign > 8 && Math.abs(other.y - node.y) < Math.max(node.height, other.height),
    (other) => Math.abs(centre(other) - centre(node)) + Math.abs(other.y - node.y) * 2,
  );
}

function nearest(
  graph: Graph,
  node: GraphNode,
  accept: (other: GraphNode) => boolean,
  distance: (other: GraphNode) => number,
): string | null {
  let best: GraphNode | null = null;
  for (const other of graph.nodes) {
    if (other.id === node.id || other.parent !== node.parent || isTerminal(other.id) || !accept(other)) continue;
    if (best === null || distance(other) < distance(best)) best = other;
  }
  return best?.id ?? null;
}

function centre(node: GraphNode): number {
  return node.x + node.width / 2;
}

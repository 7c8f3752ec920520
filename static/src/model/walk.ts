/** Walking the graph by keyboard: along the transitions, among siblings, into containers and out. */

import type { Graph, GraphNode } from "../protocol/messages";
import { isContainer } from "./document";
import { isTerminal, parentPath } from "./paths";

/** `before` and `after` go across the flow: left and right where it goes down, up and down where it goes right. */
export type Direction = "next" | "previous" | "before" | "after" | "into" | "out";

/** Return the id of the state to go to from `from`, or null if there is none that way. */
export function walk(graph: Graph, from: string | null, direction: Direction): string | null {
  const node = graph.nodes.find((candidate) => candidate.id === from);
  if (node === undefined) return first(graph, "");
  switch (direction) {
    case "next":
      return along(graph, node, "source", "target") ?? below(graph, node, 1);
    case "previous":
      return along(graph, node, "target", "source") ?? below(graph, node, -1);
    case "before":
      return beside(graph, node, -1);
    case "after":
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
  const [first] = children.sort((a, b) => {
    const [one, other] = [inFlow(graph, a), inFlow(graph, b)];
    return one.along - other.along || one.across - other.across;
  });
  return first?.id ?? null;
}

function along(graph: Graph, node: GraphNode, here: "source" | "target", there: "source" | "target"): string | null {
  const edges = graph.edges.filter(
    (edge) => edge[here] === node.id && !isTerminal(edge[there]) && edge[there] !== node.id,
  );
  return edges.find((edge) => edge.kind !== "catch")?.[there] ?? edges[0]?.[there] ?? null;
}

/** The nearest state straight ahead in the flow or behind, for states that no transition joins. */
function below(graph: Graph, node: GraphNode, sign: 1 | -1): string | null {
  const here = inFlow(graph, node);
  return nearest(graph, node, (each) => {
    const other = inFlow(graph, each);
    if ((other.along - here.along) * sign <= 8) return null;
    return Math.abs(other.along - here.along) * 2 + Math.abs(other.across - here.across);
  });
}

function beside(graph: Graph, node: GraphNode, sign: 1 | -1): string | null {
  const here = inFlow(graph, node);
  return nearest(graph, node, (each) => {
    const other = inFlow(graph, each);
    const [across, along] = [(other.across - here.across) * sign, Math.abs(other.along - here.along)];
    return across > 8 && along < Math.max(here.length, other.length) ? across + along * 2 : null;
  });
}

interface InFlow {
  /** Where it begins, along the flow. */
  readonly along: number;
  readonly length: number;
  /** Where its middle is, across the flow. */
  readonly across: number;
}

function inFlow({ direction }: Graph, { x, y, width, height }: GraphNode): InFlow {
  return direction === "right"
    ? { along: x, length: width, across: y + height / 2 }
    : { along: y, length: height, across: x + width / 2 };
}

/** The state of the same container with the least distance; those without one do not count. */
function nearest(graph: Graph, node: GraphNode, distance: (other: GraphNode) => number | null): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const other of graph.nodes) {
    if (other.id === node.id || other.parent !== node.parent || isTerminal(other.id)) continue;
    const far = distance(other);
    if (far !== null && far < least) [best, least] = [other.id, far];
  }
  return best;
}

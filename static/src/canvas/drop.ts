/** Where a drag may end: pure geometry on the graph, in its own coordinates. */

import { emptyContainers, insertCommand, insertionAfter } from "../model/adding";
import type { AnalysedDocument } from "../model/document";
import { edgeId } from "../model/document";
import type { Gesture } from "../model/gesture";
import { isInside, isTerminal } from "../model/paths";
import { connectTargets, connectTo, mayInsertOn, reconnectSources } from "../model/rules";
import { transitionOf } from "../model/selection";
import type { EditCommand, Graph, GraphEdge, GraphNode, InsertState, TransitionRef } from "../protocol/messages";
import { innerPlaces } from "./inner_places";
import { distanceToLine, holds, type Point } from "./route";

export type Drop =
  | { readonly kind: "edge"; readonly id: string; readonly edge: GraphEdge }
  /** Inside a container, where no line is drawn. */
  | { readonly kind: "inner"; readonly id: string; readonly transition: TransitionRef }
  /** On a state, to come after it. */
  | { readonly kind: "after"; readonly id: string; readonly command: InsertState }
  | { readonly kind: "into"; readonly id: string; readonly container: string }
  | { readonly kind: "node"; readonly id: string }
  /** Anywhere else on the canvas. */
  | { readonly kind: "free" };

const EDGE_REACH = 26;
const INNER_REACH = 15;
/** A press that moved less than this is no drag. */
const DRAG_AFTER_PX = 6;

/** The place that a drag at `place` would drop on; `zoom` makes the reach the same on the screen at every scale. */
export function dropAt(document: AnalysedDocument, gesture: Gesture, place: Point, zoom: number): Drop {
  const { graph } = document;
  if (graph === null || document.states.length === 0) return { kind: "into", id: "", container: "" };
  if (gesture.kind === "connect" || gesture.kind === "reconnect") {
    if (Math.hypot(gesture.at.x - gesture.began.x, gesture.at.y - gesture.began.y) < DRAG_AFTER_PX)
      return { kind: "free" };
    const ends = endsOf(graph, gesture);
    const node = smallestAt(graph, place, 8 / zoom, (candidate) => ends.has(candidate.id));
    return node === undefined ? { kind: "free" } : { kind: "node", id: node.id };
  }
  if (gesture.kind === "move") return moveDrop(document, graph, gesture.paths, place, zoom);
  return addDrop(document, graph, gesture.type, place, zoom);
}

/** The ids of the nodes where the end of a line that is dragged may be let go. */
export function endsOf(graph: Graph, line: Gesture & { kind: "connect" | "reconnect" }): ReadonlySet<string> {
  return line.kind === "connect" ? connectTargets(graph, line.from) : reconnectSources(graph, line.transition);
}

/** Where the states at `paths` may go: nowhere into themselves, and not where they are. */
function moveDrop(
  document: AnalysedDocument,
  graph: Graph,
  paths: readonly string[],
  place: Point,
  zoom: number,
): Drop {
  const isMoved = (path: string) => paths.some((moved) => path === moved || isInside(path, moved));
  const rest: Graph = { ...graph, edges: graph.edges.filter((edge) => mayMoveOn(paths, edge)) };
  const drop = addDrop(document, rest, "Pass", place, zoom, paths);
  if (drop.kind === "edge" || drop.kind === "inner") return drop;
  if ((drop.kind === "after" || drop.kind === "into") && isMoved(drop.id)) return { kind: "free" };
  return drop;
}

/** Whether states may be moved on a transition: not on their own, nor on those inside of them. */
export function mayMoveOn(paths: readonly string[], edge: GraphEdge): boolean {
  return !paths.some((path) => [edge.source, edge.target].some((end) => end === path || isInside(end, path)));
}

/** The edit that a drop asks for; null where it asks for none. */
export function commandFor(gesture: Gesture, drop: Drop): EditCommand | null {
  if (gesture.kind === "connect") return drop.kind === "node" ? connectTo(gesture.transition, drop.id) : null;
  if (gesture.kind === "reconnect") {
    return drop.kind === "node" ? { kind: "reconnect", transition: gesture.transition, source: drop.id } : null;
  }
  if (gesture.kind === "move") return moveCommand(gesture.paths, drop);
  const command = insertCommand(gesture.type);
  switch (drop.kind) {
    case "edge":
      return { ...command, on: transitionOf(drop.edge) };
    case "inner":
      return { ...command, on: drop.transition };
    case "into":
      return { ...command, into: drop.container };
    case "after":
      return drop.command;
    case "node":
    case "free":
      return command;
  }
}

function moveCommand(paths: readonly string[], drop: Drop): EditCommand | null {
  const command = { kind: "move_states", paths, on: null, after: null, into: null } as const;
  switch (drop.kind) {
    case "edge":
      return { ...command, on: transitionOf(drop.edge) };
    case "inner":
      return { ...command, on: drop.transition };
    case "into":
      return { ...command, into: drop.container };
    case "after":
      return { ...command, after: drop.id };
    case "node":
    case "free":
      return null;
  }
}

function addDrop(
  document: AnalysedDocument,
  graph: Graph,
  type: string,
  place: Point,
  zoom: number,
  moved: readonly string[] = [],
): Drop {
  const inner = innerPlaces(document, document.graph ?? graph, moved).find(
    ({ at }) => Math.hypot(at[0] - place[0], at[1] - place[1]) < INNER_REACH / Math.min(1, zoom),
  );
  if (inner !== undefined) return { kind: "inner", id: inner.id, transition: inner.transition };
  const nearest = nearestEdge(graph, place, EDGE_REACH / Math.min(1, zoom));
  if (nearest !== undefined) return { kind: "edge", id: edgeId(nearest), edge: nearest };
  const node = smallestAt(graph, place, 0, (candidate) => !isTerminal(candidate.id));
  if (node === undefined) return { kind: "free" };
  const empty = emptyContainers(document).find(
    (container) => container === node.id || container.startsWith(`${node.id}/`),
  );
  if (empty !== undefined) return { kind: "into", id: node.id, container: empty };
  return { kind: "after", id: node.id, command: insertionAfter(graph, node.id, type) };
}

function nearestEdge(graph: Graph, place: Point, reach: number): GraphEdge | undefined {
  let best: GraphEdge | undefined;
  let least = reach;
  for (const edge of graph.edges) {
    const distance = distanceToLine(edge.points, place);
    if (distance < least && mayInsertOn(graph, edge)) {
      best = edge;
      least = distance;
    }
  }
  return best;
}

/** The smallest node at the place: a state rather than the container around it. */
function smallestAt(
  graph: Graph,
  place: Point,
  margin: number,
  accept: (node: GraphNode) => boolean,
): GraphNode | undefined {
  let best: GraphNode | undefined;
  for (const node of graph.nodes) {
    const { x, y, width, height } = node;
    const box = { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
    if (!accept(node) || !holds(box, place)) continue;
    if (best === undefined || width * height < best.width * best.height) best = node;
  }
  return best;
}

/**
 * From one drawing to the next: what moves where, what is new and what is gone. Pure.
 *
 * One node, the anchor, stays where it is on the screen: the camera goes along with it. Everything else starts where it
 * was seen, in the coordinates of the new drawing.
 */

import { edgeId, findNode } from "../model/document";
import { pathsAround } from "../model/hidden";
import type { Graph, GraphEdge, GraphNode } from "../protocol/messages";
import { type Box, boundsOf, overlaps, type Point, type Points } from "./route";
import { lineEnd } from "./sides";

/** How far a node comes from, and how much larger it was. */
export interface NodeMove {
  readonly dx: number;
  readonly dy: number;
  readonly dwidth: number;
  readonly dheight: number;
}

/** Both lines have as many points, so that one can become the other. */
export interface EdgeMove {
  readonly from: Points;
  readonly to: Points;
  /** How far what lies on the line (its label, its `+`) comes from. */
  readonly dx: number;
  readonly dy: number;
}

export interface FlightPlan {
  /** What is added to a place of the old drawing to see it at the same place of the screen. */
  readonly offset: Point;
  readonly nodes: ReadonlyMap<string, NodeMove>;
  readonly edges: ReadonlyMap<string, EdgeMove>;
  readonly newNodes: ReadonlySet<string>;
  readonly newEdges: ReadonlySet<string>;
}

/** What of both drawings is compared: `shown` is the part of the old one in the window. */
export interface Change {
  readonly before: Graph;
  readonly after: Graph;
  readonly shown: Box;
  /** Paths that shall stay where they are, the best first; `turned` is one that was collapsed or expanded. */
  readonly anchors: readonly (string | null)[];
  readonly turned: string | null;
  /** Where in the container that is turned the pointer was. */
  readonly pointerIn: (node: GraphNode) => Point;
}

const STILL = 0.5;

export function planFlight(change: Change): FlightPlan {
  const { before, after, shown } = change;
  const offset = offsetOf(change);
  const [ox, oy] = offset;
  const seenAfter = { ...shown, x: shown.x + ox, y: shown.y + oy };
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, NodeMove>();
  const newNodes = new Set<string>();
  for (const node of after.nodes) {
    const was = old.get(node.id);
    if (was === undefined) {
      if (overlaps(node, seenAfter)) newNodes.add(node.id);
    } else if (overlaps(was, shown) || overlaps(node, seenAfter)) {
      const move = nodeMove(was, node, offset);
      if (Object.values(move).some((by) => Math.abs(by) > STILL)) nodes.set(node.id, move);
    }
  }
  const lines = new Map(before.edges.map((edge) => [edgeId(edge), edge]));
  const edges = new Map<string, EdgeMove>();
  const newEdges = new Set<string>();
  for (const edge of after.edges) {
    const was = lines.get(edgeId(edge));
    const isSeen = overlaps(boundsOf(edge.points), seenAfter);
    if (was === undefined) {
      if (isSeen) newEdges.add(edgeId(edge));
    } else if (isSeen || overlaps(boundsOf(was.points), shown)) {
      const move = edgeMove(was, edge, offset);
      if (move !== null) edges.set(edgeId(edge), move);
    }
  }
  return { offset, nodes, edges, newNodes, newEdges };
}

/** Where the anchor has gone to: the first of those wanted that was in the window, else what was nearest to its middle. */
function offsetOf({ before, after, shown, anchors, turned, pointerIn }: Change): Point {
  const both = (id: string | null) => {
    const [was, is] = id === null ? [] : [findNode(before, id), findNode(after, id)];
    return was !== undefined && is !== undefined && overlaps(was, shown) ? { was, is } : undefined;
  };
  const wanted = anchors.flatMap((path) => (path === null ? [] : [path, ...pathsAround(path).toReversed()]));
  for (const id of wanted) {
    const found = both(id);
    if (found === undefined) continue;
    const at = (node: GraphNode, graph: Graph) =>
      id === turned ? plus([node.x, node.y], pointerIn(node)) : lineEnd(node, graph.direction);
    return minus(at(found.is, after), at(found.was, before));
  }
  const middle: Point = [shown.x + shown.width / 2, shown.y + shown.height / 2];
  let nearest: Point = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  for (const is of after.nodes) {
    const was = old.get(is.id);
    if (was === undefined || !overlaps(was, shown)) continue;
    const [from, to] = [lineEnd(was, before.direction), lineEnd(is, after.direction)];
    const far = Math.hypot(from[0] - middle[0], from[1] - middle[1]);
    if (far < least) [least, nearest] = [far, minus(to, from)];
  }
  return nearest;
}

function nodeMove(was: GraphNode, is: GraphNode, [ox, oy]: Point): NodeMove {
  return {
    dx: was.x + ox - is.x,
    dy: was.y + oy - is.y,
    dwidth: was.width - is.width,
    dheight: was.height - is.height,
  };
}

/** Null for a line that stays as it is. */
function edgeMove(was: GraphEdge, is: GraphEdge, [ox, oy]: Point): EdgeMove | null {
  const from = was.points.map(([x, y]): Point => [x + ox, y + oy]);
  const same =
    from.length === is.points.length && from.every((point, index) => isNear(point, is.points[index] ?? point));
  if (same) return null;
  const [here, there] = [middleOf(is), middleOf(was)];
  const length = Math.max(from.length, is.points.length);
  return {
    from: padded(from, length),
    to: padded(is.points, length),
    dx: there[0] + ox - here[0],
    dy: there[1] + oy - here[1],
  };
}

/** The points and as many more on the middle one as are needed. */
export function padded(points: Points, length: number): Points {
  const middle = points[points.length >> 1];
  if (middle === undefined || points.length >= length) return points;
  const more = Array.from({ length: length - points.length }, () => middle);
  return [...points.slice(0, points.length >> 1), ...more, ...points.slice(points.length >> 1)];
}

function middleOf({ label_box: box, points }: GraphEdge): Point {
  if (box !== null) return [box[0] + box[2] / 2, box[1] + box[3] / 2];
  const { x, y, width, height } = boundsOf(points);
  return [x + width / 2, y + height / 2];
}

function isNear(left: Point, right: Point): boolean {
  return Math.abs(left[0] - right[0]) <= STILL && Math.abs(left[1] - right[1]) <= STILL;
}

function plus(left: Point, right: Point): Point {
  return [left[0] + right[0], left[1] + right[1]];
}

function minus(left: Point, right: Point): Point {
  return [left[0] - right[0], left[1] - right[1]];
}

/** Where things stand at a state, by the way the graph flows: what is at its foot in one is at its right in the other. Pure. */

import type { Graph, GraphNode } from "../protocol/messages";
import * as geometry from "./geometry";
import type { Point } from "./route";

export type Direction = "down" | "right";
type Size = Pick<GraphNode, "width" | "height">;
type Placed = Size & Pick<GraphNode, "x" | "y">;

/** Where lines leave a state, from its corner. */
export function exitOf({ width, height }: Size, direction: Direction): Point {
  return direction === "right" ? [width, height / 2] : [width / 2, height];
}

/** Where lines leave a drawn state. */
export function lineStart(node: Placed, direction: Direction): Point {
  const [x, y] = exitOf(node, direction);
  return [node.x + x, node.y + y];
}

/** Where lines come to a drawn state. */
export function lineEnd({ x, y, width, height }: Placed, direction: Direction): Point {
  return direction === "right" ? [x, y + height / 2] : [x + width / 2, y];
}

/** Where the graph begins. */
export function startOf(graph: Pick<Graph, "nodes" | "width" | "direction">): Point {
  const start = graph.nodes.find(({ id }) => id === "#start") ?? graph.nodes[0];
  return start === undefined ? [graph.width / 2, 0] : lineEnd(start, graph.direction);
}

/** Where a state's breakpoint is, from its corner: on a side where no line comes in. */
export function dotPlace({ width, height }: Size, container: boolean, direction: Direction): Point {
  if (container) return [0, geometry.TITLE_HEIGHT / 2];
  return direction === "right" ? [width / 2, 0] : [0, height / 2];
}

/** The path of the mark where the debugger stands: outside of the breakpoint, pointing at the state. */
export function pointerPath(size: Size, container: boolean, direction: Direction): string {
  const [x, y] = dotPlace(size, container, direction);
  const beside = container || direction === "down";
  return beside ? `M${x - 30} ${y - 9}l15 9-15 9z` : `M${x - 9} ${y - 30}l9 15 9-15z`;
}

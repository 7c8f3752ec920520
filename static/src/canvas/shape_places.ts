/** Where the label of a transition's shape fits: beside its line, on no box, no other label and no other line. Pure. */

import type { Graph, GraphEdge } from "../protocol/messages";
import { TITLE_HEIGHT } from "./geometry";
import { ADD_RADIUS } from "./look";
import { type Box, boundsOf, buttonPlace, overlaps, type Points, pointAlong } from "./route";

export interface ShapeLabel {
  readonly edge: GraphEdge;
  readonly text: string;
  readonly box: Box;
}

export const LABEL_HEIGHT = 16;
const PADDING = 5;
const GAP = 5;
/** How far from its line a label beside it stands: clear of the button on the line. */
const BESIDE = ADD_RADIUS + 4;
/** How far a label may stand out of the graph. */
const OUTSIDE = 70;
const FRACTIONS = [0.5, 0.36, 0.64, 0.24, 0.76];

/** Return the labels that fit; each may be told in several texts, of which the first that fits is taken. */
export function placeLabels(
  graph: Graph,
  textsOf: (edge: GraphEdge) => readonly string[],
  widthOf: (text: string) => number,
): readonly ShapeLabel[] {
  const boxes = obstacles(graph);
  const lines = graph.edges.map((edge) => ({ edge, box: boundsOf(edge.points) }));
  const placed: ShapeLabel[] = [];
  for (const edge of graph.edges) {
    const label = firstFit(edge, textsOf(edge), widthOf, (box) => isFree(box, edge));
    if (label !== undefined) placed.push(label);
  }
  return placed;

  function isFree(box: Box, own: GraphEdge): boolean {
    if (box.x < -OUTSIDE || box.x + box.width > graph.width + OUTSIDE) return false;
    if (boxes.some((each) => overlaps(each, box)) || placed.some((each) => overlaps(each.box, box))) return false;
    return !lines.some(({ edge, box: around }) => overlaps(around, box) && crosses(edge.points, box, edge === own));
  }
}

function firstFit(
  edge: GraphEdge,
  texts: readonly string[],
  widthOf: (text: string) => number,
  isFree: (box: Box) => boolean,
): ShapeLabel | undefined {
  for (const text of texts) {
    const width = widthOf(text) + 2 * PADDING;
    for (const fraction of FRACTIONS) {
      const [x, y] = pointAlong(edge.points, fraction);
      const sides: readonly Box[] = [
        { x: x + BESIDE, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT },
        { x: x - BESIDE - width, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT },
        { x: x - width / 2, y: y - LABEL_HEIGHT - GAP, width, height: LABEL_HEIGHT },
        { x: x - width / 2, y: y + GAP, width, height: LABEL_HEIGHT },
      ];
      const box = sides.find(isFree);
      if (box !== undefined) return { edge, text, box };
    }
  }
  return undefined;
}

/** States, the heads of containers, labels, and the buttons on lines. */
function obstacles(graph: Graph): readonly Box[] {
  const holders = new Set(graph.nodes.flatMap(({ parent }) => parent ?? []));
  const found: Box[] = graph.nodes.flatMap(({ id, x, y, width, height }) => {
    if (!holders.has(id)) return [{ x: x - 2, y: y - 2, width: width + 4, height: height + 4 }];
    return [
      { x, y, width, height: TITLE_HEIGHT },
      { x, y: y + height - 2, width, height: 4 },
      { x: x - 2, y, width: 4, height },
      { x: x + width - 2, y, width: 4, height },
    ];
  });
  for (const edge of graph.edges) {
    if (edge.label_box !== null) {
      const [x, y, width, height] = edge.label_box;
      found.push({ x, y, width, height });
    }
    const [x, y] = buttonPlace(edge.points, edge.label_box, ADD_RADIUS + 1);
    found.push({ x: x - ADD_RADIUS, y: y - ADD_RADIUS, width: 2 * ADD_RADIUS, height: 2 * ADD_RADIUS });
  }
  return found;
}

/** Whether a line runs through the box; its own line may touch the box's edge. */
function crosses(points: Points, box: Box, isOwn: boolean): boolean {
  const room = isOwn ? 0 : 2;
  for (let at = 1; at < points.length; at += 1) {
    const [from, to] = [points[at - 1], points[at]];
    if (from === undefined || to === undefined) continue;
    const left = Math.min(from[0], to[0]) - room;
    const top = Math.min(from[1], to[1]) - room;
    const segment = {
      x: left,
      y: top,
      width: Math.abs(from[0] - to[0]) + 2 * room,
      height: Math.abs(from[1] - to[1]) + 2 * room,
    };
    if (overlaps(segment, box)) return true;
  }
  return false;
}

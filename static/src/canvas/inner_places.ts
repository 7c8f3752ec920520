/** Places inside containers where no line is drawn: before their first states, and behind those that end. Pure. */

import type { AnalysedDocument } from "../model/document";
import { isInside, parentPath } from "../model/paths";
import { mayLeave } from "../model/rules";
import type { Graph, TransitionRef } from "../protocol/messages";
import type { Point } from "./route";
import { lineEnd, lineStart } from "./sides";

export interface InnerPlace {
  readonly id: string;
  readonly transition: TransitionRef;
  readonly at: Point;
}

const AWAY_PX = 11;

export function innerPlaces(document: AnalysedDocument, graph: Graph, moved: readonly string[]): readonly InnerPlace[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const leads = new Set(graph.edges.filter(({ kind }) => kind !== "catch").map(({ source }) => source));
  return document.states.flatMap(({ path, type, is_start }) => {
    const container = parentPath(path);
    const node = container === "" ? undefined : nodes.get(path);
    if (node === undefined || moved.some((each) => each === path || isInside(path, each))) return [];
    const [before, behind] = [lineEnd(node, graph.direction), lineStart(node, graph.direction)];
    const source = `${container}/#start`;
    const first: InnerPlace = {
      id: source,
      transition: { source, kind: "start", index: null },
      at: away(before, -AWAY_PX, graph),
    };
    const last: InnerPlace = {
      id: `${path}->#end`,
      transition: { source: path, kind: "end", index: null },
      at: away(behind, AWAY_PX, graph),
    };
    return [...(is_start ? [first] : []), ...(mayLeave(type) && !leads.has(path) ? [last] : [])];
  });
}

/** A place that is so far along the flow from another. */
function away([x, y]: Point, far: number, { direction }: Graph): Point {
  return direction === "right" ? [x + far, y] : [x, y + far];
}

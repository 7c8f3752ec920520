/** The marks of a comparison on the canvas: what only one of two executions came to, and what differs in both. */

import { edgeMark, type Marks, marksOf, type StateMark } from "../model/compared";
import { edgeId } from "../model/document";
import { isInside } from "../model/paths";
import type { GraphEdge, GraphNode } from "../protocol/messages";
import { useApp } from "../ui/context";
import * as geometry from "./geometry";
import { markPlace, roundedPath } from "./route";

const PILL_RADIUS = 11;

export interface CompareMarksProps {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The transitions that only one took, drawn over: A as a broad line, B as dots. */
export function CompareLines({ edges }: Pick<CompareMarksProps, "edges">) {
  const marks = marksOf(useApp()).value;
  if (marks === null) return null;
  return (
    <g class="compare-marks">
      {edges.map((edge) => {
        const side = edgeMark(marks, edge);
        const line = () => roundedPath(edge.points, geometry.CORNER_RADIUS, geometry.ARROW_LENGTH - 1);
        return side === undefined ? null : (
          <path key={edgeId(edge)} class={`compare-line compare-${side}`} d={line()} />
        );
      })}
    </g>
  );
}

/** The letters and signs, above everything else. */
export function CompareMarks({ nodes, edges }: CompareMarksProps) {
  const marks = marksOf(useApp()).value;
  if (marks === null) return null;
  return (
    <g class="compare-marks">
      {edges.map((edge) => {
        const side = edgeMark(marks, edge);
        if (side === undefined) return null;
        const [x, y] = markPlace(edge.points, edge.label_box, PILL_RADIUS);
        return (
          <g key={edgeId(edge)} class={`compare-${side}`} data-testid={`compare-edge:${edgeId(edge)}`}>
            <Pill x={x} y={y} text={side.toUpperCase()} />
          </g>
        );
      })}
      {nodes.map((node) => {
        const mark = markOf(marks, node);
        if (mark === undefined) return null;
        return (
          <g
            key={node.id}
            class={`compare-${mark.likeness}`}
            data-testid={`compare-mark:${node.id}`}
            data-likeness={mark.likeness}
          >
            <Pill x={node.x + 18} y={node.y + node.height} text={textOf(mark)} />
          </g>
        );
      })}
    </g>
  );
}

/** The mark of a state; of a box in which something differs, how many states that are. */
function markOf({ states }: Marks, { id, holds }: GraphNode): StateMark | undefined {
  const own = states.get(id);
  if (holds === "" || own?.likeness === "a" || own?.likeness === "b") return own;
  const count = [...states.keys()].filter((path) => isInside(path, id)).length;
  return count === 0 ? own : { likeness: "differs", count };
}

function textOf({ likeness, count }: StateMark): string {
  const glyph = likeness === "differs" ? "≠" : likeness.toUpperCase();
  return count > 1 ? `${glyph} ${count.toLocaleString("en")}` : glyph;
}

function Pill({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }) {
  const width = Math.max(20, 12 + text.length * 6.6);
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect class="compare-pill" x="-10" y="-9" width={width} height="18" rx="9" />
      <text class="compare-pill-text" x={width / 2 - 10} y="4">
        {text}
      </text>
    </g>
  );
}

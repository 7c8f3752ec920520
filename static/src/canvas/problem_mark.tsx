/** What says on a state that it has problems; on a box, how many are inside. */

import { isContainer } from "../model/document";
import type { GraphNode, Problem } from "../protocol/messages";
import * as geometry from "./geometry";

const RADIUS_PX = 8;
const DIGIT_PX = 6.6;
const EDGE_PX = 14;

interface ProblemMarkProps {
  readonly node: GraphNode;
  readonly severity: Problem["severity"];
  readonly count: number;
}

export function ProblemMark({ node, severity, count }: ProblemMarkProps) {
  const [right, y] = isOpen(node)
    ? [EDGE_PX + geometry.TOGGLE_WIDTH, geometry.TITLE_HEIGHT / 2]
    : [EDGE_PX, node.height - 1];
  const number = numberOf(count);
  const room = roomOf(number);
  return (
    <g class={`problem-mark severity-${severity}`} transform={`translate(${node.width - right - room} ${y})`}>
      {count > 0 && <title>{`${count} ${count === 1 ? "problem" : "problems"} inside`}</title>}
      {number === "" ? (
        <circle r={RADIUS_PX} />
      ) : (
        <rect class="problem-pill" x={-RADIUS_PX} y={-RADIUS_PX} width={16 + room} height="16" rx="8" />
      )}
      <path d="M0-4v4.4M0 3.6v.1" />
      {number !== "" && (
        <text class="problem-count" x="7" y="4">
          {number}
        </text>
      )}
    </g>
  );
}

/** How far from the right the mark reaches along the lower edge: an open container has it beside its title. */
export function edgeCovered(node: GraphNode, severity: Problem["severity"] | undefined, count: number): number {
  if (isOpen(node) || (severity !== "error" && severity !== "warning")) return 0;
  return EDGE_PX + RADIUS_PX + roomOf(numberOf(count));
}

function isOpen(node: GraphNode): boolean {
  return isContainer(node.type) && node.holds === "";
}

function numberOf(count: number): string {
  return count > 1 ? count.toLocaleString("en") : "";
}

function roomOf(number: string): number {
  return number === "" ? 0 : number.length * DIGIT_PX + 4;
}

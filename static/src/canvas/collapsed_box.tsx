/** A container that is drawn as one box: its title, and at its foot what it holds and how that stands. */

import { useComputed } from "@preact/signals";
import { GLYPHS, STATUS_WORDS } from "../model/execution";
import { type StatusInside, statusesInside } from "../model/hidden";
import { isInside } from "../model/paths";
import type { App } from "../model/store";
import type { GraphNode } from "../protocol/messages";
import { useApp } from "../ui/context";
import * as geometry from "./geometry";

const CHIP_GAP = 6;
const DOTS_WIDTH = 24;
const PROBLEMS_WIDTH = 24;
const NOTHING: readonly StatusInside[] = [];

/** How the states inside of a box stand; equal ones are one. */
export function useStatusesInside(id: string, collapsed: boolean) {
  const app = useApp();
  let before = NOTHING;
  return useComputed(() => {
    if (!collapsed) return NOTHING;
    const containers = new Set(app.drawing.containers.value);
    const now = statusesInside(app.debug.nodes.value, id, containers).filter(({ status }) => GLYPHS[status] !== "");
    if (wordsOf(now) !== wordsOf(before)) before = now;
    return before;
  });
}

/** `1 paused, 2 in progress` */
export function wordsOf(inside: readonly StatusInside[]): string {
  return inside.map(({ status, count }) => `${count} ${STATUS_WORDS[status]}`).join(", ");
}

export interface StripProps {
  readonly node: GraphNode;
  readonly inside: readonly StatusInside[];
  /** Whether the mark of its problems is at its lower right corner. */
  readonly marked: boolean;
}

export function Strip({ node, inside, marked }: StripProps) {
  const app = useApp();
  const dots = useComputed(() => breakpointsInside(app, node.id)).value;
  const top = node.height - geometry.STRIP_HEIGHT;
  const middle = top + geometry.STRIP_HEIGHT / 2;
  const right = node.width - geometry.STRIP_INSET - (marked ? PROBLEMS_WIDTH : 0);
  const room = right - geometry.STRIP_INSET - (dots > 0 ? DOTS_WIDTH : 0);
  return (
    <g class="strip" data-testid={`inside:${node.id}`} data-statuses={wordsOf(inside) || undefined}>
      <path class="strip-line" d={`M1 ${top}h${node.width - 2}`} />
      {inside.length === 0 ? (
        <text class="node-subtitle" data-grip="move" x={geometry.STRIP_INSET} y={middle + 4}>
          {node.holds}
        </text>
      ) : (
        <g>
          <title>{`${node.holds}: ${wordsOf(inside)}`}</title>
          {chips(inside, room).map(({ status, text, x, width }) => (
            <g
              key={status}
              class="strip-chip"
              data-status={status}
              transform={`translate(${geometry.STRIP_INSET - 4 + x} ${middle - 8})`}
            >
              <rect class="strip-chip-ground" width={width} height="16" rx="8" />
              <text class="strip-chip-text" x={width / 2} y="12">
                {text}
              </text>
            </g>
          ))}
        </g>
      )}
      {dots > 0 && (
        <g class="strip-dots" transform={`translate(${right} ${middle})`}>
          <title>{`${dots} ${dots === 1 ? "breakpoint" : "breakpoints"} inside`}</title>
          <circle class="strip-dot" cx={-8 - String(dots).length * 7} r="4" />
          <text class="strip-dots-text" y="4">
            {dots}
          </text>
        </g>
      )}
    </g>
  );
}

interface Chip {
  readonly status: StatusInside["status"] | "more";
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** As many chips as there is room for; the rest is `…`, and in the words. */
function chips(inside: readonly StatusInside[], room: number): readonly Chip[] {
  const drawn: Chip[] = [];
  let x = 0;
  for (const { status, count } of inside) {
    const text = `${GLYPHS[status]} ${count.toLocaleString("en")}`;
    const width = 12 + text.length * 6.4;
    if (x + width > room) {
      drawn.push({ status: "more", text: "…", x, width: 16 });
      break;
    }
    drawn.push({ status, text, x, width });
    x += width + CHIP_GAP;
  }
  return drawn;
}

function breakpointsInside(app: App, id: string): number {
  return app.beside.breakpoints.value.filter(({ path }) => isInside(path, id)).length;
}

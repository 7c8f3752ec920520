/** Draws the cells that can be seen: one picture a status, made once and stamped for each cell. */

import { CELL_GLYPHS, CELL_STATUSES, type CellStatus, cellStatus, type Shown } from "./cell_status";
import type { GridLayout } from "./layout";

/** What the cells are drawn with, for one theme, cell size and screen. */
export class Stamps {
  readonly key: string;
  readonly #stamps = new Map<CellStatus, HTMLCanvasElement>();

  constructor(colors: CellColors, cellPx: number, scale: number) {
    this.key = stampKey(colors, cellPx, scale);
    for (const status of CELL_STATUSES) this.#stamps.set(status, stamp(status, colors, cellPx, scale));
  }

  of(status: CellStatus): HTMLCanvasElement | undefined {
    return this.#stamps.get(status);
  }
}

export type CellColors = Readonly<Record<CellStatus | "surface", string>>;

/** The colours as the stylesheet gives them now: each is the computed colour of an element of its class. */
export function readColors(element: HTMLElement): CellColors {
  const colors: Record<string, string> = {};
  for (const probe of element.children) {
    if (probe instanceof HTMLElement) colors[probe.dataset.color ?? ""] = getComputedStyle(probe).color;
  }
  return colors as CellColors;
}

export function stampKey(colors: CellColors, cellPx: number, scale: number): string {
  return [cellPx, scale, ...Object.values(colors)].join(" ");
}

export function drawCells(
  canvas: HTMLCanvasElement,
  layout: GridLayout,
  shown: Shown,
  stamps: Stamps,
  view: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
    readonly scale: number;
  },
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const [width, height] = [Math.round(view.width * view.scale), Math.round(view.height * view.scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.scale(view.scale, view.scale);
  context.translate(view.left, -view.top);
  const [first, last] = layout.between(view.top, view.top + view.height);
  for (let rank = first; rank < last; rank += 1) {
    const picture = stamps.of(cellStatus(shown, layout.cell(rank)));
    const { left, top } = layout.box(rank);
    if (picture !== undefined) context.drawImage(picture, left, top, layout.cellPx, layout.cellPx);
  }
}

function stamp(status: CellStatus, colors: CellColors, cellPx: number, scale: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.round(cellPx * scale);
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.scale(canvas.width / cellPx, canvas.width / cellPx);
  const color = colors[status];
  context.beginPath();
  context.roundRect(1, 1, cellPx - 2, cellPx - 2, 3);
  context.fillStyle = colors.surface;
  context.fill();
  context.fillStyle = color;
  context.globalAlpha = STRONG.has(status) ? 1 : status === "pending" ? 0.05 : 0.14;
  context.fill();
  context.globalAlpha = status === "pending" ? 0.45 : 0.4;
  if (status === "pending") context.setLineDash([2, 2]);
  context.strokeStyle = color;
  context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = STRONG.has(status) ? colors.surface : color;
  context.font = `700 ${Math.round(cellPx * 0.62)}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(CELL_GLYPHS[status], cellPx / 2, cellPx / 2 + 0.5);
  return canvas;
}

/** Drawn in full colour, since one among thousands is to be seen. */
const STRONG: ReadonlySet<CellStatus> = new Set(["failed", "paused"]);

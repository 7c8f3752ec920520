/** Draws the rows of a timeline that can be seen: bars, waits, the ruler's lines, the cursor. */

import { GLYPHS } from "../model/execution";
import { stateName } from "../model/paths";
import type { VisitLog, VisitStatus } from "../model/visit_log";
import type { Axis, Domain } from "./axis";
import { type Row, rowVisits } from "./rows";

export const ROW_PX = 24;
const BAR_INSET = 4;
const LEAST_BAR_PX = 2;
const LEAST_LABEL_PX = 46;
const HATCH_PX = 6;

export type ChartColors = Readonly<
  Record<VisitStatus | "paused" | "surface" | "text" | "muted" | "line" | "accent" | "error", string>
>;

export interface Chart {
  readonly log: VisitLog;
  readonly rows: readonly Row[];
  readonly axis: Axis;
  readonly domain: Domain;
  readonly cursor: number;
}

export interface ChartView {
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

export function toX({ domain }: Chart, width: number, at: number): number {
  return ((at - domain.start) / Math.max(1e-9, domain.end - domain.start)) * width;
}

export function drawChart(canvas: HTMLCanvasElement, chart: Chart, view: ChartView, colors: ChartColors): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const [width, height] = [Math.round(view.width * view.scale), Math.round(view.height * view.scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(view.scale, 0, 0, view.scale, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  context.fillStyle = colors.line;
  for (const { at } of chart.axis.ticks(chart.domain, view.width)) {
    context.fillRect(Math.round(toX(chart, view.width, at)), 0, 1, view.height);
  }
  const first = Math.max(0, Math.floor(view.top / ROW_PX));
  const last = Math.min(chart.rows.length, Math.ceil((view.top + view.height) / ROW_PX));
  context.font = "500 11px Inter, system-ui, sans-serif";
  context.textBaseline = "middle";
  for (let row = first; row < last; row += 1) {
    const shown = chart.rows[row];
    if (shown !== undefined) drawRow(context, chart, shown, row * ROW_PX - view.top, view.width, colors);
  }
  drawGaps(context, chart, view, colors);
  drawCursor(context, chart, view, colors);
}

function drawRow(
  context: CanvasRenderingContext2D,
  chart: Chart,
  row: Row,
  top: number,
  width: number,
  colors: ChartColors,
): void {
  const { log, axis } = chart;
  const thread = log.thread(row.thread);
  if (row.visit === 0 && thread !== undefined && thread.container !== 0) {
    const [from, to] = [
      toX(chart, width, axis.at(log.from(thread.container))),
      toX(chart, width, axis.at(thread.from)),
    ];
    if (to - from >= 1) fillDots(context, from, to, top, colors.muted);
  }
  const visits = rowVisits(log, row);
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (let at = firstSeen(chart, visits); at < visits.length; at += 1) {
    const visit = visits.at(at);
    const from = toX(chart, width, axis.at(log.from(visit)));
    if (from > width) break;
    const end = toX(chart, width, axis.at(log.to(visit)));
    const to = Math.max(end, from + LEAST_BAR_PX);
    // What lies within a pixel of the last bar would hide under it; a failure never hides.
    if (to <= drawnTo + 0.5 && log.status(visit, Number.POSITIVE_INFINITY) !== "failed") continue;
    drawnTo = to;
    drawBar(context, chart, visit, { from, to, top, width }, colors);
  }
}

/** The place of the first visit that ends in what is shown: visits of one thread follow each other. */
function firstSeen(
  { log, axis, domain }: Chart,
  visits: { readonly length: number; at(index: number): number },
): number {
  let [low, high] = [0, visits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (axis.at(log.to(visits.at(middle))) < domain.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly width: number;
}

function drawBar(
  context: CanvasRenderingContext2D,
  chart: Chart,
  visit: number,
  { from, to, top, width }: Place,
  colors: ChartColors,
): void {
  const { log, axis, cursor } = chart;
  const status = log.status(visit, cursor) ?? log.status(visit, Number.POSITIVE_INFINITY) ?? "running";
  const color = colors[status];
  const [left, right] = [Math.max(from, -10), Math.min(to, width + 10)];
  const height = ROW_PX - 2 * BAR_INSET;
  context.globalAlpha = log.from(visit) > cursor ? 0.45 : 1;
  context.beginPath();
  context.roundRect(left, top + BAR_INSET, Math.max(LEAST_BAR_PX, right - left - 1), height, right - left > 8 ? 3 : 0);
  context.fillStyle = colors.surface;
  context.fill();
  const opacity = context.globalAlpha;
  context.globalAlpha = opacity * (right - left < 4 ? 0.9 : 0.26);
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = opacity;
  context.strokeStyle = color;
  context.lineWidth = status === "failed" ? 2 : 1;
  if (status === "running") context.setLineDash([4, 2]);
  if (right - left >= 4) context.stroke();
  context.setLineDash([]);
  for (const wait of log.waits(visit)) {
    const [start, end] = [toX(chart, width, axis.at(wait.from)), toX(chart, width, axis.at(wait.to))];
    if (end - start < 2) continue;
    if (wait.kind === "backoff") {
      fillHatch(context, start, end, top, color, colors.surface);
      // Where the next attempt begins.
      context.fillStyle = colors.text;
      context.fillRect(Math.round(end), top + BAR_INSET, 1, ROW_PX - 2 * BAR_INSET);
    } else fillDots(context, start, end, top + 5, color);
  }
  const shown = Math.min(right, width) - Math.max(left, 0);
  if (shown >= LEAST_LABEL_PX || (status === "failed" && shown >= 14)) {
    const glyph = GLYPHS[status === "running" ? "running" : status];
    const words = shown >= LEAST_LABEL_PX ? `${glyph} ${stateName(log.path(visit))}` : glyph;
    context.save();
    context.beginPath();
    context.rect(Math.max(left, 0), top, shown - 4, ROW_PX);
    context.clip();
    if (log.waits(visit).some(({ kind }) => kind === "backoff")) {
      // Readable over hatching, too.
      context.strokeStyle = colors.surface;
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.strokeText(words, Math.max(left, 0) + 5, top + ROW_PX / 2 + 0.5);
    }
    context.fillStyle = colors.text;
    context.fillText(words, Math.max(left, 0) + 5, top + ROW_PX / 2 + 0.5);
    context.restore();
  }
  context.globalAlpha = 1;
}

function fillHatch(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  top: number,
  color: string,
  ground: string,
): void {
  context.save();
  context.beginPath();
  context.rect(from, top + BAR_INSET + 1, to - from, ROW_PX - 2 * BAR_INSET - 2);
  context.clip();
  context.fillStyle = ground;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let x = Math.max(from, -HATCH_PX) - ROW_PX; x < Math.min(to, 10_000); x += HATCH_PX) {
    context.moveTo(x, top + ROW_PX);
    context.lineTo(x + ROW_PX, top);
  }
  context.stroke();
  context.restore();
}

function fillDots(context: CanvasRenderingContext2D, from: number, to: number, top: number, color: string): void {
  context.save();
  context.strokeStyle = color;
  context.globalAlpha *= 0.8;
  context.lineWidth = 2;
  context.setLineDash([2, 4]);
  context.beginPath();
  context.moveTo(Math.max(from, -4), top + ROW_PX / 2);
  context.lineTo(Math.min(to, 10_000), top + ROW_PX / 2);
  context.stroke();
  context.restore();
}

/** The gaps that stand for pauses: hatched over all rows, since nothing happened in any. */
function drawGaps(context: CanvasRenderingContext2D, chart: Chart, view: ChartView, colors: ChartColors): void {
  for (const { start, end } of chart.axis.wall?.gaps ?? []) {
    const [from, to] = [toX(chart, view.width, start), toX(chart, view.width, end)];
    if (to < 0 || from > view.width) continue;
    context.save();
    context.beginPath();
    context.rect(from, 0, Math.max(1, to - from), view.height);
    context.clip();
    context.globalAlpha = 0.55;
    context.fillStyle = colors.surface;
    context.fill();
    context.globalAlpha = 0.5;
    context.strokeStyle = colors.muted;
    context.lineWidth = 1;
    context.beginPath();
    for (let x = from - view.height; x < to; x += HATCH_PX + 2) {
      context.moveTo(x, view.height);
      context.lineTo(x + view.height, 0);
    }
    context.stroke();
    context.restore();
  }
}

function drawCursor(context: CanvasRenderingContext2D, chart: Chart, view: ChartView, colors: ChartColors): void {
  const x = toX(chart, view.width, chart.axis.at(Math.max(1, chart.cursor)));
  if (x < -1 || x > view.width + 1) return;
  context.fillStyle = colors.paused;
  context.fillRect(Math.round(x) - 1, 0, 2, view.height);
}

/** The visit at a place of a row; of several within reach of the pointer the one whose bar is nearest. 0 without one. */
export function visitAt(chart: Chart, row: Row, width: number, x: number): number {
  const visits = rowVisits(chart.log, row);
  let [best, nearest] = [0, 4];
  for (let at = firstSeen(chart, visits); at < visits.length; at += 1) {
    const visit = visits.at(at);
    const from = toX(chart, width, chart.axis.at(chart.log.from(visit)));
    const to = Math.max(from + LEAST_BAR_PX, toX(chart, width, chart.axis.at(chart.log.to(visit))));
    const away = x < from ? from - x : x > to ? x - to : 0;
    if (away < nearest || (away === 0 && nearest === 0)) [best, nearest] = [visit, away];
    if (from > x + 4) break;
  }
  return best;
}

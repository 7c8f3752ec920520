/**
 * Movement that the eye can follow: what is drawn goes from where it was to where it is, what is new fades in, and what
 * is gone fades out. Animations are added to what is drawn, so a new one begins where an unfinished one is just now.
 */

import type { EdgeMove, FlightPlan, NodeMove } from "./flight_plan";
import * as geometry from "./geometry";
import { arrowHead, type Points, roundedPath } from "./route";

export const FLIGHT_MS = 200;
/** More states and transitions than this take the page longer to draw than there is time between frames. */
export const MOST_MOVED = 120;
/** An animation may not go on in a window that is not on show: then all is put where it belongs. */
const LATEST_MS = 5 * FLIGHT_MS;

const TIMING: KeyframeAnimationOptions = { duration: FLIGHT_MS, easing: "cubic-bezier(0.2, 0, 0.1, 1)" };
const SVG = "http://www.w3.org/2000/svg";

/** What an element is found, pressed and heard by. */
const NAMES = [
  "id",
  "role",
  "aria-label",
  "data-testid",
  "data-node",
  "data-edge",
  "data-grip",
  "data-port",
  "data-add",
  "data-breakpoint",
  "data-toggle",
  "data-current",
  "data-selected",
];

/** The drawn nodes and edges, by their ids. */
export interface Drawn {
  readonly nodes: ReadonlyMap<string, SVGElement>;
  readonly lines: ReadonlyMap<string, SVGElement>;
  readonly tops: ReadonlyMap<string, SVGElement>;
}

export function drawnIn(world: Element): Drawn {
  const by = (selector: string, id: (element: SVGElement) => string | undefined) =>
    new Map([...world.querySelectorAll<SVGElement>(selector)].map((element) => [id(element) ?? "", element]));
  return {
    nodes: by(".node", ({ dataset }) => dataset.node),
    lines: by(".edges > .edge", ({ dataset }) => dataset.edge),
    tops: by(".edge-tops > .edge", ({ dataset }) => dataset.edge),
  };
}

export function wantsMotion(): boolean {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function sizeOf({ nodes, edges, newNodes, newEdges }: FlightPlan): number {
  return nodes.size + edges.size + newNodes.size + newEdges.size;
}

/** Move `world` from the drawing before to the present one; resolves at the end. */
export async function fly(world: Element, before: Drawn, plan: FlightPlan): Promise<void> {
  const now = drawnIn(world);
  const running = [
    ...[...plan.nodes].flatMap(([id, move]) => moveNode(now.nodes.get(id), move)),
    ...[...plan.edges].flatMap(([id, move]) => moveEdge(now.lines.get(id), now.tops.get(id), move)),
    ...[...plan.newNodes].flatMap((id) => fadeIn(now.nodes.get(id))),
    ...[...plan.newEdges].flatMap((id) => [...fadeIn(now.lines.get(id)), ...fadeIn(now.tops.get(id))]),
  ];
  const leaving = takeLeave(world, before, now, plan);
  if (leaving !== null)
    running.push(leaving.animate([{ opacity: 1 }, { opacity: 0 }], { ...TIMING, fill: "forwards" }));
  const ended = Promise.allSettled(running.map(({ finished }) => finished));
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LATEST_MS))]);
  for (const each of running) each.cancel();
  leaving?.remove();
}

function moveNode(element: SVGElement | undefined, { dx, dy, dwidth, dheight }: NodeMove): readonly Animation[] {
  if (element === undefined) return [];
  const moves = [slide(element, dx, dy)];
  if (Math.abs(dwidth) > 0.5 || Math.abs(dheight) > 0.5) {
    for (const rect of element.querySelectorAll<SVGRectElement>(":scope > :is(.card, .card-shadow, .container)")) {
      const [width, height] = [rect.width.baseVal.value, rect.height.baseVal.value];
      const from = { width: `${width + dwidth}px`, height: `${height + dheight}px` };
      moves.push(rect.animate([from, { width: `${width}px`, height: `${height}px` }], TIMING));
    }
    for (const mark of element.querySelectorAll<SVGElement>(":scope > .status-mark")) {
      moves.push(slide(mark, dwidth, 0));
    }
  }
  return moves;
}

function moveEdge(line: SVGElement | undefined, top: SVGElement | undefined, move: EdgeMove): readonly Animation[] {
  const [path, arrow] = [line?.querySelector(".edge-line"), line?.querySelector(".edge-arrow")];
  return [
    ...become(path, lineOf(move.from), lineOf(move.to)),
    ...become(arrow, headOf(move.from), headOf(move.to)),
    ...(top === undefined ? [] : [slide(top, move.dx, move.dy)]),
  ];
}

function slide(element: Element, dx: number, dy: number): Animation {
  const from = { transform: `translate(${dx}px, ${dy}px)` };
  return element.animate([from, { transform: "translate(0px, 0px)" }], { ...TIMING, composite: "add" });
}

/** Let one path become the other, which has the same commands. */
function become(element: Element | null | undefined, from: string, to: string): readonly Animation[] {
  return element ? [element.animate([{ d: `path("${from}")` }, { d: `path("${to}")` }] as Keyframe[], TIMING)] : [];
}

function fadeIn(element: SVGElement | undefined): readonly Animation[] {
  return element === undefined ? [] : [element.animate([{ opacity: 0 }, {}], TIMING)];
}

/** Put back what is gone, for as long as it fades: as a picture that nobody can touch, find or hear. */
function takeLeave(world: Element, before: Drawn, now: Drawn, { offset: [x, y] }: FlightPlan): SVGGElement | null {
  const layer = document.createElementNS(SVG, "g");
  for (const kind of ["nodes", "lines", "tops"] as const) {
    for (const [id, element] of before[kind]) if (!now[kind].has(id) && !element.isConnected) layer.append(element);
  }
  if (layer.childElementCount === 0 || layer.childElementCount > MOST_MOVED) return null;
  for (const element of layer.querySelectorAll("*")) for (const name of NAMES) element.removeAttribute(name);
  layer.setAttribute("class", "leaving");
  layer.setAttribute("aria-hidden", "true");
  layer.setAttribute("transform", `translate(${x} ${y})`);
  world.append(layer);
  return layer;
}

function lineOf(points: Points): string {
  return roundedPath(points, geometry.CORNER_RADIUS, geometry.ARROW_LENGTH - 1);
}

function headOf(points: Points): string {
  return arrowHead(points, geometry.ARROW_LENGTH, geometry.ARROW_WIDTH);
}

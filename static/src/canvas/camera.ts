/**
 * What part of the graph is on show: d3-zoom on the SVG, as signals.
 *
 * The transform is set on the element directly; components follow only `region`, which is larger than the window and
 * changes only when the window has left it, so that panning draws nothing anew.
 */

import { batch, type Signal, signal } from "@preact/signals";
import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import type { Box, Point } from "./route";
import type { Direction } from "./sides";
import { uncover } from "./uncover";

const LEAST_ZOOM = 0.02;
const MOST_ZOOM = 2.5;
const READABLE_ZOOM = 0.45;
/** The names are small, but which state follows which is seen. */
const SURVEY_ZOOM = 0.25;
const PADDING_PX = 48;
/** The strip that the buttons over the graph cover. */
const FOOT_PX = 56;
const MOVE_MS = 220;

export class Camera {
  /** What is worth drawing, in the graph's coordinates: nothing until it is known what is on show. */
  readonly region: Signal<Box> = signal({ x: 0, y: 0, width: 0, height: 0 });
  readonly zoom: Signal<number> = signal(1);
  /** What is on show, in the graph's coordinates; changes with every move. */
  readonly shown: Signal<Box> = signal({ x: 0, y: 0, width: 0, height: 0 });
  /** Whether the space bar is held: then a drag anywhere pans. */
  panning = false;

  readonly #svg: SVGSVGElement;
  readonly #selection;
  readonly #zoom;
  #transform: ZoomTransform = zoomIdentity;
  readonly #resized: ResizeObserver;
  /** The size of the window, to be measured when null: measuring makes the browser lay out the page at once. */
  #size: { readonly width: number; readonly height: number } | null = null;
  #frame = 0;
  /** The move that is under way. */
  #moving: { from: ZoomTransform; target: ZoomTransform } | null = null;

  constructor(svg: SVGSVGElement, onMove: (transform: ZoomTransform) => void) {
    this.#svg = svg;
    this.#selection = select<SVGSVGElement, unknown>(svg);
    this.#zoom = zoom<SVGSVGElement, unknown>()
      .scaleExtent([LEAST_ZOOM, MOST_ZOOM])
      .wheelDelta(wheelZoom)
      .extent(() => {
        const { width, height } = this.#measured();
        return [
          [0, 0],
          [width, height],
        ];
      })
      .filter((event: Event) => this.#accepts(event))
      .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
        this.#transform = event.transform;
        onMove(event.transform);
        this.#follow();
      });
    this.#selection.call(this.#zoom).on("dblclick.zoom", null);
    svg.addEventListener("wheel", this.#wheel, { passive: false });
    this.#resized = new ResizeObserver(() => {
      this.#size = null;
      this.#follow();
    });
    this.#resized.observe(svg);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#selection.on(".zoom", null);
    this.#svg.removeEventListener("wheel", this.#wheel);
  }

  /** A place of the window in the graph's coordinates. */
  toGraph(clientX: number, clientY: number): Point {
    const box = this.#svg.getBoundingClientRect();
    return this.#transform.invert([clientX - box.left, clientY - box.top]);
  }

  /** A place of the graph in px of the window. */
  toClient([x, y]: Point): Point {
    const box = this.#svg.getBoundingClientRect();
    const [left, top] = this.#transform.apply([x, y]);
    return [left + box.left, top + box.top];
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.#transform.k * factor);
  }

  zoomTo(scale: number): void {
    const { width, height } = this.#measured();
    const k = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, scale));
    const [x, y] = this.#transform.invert([width / 2, height / 2]);
    this.#moveTo(zoomIdentity.translate(width / 2 - x * k, height / 2 - y * k).scale(k), true);
  }

  /** Show all of the graph. */
  fit(size: { width: number; height: number }, animate = true): void {
    const { width, height } = this.#measured();
    if (width === 0 || height === 0) return;
    const k = this.#fitting(size, width, height);
    const covered = size.height * k > height - 2 * FOOT_PX ? FOOT_PX : 0;
    const [x, y] = [(width - size.width * k) / 2, (height - covered - size.height * k) / 2];
    this.#moveTo(zoomIdentity.translate(x, y).scale(k), animate);
  }

  /** Show all of the graph if it can be read then, else its beginning. */
  begin(graph: { width: number; height: number; direction: Direction }, start: Point): void {
    const { width, height } = this.#measured();
    if (width === 0 || height === 0) return;
    if (this.#fitting(graph, width, height) >= READABLE_ZOOM) {
      this.fit(graph, false);
      return;
    }
    const right = graph.direction === "right";
    const across = right ? (height - FOOT_PX - PADDING_PX / 2) / graph.height : (width - PADDING_PX) / graph.width;
    const k = Math.min(1, Math.max(READABLE_ZOOM, across));
    const centred = (length: number, room: number, place: number) =>
      length * k <= room ? (room - length * k) / 2 : room / 2 - place * k;
    const target = right
      ? zoomIdentity.translate(24, centred(graph.height, height - FOOT_PX, start[1]))
      : zoomIdentity.translate(centred(graph.width, width, start[0]), 24);
    this.#moveTo(target.scale(k), false);
  }

  /** Move as little as brings the box into the window, and from under what covers a part of it. */
  reveal(box: Box, covers: Iterable<Element> = []): void {
    const window = this.#svg.getBoundingClientRect();
    const { k } = this.#transform;
    const [left, top] = this.#transform.apply([box.x, box.y]);
    let dx = shift(left, box.width * k, window.width);
    let dy = shift(top, box.height * k, window.height);
    for (const cover of covers) {
      const { x, y, width, height } = cover.getBoundingClientRect();
      const covered = { x: x - window.x, y: y - window.y, width, height };
      const seen = { x: left + dx, y: top + dy, width: box.width * k, height: box.height * k };
      const [right, down] = uncover(seen, covered, window);
      dx += right;
      dy += down;
    }
    if (dx === 0 && dy === 0) return;
    this.#moveTo(zoomIdentity.translate(this.#transform.x + dx, this.#transform.y + dy).scale(k), true);
  }

  /** Put a place of the graph in the middle of the window. */
  lookAt([x, y]: Point): void {
    const { width, height } = this.#measured();
    const { k } = this.#transform;
    this.#moveTo(zoomIdentity.translate(width / 2 - x * k, height / 2 - y * k).scale(k), false);
  }

  /** Go along with the graph, whose places are so much further now; a move that is under way goes on. */
  shiftBy([dx, dy]: Point): void {
    if (dx === 0 && dy === 0) return;
    const moving = this.#moving;
    if (moving !== null) {
      moving.from = moving.from.translate(-dx, -dy);
      moving.target = moving.target.translate(-dx, -dy);
    }
    this.#set(this.#transform.translate(-dx, -dy));
  }

  /**
   * The graph flows another way: show all of it as long as its shape can be made out, else what is selected, which has
   * moved by `offset`, or its beginning at `start` where nothing is.
   */
  turnTo(graph: { width: number; height: number; direction: Direction }, offset: Point, start: Point | null): void {
    const { width, height } = this.#measured();
    this.shiftBy(offset);
    if (width === 0 || height === 0) return;
    if (this.#fitting(graph, width, height) >= SURVEY_ZOOM) this.fit(graph);
    else if (start !== null) this.begin(graph, start);
  }

  panBy(dx: number, dy: number): void {
    const { x, y, k } = this.#transform;
    this.#moveTo(zoomIdentity.translate(x + dx, y + dy).scale(k), false);
  }

  readonly #wheel = (event: WheelEvent) => {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const sideways = event.shiftKey && event.deltaX === 0;
    this.panBy(-(sideways ? event.deltaY : event.deltaX) * unit, -(sideways ? 0 : event.deltaY) * unit);
  };

  #accepts(event: Event): boolean {
    if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
    if (event instanceof MouseEvent && (event.button === 1 || this.panning)) return true;
    if (event instanceof MouseEvent && event.button !== 0) return false;
    if (event.type.startsWith("touch") && (event as TouchEvent).touches.length > 1) return true;
    const grip = event.target instanceof Element ? event.target.closest<SVGElement>("[data-grip]") : null;
    if (grip?.dataset.grip !== "move") return grip === null;
    return event.type.startsWith("touch") || this.#svg.dataset.readonly !== undefined;
  }

  #fitting(size: { width: number; height: number }, width: number, height: number): number {
    const k = Math.min((width - PADDING_PX) / size.width, (height - FOOT_PX - PADDING_PX / 2) / size.height, 1);
    return Math.max(LEAST_ZOOM, k);
  }

  #moveTo(target: ZoomTransform, animate: boolean): void {
    cancelAnimationFrame(this.#frame);
    this.#moving = null;
    if (!animate || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#set(target);
      return;
    }
    const moving = { from: this.#transform, target };
    this.#moving = moving;
    const began = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, (now - began) / MOVE_MS);
      const eased = 1 - (1 - t) ** 3;
      const mix = (a: number, b: number) => a + (b - a) * eased;
      const { from, target: to } = moving;
      this.#set(zoomIdentity.translate(mix(from.x, to.x), mix(from.y, to.y)).scale(mix(from.k, to.k)));
      if (t < 1) this.#frame = requestAnimationFrame(step);
      else this.#moving = null;
    };
    this.#frame = requestAnimationFrame(step);
  }

  #measured(): { readonly width: number; readonly height: number } {
    this.#size ??= this.#svg.getBoundingClientRect();
    return this.#size;
  }

  #set(transform: ZoomTransform): void {
    this.#selection.call(this.#zoom.transform, transform);
  }

  #follow(): void {
    const { width, height } = this.#measured();
    if (width === 0 || height === 0) return;
    const [x, y] = this.#transform.invert([0, 0]);
    const shown = { x, y, width: width / this.#transform.k, height: height / this.#transform.k };
    batch(() => {
      this.zoom.value = this.#transform.k;
      this.shown.value = shown;
      if (!within(shown, this.region.peek())) this.region.value = around(shown);
    });
  }
}

/** The power of two to zoom by: fine for the small steps of a pinch, bounded for the notches of a wheel. */
function wheelZoom(event: WheelEvent): number {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
  return Math.max(-0.35, Math.min(0.35, -event.deltaY * unit * 0.01));
}

/** How far to move a span so that it lies within the window, with some room. */
function shift(start: number, length: number, room: number): number {
  const margin = Math.min(40, room / 6);
  if (length > room - 2 * margin) {
    if (start > room - margin * 2 || start + length < margin * 2) return room / 2 - (start + length / 2);
    return 0;
  }
  if (start < margin) return margin - start;
  if (start + length > room - margin) return room - margin - start - length;
  return 0;
}

function within(inner: Box, outer: Box): boolean {
  const inside =
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;
  // A region far larger than what is shown (after zooming in) is drawn for nothing.
  return inside && outer.width <= inner.width * 4;
}

function around({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width: width * 2, height: height * 2 };
}

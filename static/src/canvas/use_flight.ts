/** Keeps the eye on what is looked at when the graph is drawn anew, and lets things move there. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { findNode } from "../model/document";
import { placeOf } from "../model/drawing";
import type { Graph } from "../protocol/messages";
import { useApp } from "../ui/context";
import type { Camera } from "./camera";
import { type Drawn, drawnIn, fly, MOST_MOVED, sizeOf, wantsMotion } from "./flight";
import { planFlight } from "./flight_plan";
import { startOf } from "./sides";
import { togglePlace } from "./toggle";

export function useFlight(world: RefObject<SVGGElement | null>, graph: Graph, camera: Camera): void {
  const app = useApp();
  const last = useRef<{ graph: Graph; drawn: Drawn | null; selected: string | null }>({
    graph,
    drawn: null,
    selected: null,
  });
  // What is drawn now is taken down before anything of it goes.
  if (last.current.graph !== graph && world.current !== null) last.current.drawn = drawnIn(world.current);
  const selected = placeOf(app.selection.value);

  useLayoutEffect(() => {
    const { graph: before, drawn, selected: previous } = last.current;
    last.current = { graph, drawn: null, selected };
    if (before === graph || drawn === null || world.current === null) return;
    const { turned } = app.drawing;
    app.drawing.turned = null;
    const change = { before, after: graph, shown: camera.shown.peek(), turned, pointerIn: togglePlace };
    const plan = planFlight({ ...change, anchors: [turned, previous, selected] });
    if (before.direction === graph.direction) camera.shiftBy(plan.offset);
    else camera.turnTo(graph, plan.offset, selected === null ? startOf(graph) : null);
    if (wantsMotion() && sizeOf(plan) <= MOST_MOVED) void app.pending.track(fly(world.current, drawn, plan));
  }, [graph]);
  useLayoutEffect(() => {
    last.current.selected = selected;
  }, [selected]);
}

/** Brings the selection into view when somebody asks for that, once it is drawn. */
export function useReveal(graph: Graph, camera: Camera, covering: () => readonly Element[]): void {
  const app = useApp();
  const asked = app.selecting.revealed.value;
  const answered = useRef(asked);
  // After the frame: to measure what is on show lays it out, and that it is moved to is seen only then.
  useEffect(() => {
    if (answered.current === asked) return;
    answered.current = asked;
    const path = app.selectedPath.peek();
    const node = path === null ? undefined : findNode(graph, path);
    if (node !== undefined) camera.reveal(node, covering());
  }, [asked]);
}

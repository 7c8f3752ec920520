/**
 * One transition on the canvas, in two layers: the line with its arrow head, and above all lines its label and the `+`
 * that inserts a state on it.
 */

import { type Signal, useComputed } from "@preact/signals";
import { memo } from "preact/compat";
import { glyphOf, onEdge } from "../model/breakpoints";
import { transitionKey } from "../model/coverage";
import { edgeId } from "../model/document";
import { mayReconnect } from "../model/rules";
import { sameTransition, transitionOf } from "../model/selection";
import { shapesOf } from "../model/shapes";
import type { Breakpoint, GraphEdge } from "../protocol/messages";
import { useApp } from "../ui/context";
import { BreakpointDot } from "./breakpoint_dot";
import { fitText } from "./fit_text";
import * as geometry from "./geometry";
import * as look from "./look";
import { arrowHead, buttonPlace, lengthOf, markPlace, pointAlong, roundedPath, tipGrip } from "./route";

export interface EdgeProps {
  readonly edge: GraphEdge;
  readonly readOnly: boolean;
  /** The id of the edge under the pointer, whichever of its parts that is. */
  readonly hovered: Signal<string | null>;
}

export const TransitionLine = memo(Line, sameEdge);
export const TransitionTop = memo(Top, sameEdge);

function Line({ edge, hovered }: EdgeProps) {
  const id = edgeId(edge);
  const marks = useMarks(edge, hovered);
  const path = roundedPath(edge.points, geometry.CORNER_RADIUS, geometry.ARROW_LENGTH - 1);
  return (
    <g class={`edge edge-${edge.kind}`} data-testid={`edge:${id}`} data-edge={id} data-kind={edge.kind} {...marks}>
      <path class="edge-target" d={path} />
      <path class="edge-line" d={path} />
      <path class="edge-arrow" d={arrowHead(edge.points, geometry.ARROW_LENGTH, geometry.ARROW_WIDTH)} />
    </g>
  );
}

function Top({ edge, readOnly, hovered }: EdgeProps) {
  const app = useApp();
  const id = edgeId(edge);
  const marks = useMarks(edge, hovered);
  const grip = tipGrip(edge.points);
  const set = useComputed(() => onEdge(app.beside.breakpoints.value, edge)).value;
  const wrong = useComputed(() =>
    shapesOf(app).marked.value.get(transitionKey(edge.source, edge.kind, edge.index)),
  ).value;
  return (
    <g class={`edge edge-${edge.kind}`} data-edge={id} {...marks}>
      {edge.label !== "" && edge.label_box !== null && <Label label={edge.label} box={edge.label_box} />}
      {!readOnly && <AddButton edge={edge} id={id} />}
      {set !== undefined && <BreakpointMark edge={edge} id={id} set={set} />}
      {marks["data-coverage"] === "gap" && <GapMark edge={edge} />}
      {wrong !== undefined && <WrongMark edge={edge} id={id} message={wrong.message} />}
      {!readOnly && marks["data-selected"] === true && mayReconnect(edge) && <Beginning edge={edge} id={id} />}
      {!readOnly && marks["data-selected"] === true && grip !== undefined && (
        <g
          class="edge-end"
          data-grip="end"
          data-end={id}
          data-testid={`end:${id}`}
          transform={`translate(${grip[0]} ${grip[1]})`}
        >
          <circle class="target" r={look.TARGET_RADIUS} />
          <circle class="edge-end-dot" r="6" />
        </g>
      )}
    </g>
  );
}

/** What the beginning of the selected transition is dragged by, to another state. */
function Beginning({ edge, id }: { readonly edge: GraphEdge; readonly id: string }) {
  const [x, y] = pointAlong(edge.points, Math.min(0.3, look.EDGE_BEGINNING_AT / lengthOf(edge.points)));
  return (
    <g
      class="edge-end"
      data-grip="beginning"
      data-beginning={id}
      data-testid={`beginning:${id}`}
      transform={`translate(${x} ${y})`}
    >
      <title>Drag to let it start at another state</title>
      <circle class="target" r={look.EDGE_BEGINNING_AT} />
      <circle class="edge-end-dot" r="5" />
    </g>
  );
}

/** What both layers of a transition are marked with. */
function useMarks(edge: GraphEdge, hovered: Signal<string | null>) {
  const app = useApp();
  const id = edgeId(edge);
  const selected = useComputed(() => {
    const selection = app.selection.value;
    return selection?.kind === "edge" && sameTransition(selection.transition, transitionOf(edge));
  });
  const hover = useComputed(() => hovered.value === id);
  const status = useComputed(() => app.debug.edges.value.get(id));
  const coverage = useComputed(() => {
    const covered = app.coverage.value?.transitions.get(transitionKey(edge.source, edge.kind, edge.index));
    return covered === undefined ? undefined : covered ? "covered" : "gap";
  });
  return {
    "data-selected": selected.value || undefined,
    "data-hover": hover.value || undefined,
    "data-status": status.value,
    "data-coverage": coverage.value,
  };
}

interface LabelProps {
  readonly label: string;
  readonly box: readonly [number, number, number, number];
}

function Label({ label, box: [x, y, width, height] }: LabelProps) {
  return (
    <g class="edge-label" style={{ transform: `translate(${x}px, ${y}px)` }}>
      <title>{label}</title>
      <rect class="edge-label-ground" width={width} height={height} rx="6" />
      <text class="edge-label-text" x={width / 2} y={height / 2 + 4}>
        {fitText(label, width - 6, "400 11px Inter")}
      </text>
    </g>
  );
}

/** A dot near where the transition begins. */
function BreakpointMark({
  edge,
  id,
  set,
}: {
  readonly edge: GraphEdge;
  readonly id: string;
  readonly set: Breakpoint;
}) {
  const [x, y] = pointAlong(edge.points, Math.min(0.4, look.EDGE_BREAKPOINT_AT / lengthOf(edge.points)));
  return (
    <g
      class="breakpoint edge-breakpoint"
      data-testid={`bp:${id}`}
      data-state={set.enabled ? "on" : "disabled"}
      data-glyph={glyphOf(set)}
      transform={`translate(${x} ${y})`}
    >
      <title>Breakpoint on this transition</title>
      <BreakpointDot glyph={glyphOf(set)} />
    </g>
  );
}

/** A transition that no test takes, by a glyph beside its beginning; its line is dashed. */
function GapMark({ edge }: { readonly edge: GraphEdge }) {
  const [first, second] = edge.points;
  if (first === undefined || second === undefined) return null;
  const length = Math.hypot(second[0] - first[0], second[1] - first[1]) || 1;
  const far = Math.min(16, length / 2);
  const [x, y] = [
    first[0] + ((second[0] - first[0]) / length) * far,
    first[1] + ((second[1] - first[1]) / length) * far,
  ];
  return (
    <g class="coverage-gap" transform={`translate(${x} ${y})`}>
      <title>No test takes this transition</title>
      <circle class="coverage-gap-ground" r="8" />
      <text class="coverage-gap-glyph" y="4">
        ◌
      </text>
    </g>
  );
}

/** A path in the transition's rule or catcher cannot exist. */
function WrongMark({ edge, id, message }: { readonly edge: GraphEdge; readonly id: string; readonly message: string }) {
  const [x, y] = markPlace(edge.points, edge.label_box, 9);
  return (
    <g class="edge-wrong" data-testid={`wrong:${id}`} transform={`translate(${x} ${y})`}>
      <title>{message}</title>
      <path class="edge-wrong-ground" d="M0 -8 9 7.5H-9z" />
      <text class="edge-wrong-glyph" y="5">
        !
      </text>
    </g>
  );
}

function AddButton({ edge, id }: { readonly edge: GraphEdge; readonly id: string }) {
  const [x, y] = buttonPlace(edge.points, edge.label_box, look.ADD_RADIUS + 1);
  return (
    <g class="edge-add" data-add={id} data-grip="add" data-testid={`add:${id}`} transform={`translate(${x} ${y})`}>
      <circle class="target" r={look.TARGET_RADIUS} />
      <circle class="edge-add-ground" r={look.ADD_RADIUS} />
      <path class="edge-add-plus" d="M-4 0h8M0-4v8" />
    </g>
  );
}

function sameEdge(left: EdgeProps, right: EdgeProps): boolean {
  const [a, b] = [left.edge, right.edge];
  return (
    left.readOnly === right.readOnly &&
    a.source === b.source &&
    a.target === b.target &&
    a.k === b.k &&
    a.kind === b.kind &&
    a.index === b.index &&
    a.label === b.label &&
    a.label_box?.join() === b.label_box?.join() &&
    a.points.join() === b.points.join()
  );
}

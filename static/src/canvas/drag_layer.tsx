/** What a drag shows on the graph: every place where it may end, and the one where it would end now. */

import { memo } from "preact/compat";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { emptyContainers } from "../model/adding";
import { edgeId, findNode } from "../model/document";
import type { Gesture } from "../model/gesture";
import { mayInsertOn } from "../model/rules";
import type { Graph } from "../protocol/messages";
import { useApp } from "../ui/context";
import type { Camera } from "./camera";
import { commandFor, type Drop, dropAt, endsOf, mayMoveOn } from "./drop";
import { ARROW_LENGTH, ARROW_WIDTH } from "./geometry";
import { innerPlaces } from "./inner_places";
import { ADD_RADIUS } from "./look";
import { arrowHead, type Box, boundsOf, buttonPlace, overlaps, type Point } from "./route";
import { lineEnd, lineStart } from "./sides";

export interface DragLayerProps {
  readonly camera: Camera;
  readonly onDone: () => void;
  /** A line was let go over nothing. */
  readonly onFree: (line: Gesture & { readonly kind: "connect" }) => void;
}

export function DragLayer({ camera, onDone, onFree }: DragLayerProps) {
  const app = useApp();
  const gesture = app.gesture.value;
  const dragging = gesture !== null;
  // Before the next event: a press may be over within the frame.
  useLayoutEffect(() => {
    if (!dragging) return;
    const listening = new AbortController();
    const { signal } = listening;
    const end = (drop: boolean) => {
      const last = app.gesture.peek();
      app.gesture.value = null;
      if (last !== null && drop) release(last);
      onDone();
    };
    const release = (last: Gesture) => {
      if (!overCanvas(last.at)) return;
      const place = camera.toGraph(last.at.x, last.at.y);
      const drop = dropAt(app.analysed.peek(), last, place, camera.zoom.peek());
      const command = commandFor(last, drop);
      if (command !== null) void app.edit(command);
      else if (last.kind === "connect") onFree(last);
    };
    window.addEventListener(
      "pointermove",
      (event) => {
        const now = app.gesture.peek();
        if (now !== null) app.gesture.value = { ...now, at: { x: event.clientX, y: event.clientY } };
      },
      { signal },
    );
    window.addEventListener("pointerup", () => end(true), { signal });
    window.addEventListener("pointercancel", () => end(false), { signal });
    window.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        end(false);
      },
      { signal, capture: true },
    );
    return () => listening.abort();
  }, [dragging]);
  const { graph } = app.analysed.value;
  if (gesture === null || graph === null) return null;
  const place = camera.toGraph(gesture.at.x, gesture.at.y);
  const drop: Drop = overCanvas(gesture.at)
    ? dropAt(app.analysed.value, gesture, place, camera.zoom.value)
    : { kind: "free" };
  return (
    <g class="drag-layer">
      {gesture.kind === "connect" || gesture.kind === "reconnect" ? (
        <ConnectPlaces graph={graph} line={gesture} drop={drop} place={place} />
      ) : (
        <AddPlaces
          graph={graph}
          region={camera.region.value}
          drop={drop}
          moved={gesture.kind === "move" ? gesture.paths : NOTHING_MOVED}
        />
      )}
    </g>
  );
}

const NOTHING_MOVED: readonly string[] = [];

interface AddPlacesProps {
  readonly graph: Graph;
  /** What is worth drawing. */
  readonly region: Box;
  readonly drop: Drop;
  /** The states that are moved there, where none is added. */
  readonly moved: readonly string[];
}

function AddPlaces({ graph, region, drop, moved }: AddPlacesProps) {
  const app = useApp();
  const document = app.analysed.value;
  const empty = useMemo(() => emptyContainers(document), [document]);
  const edges = useMemo(
    () =>
      graph.edges
        .filter((edge) => overlaps(boundsOf(edge.points), region) && mayInsertOn(graph, edge) && mayMoveOn(moved, edge))
        .map((edge) => [edgeId(edge), buttonPlace(edge.points, edge.label_box, ADD_RADIUS)] as const),
    [graph, region, moved],
  );
  const inner = useMemo(
    () => innerPlaces(document, graph, moved).filter(({ at }) => overlaps(boundsOf([at]), region)),
    [document, graph, region, moved],
  );
  return (
    <>
      {graph.nodes
        .filter((node) => empty.some((container) => container === node.id || container.startsWith(`${node.id}/`)))
        .map((node) => (
          <rect
            key={node.id}
            class="drop-box"
            data-hot={(drop.kind === "into" && drop.id === node.id) || undefined}
            x={node.x + 6}
            y={node.y + 44}
            width={node.width - 12}
            height={Math.max(24, node.height - 50)}
            rx="10"
          />
        ))}
      {drop.kind === "after" && <NodeMark graph={graph} id={drop.id} />}
      {inner.map(({ id, at: [x, y] }) => (
        <DropPlace key={id} id={id} x={x} y={y} hot={drop.kind === "inner" && drop.id === id} />
      ))}
      {edges.map(([id, [x, y]]) => (
        <DropPlace key={id} id={id} x={x} y={y} hot={drop.kind === "edge" && drop.id === id} />
      ))}
    </>
  );
}

const DropPlace = memo(DrawnDropPlace);

interface DropPlaceProps {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Where the drag would end now. */
  readonly hot: boolean;
}

function DrawnDropPlace({ id, x, y, hot }: DropPlaceProps) {
  return (
    <g class="drop-place" data-hot={hot || undefined} data-drop={id} transform={`translate(${x} ${y})`}>
      <circle r={hot ? 13 : 7} />
      {hot && <path d="M-5 0h10M0-5v10" />}
    </g>
  );
}

/** The state after which the new one would come. */
function NodeMark({ graph, id }: { readonly graph: Graph; readonly id: string }) {
  const node = findNode(graph, id);
  if (node === undefined) return null;
  const { x, y, width, height } = node;
  return (
    <rect class="drop-box" data-hot data-drop={id} x={x - 4} y={y - 4} width={width + 8} height={height + 8} rx="13" />
  );
}

interface ConnectPlacesProps {
  readonly graph: Graph;
  readonly line: Gesture & { readonly kind: "connect" | "reconnect" };
  readonly drop: Drop;
  readonly place: Point;
}

function ConnectPlaces({ graph, line, drop, place }: ConnectPlacesProps) {
  const targets = endsOf(graph, line);
  const node = findNode(graph, line.kind === "connect" ? line.from : line.to);
  const [start, end] =
    line.kind === "connect"
      ? [node && lineStart(node, graph.direction), place]
      : [place, node && lineEnd(node, graph.direction)];
  return (
    <>
      {graph.nodes
        .filter((node) => targets.has(node.id))
        .map((node) => (
          <rect
            key={node.id}
            class="drop-box"
            data-drop={node.id}
            data-hot={(drop.kind === "node" && drop.id === node.id) || undefined}
            x={node.x - 4}
            y={node.y - 4}
            width={node.width + 8}
            height={node.height + 8}
            rx={node.id.endsWith("#end") ? 26 : 13}
          />
        ))}
      {start !== undefined && end !== undefined && (
        <>
          <path class="drag-line" d={`M${start[0]} ${start[1]}L${end[0]} ${end[1]}`} />
          <path class="drag-arrow" d={arrowHead([start, end], ARROW_LENGTH, ARROW_WIDTH)} />
        </>
      )}
    </>
  );
}

function overCanvas({ x, y }: { readonly x: number; readonly y: number }): boolean {
  return (document.elementFromPoint(x, y)?.closest(".canvas") ?? null) !== null;
}

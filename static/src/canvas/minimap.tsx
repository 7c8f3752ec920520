/** The graph in small, with a frame around what is on show; to be pressed and dragged. Keys have the outline instead. */

import { useRef } from "preact/hooks";
import { isContainer } from "../model/document";
import { findingOf } from "../model/finding";
import { boxesOf, countsShown } from "../model/hidden";
import { isTerminal } from "../model/paths";
import type { Graph, GraphNode } from "../protocol/messages";
import { useApp } from "../ui/context";
import type { Camera } from "./camera";
import { isMinimapShown } from "./minimap_shown";
import type { Box, Point } from "./route";

const MOST_WIDTH_PX = 200;
const MOST_HEIGHT_PX = 220;
/** A graph that is far longer than wide is drawn out of proportion, so that there is something to see. */
const LEAST_PX = 64;
/** What is drawn before the others, under what stands out more; containers are under all of it. */
const ORDER = ["not-taken", "idle", "succeeded"];

export interface MinimapProps {
  readonly camera: Camera;
  readonly graph: Graph;
}

export function Minimap({ camera, graph }: MinimapProps) {
  const app = useApp();
  const svg = useRef<SVGSVGElement>(null);
  /** Where in the frame it is held, from its middle. */
  const held = useRef<Point | null>(null);
  if (!isMinimapShown(app)) return null;
  const { width, height } = sizeOf(graph);
  const at = (event: PointerEvent): Point => {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.current?.getScreenCTM()?.inverse());
    return [place.x, place.y];
  };
  const move = (event: PointerEvent) => {
    if (held.current === null) return;
    const [x, y] = at(event);
    camera.lookAt([x - held.current[0], y - held.current[1]]);
  };
  return (
    <div class="minimap" aria-hidden="true" data-testid="minimap">
      <svg
        ref={svg}
        class="minimap-graph"
        aria-hidden="true"
        width={width}
        height={height}
        preserveAspectRatio="none"
        viewBox={`0 0 ${graph.width} ${graph.height}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = grip(at(event), camera.shown.peek());
          move(event);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerCancel={() => {
          held.current = null;
        }}
      >
        <Nodes graph={graph} />
        <Frame camera={camera} />
      </svg>
    </div>
  );
}

/** One path for all states that look alike, so that thousands cost little. */
function Nodes({ graph }: { readonly graph: Graph }) {
  const app = useApp();
  const statuses = app.debug.nodes.value;
  const found = countsShown(findingOf(app).counts.value, boxesOf(app.analysed.value));
  const paths = new Map(ORDER.map((kind) => [kind, ""]));
  for (const node of graph.nodes) {
    if (isTerminal(node.id)) continue;
    const look = found.has(node.id) ? "found" : (statuses.get(node.id)?.status ?? "idle");
    const kind = isContainer(node.type) && node.holds === "" ? `container ${look}` : look;
    paths.set(kind, (paths.get(kind) ?? "") + rectangle(node));
  }
  const drawn = [...paths].filter(([, path]) => path !== "");
  const under = drawn.filter(([kind]) => kind.startsWith("container"));
  return (
    <>
      {[...under, ...drawn.filter((each) => !under.includes(each))].map(([kind, path]) => (
        <path
          key={kind}
          class={kind.startsWith("container") ? "minimap-node minimap-container" : "minimap-node"}
          data-status={kind.split(" ").at(-1)}
          d={path}
        />
      ))}
    </>
  );
}

function Frame({ camera }: { readonly camera: Camera }) {
  const { x, y, width, height } = camera.shown.value;
  return <rect class="minimap-frame" x={x} y={y} width={width} height={height} data-testid="minimap-frame" />;
}

function rectangle({ x, y, width, height }: GraphNode): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/** A press in the frame holds it there; elsewhere it is held in its middle, which so comes to the press. */
function grip([x, y]: Point, shown: Box): Point {
  const inside = x >= shown.x && x <= shown.x + shown.width && y >= shown.y && y <= shown.y + shown.height;
  return inside ? [x - shown.x - shown.width / 2, y - shown.y - shown.height / 2] : [0, 0];
}

function sizeOf(graph: Graph): { width: number; height: number } {
  const k = Math.min(MOST_WIDTH_PX / graph.width, MOST_HEIGHT_PX / graph.height);
  const clamp = (length: number) => Math.round(Math.max(LEAST_PX, length * k));
  return { width: clamp(graph.width), height: clamp(graph.height) };
}

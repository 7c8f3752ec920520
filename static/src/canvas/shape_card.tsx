/** What flows on the transition under the pointer, as a card beside it. */

import { useEffect, useState } from "preact/hooks";
import { edgeId } from "../model/document";
import { stateName } from "../model/paths";
import { originWords, shapeAt, shapeRows } from "../model/shape_words";
import { shapesOf } from "../model/shapes";
import type { Graph } from "../protocol/messages";
import { useApp } from "../ui/context";
import type { Camera } from "./camera";
import { pointAlong } from "./route";

const SHOW_AFTER_MS = 350;
const MOST_ROWS = 12;
/** As the stylesheet has it. */
const MOST_WIDTH_PX = 420;

export function ShapeCard({ graph, camera }: { readonly graph: Graph; readonly camera: Camera }) {
  const app = useApp();
  const shapes = shapesOf(app);
  const hovered = app.gesture.value === null ? shapes.hovered.value : null;
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (hovered === null) {
      setShown(null);
      return;
    }
    const timer = setTimeout(() => setShown(hovered), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [hovered]);
  const edge = shown === null || shown !== hovered ? undefined : graph.edges.find((each) => edgeId(each) === shown);
  const found = edge === undefined ? undefined : shapes.of(edge);
  const table = shapes.told.value?.shapes;
  if (edge === undefined || found === undefined || table === undefined) return null;
  const rows = shapeRows(table, found.data, (_key, depth) => depth < 2);
  const [x, y] = camera.toClient(pointAlong(edge.points, 0.5));
  const left = Math.max(8, Math.min(x + 18, innerWidth - MOST_WIDTH_PX - 8));
  const below = y + 300 < innerHeight;
  const place = below ? { top: `${y + 14}px` } : { bottom: `${innerHeight - y + 14}px` };
  return (
    <div class="shape-card" role="tooltip" data-testid="shape-card" style={{ left: `${left}px`, ...place }}>
      <p class="shape-card-title">{nothing(table, found.data) ? NOTHING : `Data into ${nameOf(edge.target)}`}</p>
      {rows.slice(0, MOST_ROWS).map((row) => (
        <div key={row.key} class="shape-line" style={{ paddingLeft: `${row.depth * 14}px` }}>
          {row.name !== "" && <span class="shape-name">{`${row.name}${row.optional ? "?" : ""}`}</span>}
          <span class="shape-type">{row.type}</span>
          {row.depth === 0 && row.origins[0] !== undefined && (
            <span class="shape-origin">{originWords(row.origins[0])}</span>
          )}
        </div>
      ))}
      {rows.length > MOST_ROWS && <p class="shape-more">and {rows.length - MOST_ROWS} more: click the transition</p>}
    </div>
  );
}

const NOTHING = "No data comes this way, as far as is known";

function nothing(table: Parameters<typeof shapeAt>[0], index: number): boolean {
  const shape = shapeAt(table, index);
  return !shape.anything && shape.scalars.length === 0 && shape.fields === null && !shape.is_array;
}

function nameOf(target: string): string {
  return target === "#end" ? "the output" : stateName(target);
}

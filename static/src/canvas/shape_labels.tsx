/** The shapes of the data beside the lines, while a person wants to see them; those that fit. */

import { useMemo } from "preact/hooks";
import { edgeId } from "../model/document";
import { shortNotation } from "../model/shape_words";
import { shapesOf } from "../model/shapes";
import type { Graph } from "../protocol/messages";
import { useApp } from "../ui/context";
import { textWidth } from "./fit_text";
import { type Box, overlaps } from "./route";
import { placeLabels } from "./shape_places";

const FONT = "500 10.5px Inter";
const MOST_NAMES = [4, 2, 1];

export function ShapeLabels({ graph, region }: { readonly graph: Graph; readonly region: Box }) {
  const app = useApp();
  if (!app.view.shapes.value) return null;
  return <Labels graph={graph} region={region} />;
}

function Labels({ graph, region }: { readonly graph: Graph; readonly region: Box }) {
  const shapes = shapesOf(useApp());
  const { told, byTransition } = shapes;
  const labels = useMemo(
    () =>
      placeLabels(
        graph,
        (edge) => {
          const table = told.value?.shapes;
          const found = shapes.of(edge);
          if (table === undefined || found === undefined) return [];
          const texts = MOST_NAMES.map((most) => shortNotation(table, found.data, most));
          return edge.kind === "end" && texts[0] === "nothing" ? [] : [...new Set(texts)]; // a Fail gives none
        },
        (text) => textWidth(text, FONT),
      ),
    [graph, told.value, byTransition.value],
  );
  return (
    <g class="shape-labels">
      {labels
        .filter(({ box }) => overlaps(box, region))
        .map(({ edge, text, box }) => (
          <g
            key={edgeId(edge)}
            class={`shape-label${text === "nothing" ? " is-nothing" : ""}`}
            data-edge={edgeId(edge)}
            data-testid={`shape:${edgeId(edge)}`}
          >
            <rect class="shape-label-ground" x={box.x} y={box.y} width={box.width} height={box.height} rx="4" />
            <text class="shape-label-text" x={box.x + box.width / 2} y={box.y + box.height / 2 + 3.5}>
              {text}
            </text>
          </g>
        ))}
    </g>
  );
}

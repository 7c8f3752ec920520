/** The section of a transition's form on what flows there. */

import { useEffect } from "preact/hooks";
import { Section } from "../inspector/section";
import { shapeAt } from "../model/shape_words";
import { shapesOf } from "../model/shapes";
import type { GraphEdge } from "../protocol/messages";
import { useApp } from "../ui/context";
import { ShapeTree } from "./shape_tree";

export function EdgeShape({ edge }: { readonly edge: GraphEdge }) {
  const app = useApp();
  const shapes = shapesOf(app);
  const table = shapes.told.value?.shapes;
  const found = shapes.of(edge);
  if (table === undefined) return null;
  const variables = found === undefined ? undefined : shapeAt(table, found.variables).fields;
  return (
    <>
      <Section id="edge-data" title="Data that flows here">
        {found === undefined || isNothing(shapeAt(table, found.data)) ? (
          <p class="form-hint" data-testid="edge-shape-none">
            No data comes this way, as far as the example input, the mocks and the last run tell.
          </p>
        ) : (
          <ShapeTree table={table} index={found.data} label="Data that flows here" testId="edge-shape" />
        )}
      </Section>
      {found !== undefined && variables !== null && variables !== undefined && variables.length > 0 && (
        <Section id="edge-variables" title="Variables" open={false}>
          <ShapeTree table={table} index={found.variables} label="Variables" testId="edge-variables" />
        </Section>
      )}
    </>
  );
}

function isNothing(shape: ReturnType<typeof shapeAt>): boolean {
  return !shape.anything && shape.scalars.length === 0 && shape.fields === null && !shape.is_array;
}

/** Asks for the shapes while the page is open. */
export function ShapesFollower() {
  const app = useApp();
  useEffect(() => shapesOf(app).follow(), [app]);
  return null;
}

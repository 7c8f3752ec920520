/** What of the graph is drawn: all that lies in the region around the window, and the selection wherever it is. */

import { useMemo, useRef } from "preact/hooks";
import { FindMarks } from "../find/find_marks";
import { edgeId, isContainer, severities } from "../model/document";
import { problemsInside } from "../model/hidden";
import { mayInsertOn } from "../model/rules";
import { shapesOf } from "../model/shapes";
import type { Graph, GraphNode } from "../protocol/messages";
import { useApp } from "../ui/context";
import type { Camera } from "./camera";
import { CompareLines, CompareMarks } from "./compare_marks";
import { nextCounts } from "./describe";
import { TransitionLine, TransitionTop } from "./edge";
import { hitOf } from "./hit";
import { StateNode } from "./node";
import { PeopleMarks } from "./people_marks";
import { edgeCovered } from "./problem_mark";
import { boundsOf, overlaps } from "./route";
import { ShapeLabels } from "./shape_labels";
import { useFlight, useReveal } from "./use_flight";

interface WorldProps {
  readonly graph: Graph;
  readonly camera: Camera;
  readonly readOnly: boolean;
  /** What lies over the graph: what is shown shall not be under it. */
  readonly covering: () => readonly Element[];
}

export function World({ graph, camera, readOnly, covering }: WorldProps) {
  const app = useApp();
  const drawn = useRef<SVGGElement>(null);
  useFlight(drawn, graph, camera);
  useReveal(graph, camera, covering);
  const region = camera.region.value;
  const selected = app.selectedPath.value;
  const worst = useMemo(() => severities(app.analysed.value), [app.analysed.value]);
  const inside = useMemo(() => problemsInside(app.analysed.value), [app.analysed.value]);
  const counts = useMemo(() => nextCounts(graph), [graph]);
  const edgeBoxes = useMemo(() => graph.edges.map((edge) => boundsOf(edge.points)), [graph]);
  const { hovered } = shapesOf(app);
  const insertable = useMemo(() => new Set(graph.edges.filter((edge) => mayInsertOn(graph, edge))), [graph]);
  const edges = graph.edges.filter((_edge, index) => {
    const box = edgeBoxes[index];
    return box !== undefined && overlaps(box, region);
  });
  const nodes = graph.nodes.filter((node) => node.id === selected || overlaps(node, region));
  const severityOf = ({ id }: GraphNode) => inside.get(id)?.worst ?? worst.get(id);
  const covered = (node: GraphNode) => edgeCovered(node, severityOf(node), inside.get(node.id)?.count ?? 0);
  const draw = (container: boolean) =>
    nodes
      .filter((node) => (isContainer(node.type) && node.holds === "") === container)
      .map((node) => (
        <StateNode
          key={node.id}
          node={node}
          severity={severityOf(node)}
          problems={inside.get(node.id)?.count ?? 0}
          direction={graph.direction}
          nextStates={counts.get(node.id) ?? 0}
          readOnly={readOnly}
        />
      ));
  return (
    <g
      ref={drawn}
      onPointerOver={(event) => {
        hovered.value = hitOf(event).edge ?? null;
      }}
      onPointerLeave={() => {
        hovered.value = null;
      }}
    >
      <g class="containers">{draw(true)}</g>
      <g class="edges">
        {edges.map((edge) => (
          <TransitionLine key={edgeId(edge)} edge={edge} readOnly={readOnly} hovered={hovered} />
        ))}
        <CompareLines edges={edges} />
      </g>
      <g class="states">{draw(false)}</g>
      <g class="edge-tops">
        {edges.map((edge) => (
          <TransitionTop
            key={edgeId(edge)}
            edge={edge}
            readOnly={readOnly || !insertable.has(edge)}
            hovered={hovered}
          />
        ))}
      </g>
      <ShapeLabels graph={graph} region={region} />
      <CompareMarks nodes={nodes} edges={edges} />
      <FindMarks nodes={nodes} />
      <PeopleMarks nodes={nodes} covered={covered} />
    </g>
  );
}

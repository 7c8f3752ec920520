import { describe, expect, it } from "vitest";
import { NOTHING_ANALYSED } from "../model/document";
import { graphEdge, graphNode, graphOf, stateSummary } from "../testing/fake_backend";
import { innerPlaces } from "./inner_places";

const GRAPH = graphOf(
  [
    graphNode("M", { type: "Map", width: 200, height: 300 }),
    graphNode("M/A", { x: 20, y: 60, width: 100, height: 50 }),
    graphNode("M/B", { x: 20, y: 160, width: 100, height: 50 }),
  ],
  [graphEdge("M/A", "M/B")],
);
const DOCUMENT = {
  ...NOTHING_ANALYSED,
  graph: GRAPH,
  states: [
    stateSummary("M", { type: "Map", is_start: true }),
    stateSummary("M/A", { container: "M", is_start: true }),
    stateSummary("M/B", { container: "M" }),
  ],
};

describe("the places inside a container", () => {
  it("are before its first state and behind its last", () => {
    expect(innerPlaces(DOCUMENT, GRAPH, [])).toEqual([
      { id: "M/#start", transition: { source: "M/#start", kind: "start", index: null }, at: [70, 49] },
      { id: "M/B->#end", transition: { source: "M/B", kind: "end", index: null }, at: [70, 221] },
    ]);
  });

  it("are not those beside a state that is moved", () => {
    expect(innerPlaces(DOCUMENT, GRAPH, ["M/B"]).map(({ id }) => id)).toEqual(["M/#start"]);
    expect(innerPlaces(DOCUMENT, GRAPH, ["M"])).toEqual([]);
  });
});

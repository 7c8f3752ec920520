import { describe, expect, it } from "vitest";
import { graphEdge, graphNode, graphOf } from "../testing/fake_backend";
import { first, walk } from "./walk";

const GRAPH = graphOf(
  [
    graphNode("#start", { type: "Start" }),
    graphNode("Pick", { x: 100, y: 100, type: "Choice" }),
    graphNode("Yes", { x: 0, y: 300 }),
    graphNode("No", { x: 300, y: 300 }),
    graphNode("Each", { x: 0, y: 500, type: "Map" }),
    graphNode("Each/Work", { x: 10, y: 540, parent: "Each" }),
  ],
  [
    graphEdge("#start", "Pick", { kind: "start" }),
    graphEdge("Pick", "Yes", { kind: "choice", index: 0 }),
    graphEdge("Pick", "No", { kind: "default" }),
    graphEdge("Yes", "Each"),
    graphEdge("Each/#start", "Each/Work", { kind: "start" }),
  ],
);

describe("walking the graph", () => {
  it("begins at the start", () => {
    expect(walk(GRAPH, null, "next")).toBe("Pick");
    expect(first(GRAPH, "Each")).toBe("Each/Work");
  });

  it("goes along transitions and back", () => {
    expect(walk(GRAPH, "Pick", "next")).toBe("Yes");
    expect(walk(GRAPH, "Yes", "next")).toBe("Each");
    expect(walk(GRAPH, "No", "previous")).toBe("Pick");
  });

  it("goes to the sibling beside", () => {
    expect(walk(GRAPH, "Yes", "after")).toBe("No");
    expect(walk(GRAPH, "No", "before")).toBe("Yes");
    expect(walk(GRAPH, "Yes", "before")).toBeNull();
  });

  it("goes into containers and out", () => {
    expect(walk(GRAPH, "Each", "into")).toBe("Each/Work");
    expect(walk(GRAPH, "Each/Work", "out")).toBe("Each");
    expect(walk(GRAPH, "Yes", "into")).toBeNull();
  });

  it("never stops at the drawn entry", () => {
    expect(walk(GRAPH, "Pick", "previous")).not.toBe("#start");
  });
});

describe("walking a graph from left to right", () => {
  const turned = {
    ...GRAPH,
    direction: "right" as const,
    nodes: GRAPH.nodes.map((node) => ({ ...node, x: node.y, y: node.x, width: node.height, height: node.width })),
  };

  it("goes across it up and down", () => {
    expect(walk(turned, "Yes", "after")).toBe("No");
    expect(walk(turned, "No", "before")).toBe("Yes");
    expect(walk(turned, "Pick", "next")).toBe("Yes");
    expect(walk(turned, "Each", "into")).toBe("Each/Work");
  });
});

import { describe, expect, test } from "vitest";
import { graphEdge, graphNode, graphOf } from "../testing/fake_backend";
import { statesAhead } from "./ahead";

const graph = graphOf(
  [
    graphNode("C", { type: "Choice" }),
    graphNode("M", { type: "Map" }),
    graphNode("M/In", { parent: "M" }),
    graphNode("No"),
    graphNode("Last"),
  ],
  [graphEdge("C", "M"), graphEdge("C", "No"), graphEdge("M", "Last")],
);

describe("the states ahead", () => {
  test("are all that a state leads on to", () => {
    expect([...statesAhead(graph, ["C"])].sort()).toEqual(["C", "Last", "M", "M/In", "No"]);
  });

  test("leave out what was passed by", () => {
    expect([...statesAhead(graph, ["M"])].sort()).toEqual(["Last", "M", "M/In"]);
    expect([...statesAhead(graph, [])]).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { analysis, graphEdge, graphNode, graphOf, stateSummary } from "../testing/fake_backend";
import { emptyContainers, insertion } from "./adding";
import { NOTHING_ANALYSED, withAnalysis } from "./document";

const NODES = [
  graphNode("Pick", { type: "Choice" }),
  graphNode("Work", { type: "Task" }),
  graphNode("Done", { type: "Succeed" }),
  graphNode("Each", { type: "Map" }),
];
const DOCUMENT = withAnalysis(
  NOTHING_ANALYSED,
  "{}",
  analysis({
    states: NODES.map((node) => stateSummary(node.id, { type: node.type })),
    graph: graphOf(NODES, [
      graphEdge("Pick", "Work", { kind: "default" }),
      graphEdge("Work", "#end", { kind: "end" }),
      graphEdge("Done", "#end", { kind: "end" }),
    ]),
  }),
);

describe("adding a state", () => {
  it("begins an empty machine", () => {
    expect(insertion(NOTHING_ANALYSED, null, "Pass")).toMatchObject({ into: "" });
  });

  it("comes after the selected state", () => {
    expect(insertion(DOCUMENT, { kind: "state", path: "Work" }, "Pass")).toMatchObject({
      on: { source: "Work", kind: "end" },
    });
  });

  it("after a Choice makes a new rule lead to it", () => {
    expect(insertion(DOCUMENT, { kind: "state", path: "Pick" }, "Pass")).toMatchObject({
      on: { source: "Pick", kind: "choice", index: null },
    });
  });

  it("after a state that ends the execution stands unconnected", () => {
    const command = insertion(DOCUMENT, { kind: "state", path: "Done" }, "Pass");
    expect(command).toEqual({ kind: "insert_state", state_type: "Pass", into: "" });
  });

  it("without a selection comes at the end of the flow", () => {
    expect(insertion(DOCUMENT, null, "Pass")).toMatchObject({ on: { source: "Work", kind: "end" } });
  });

  it("on a selected transition comes between its ends", () => {
    const transition = { source: "Pick", kind: "default", index: null } as const;
    expect(insertion(DOCUMENT, { kind: "edge", transition }, "Pass")).toMatchObject({ on: transition });
  });

  it("finds the containers that have no state yet", () => {
    expect(emptyContainers(DOCUMENT)).toEqual(["Each"]);
  });
});

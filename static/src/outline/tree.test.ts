import { expect, it } from "vitest";
import { NOTHING_ANALYSED, withAnalysis } from "../model/document";
import { analysis, graphOf, stateSummary } from "../testing/fake_backend";
import { openable, outlineTree } from "./tree";

const DOCUMENT = withAnalysis(
  NOTHING_ANALYSED,
  "{}",
  analysis({
    graph: graphOf([], []),
    states: [
      stateSummary("Each", { type: "Map" }),
      stateSummary("Each/Work"),
      stateSummary("Both", { type: "Parallel", fields: { Branches: [{}, {}] } }),
      stateSummary("Both/0/Left"),
      stateSummary("Last"),
    ],
  }),
);

it("nests the states of a Map in it and those of a Parallel in its branches, in the order of the text", () => {
  const root = outlineTree(DOCUMENT);
  expect(root.children.map((node) => node.id)).toEqual(["Each", "Both", "Last"]);
  expect(root.children[0]?.children.map((node) => node.id)).toEqual(["Each/Work"]);
  expect(root.children[1]?.children.map((node) => [node.id, node.name])).toEqual([
    ["Both/0", "Branch 1"],
    ["Both/1", "Branch 2"],
  ]);
  expect(root.children[1]?.children[0]?.children[0]?.id).toBe("Both/0/Left");
});

it("can open what holds something", () => {
  expect(openable(outlineTree(DOCUMENT))).toEqual(["Each", "Both", "Both/0"]);
});

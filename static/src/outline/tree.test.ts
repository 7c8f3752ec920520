import { expect, it } from "vitest";
import { NOTHING_ANALYSED, withAnalysis } from "../model/document";
import { analysis, graphOf, stateSummary } from "../testing/fake_backend";
import { indexPaths, openable, outlineTree, rowsIn } from "./tree";

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

it("keeps what is as it was, wherever it stands in the text now", () => {
  const before = outlineTree(DOCUMENT);
  const states = DOCUMENT.states.map((state) => ({ ...state, start: state.start + 7 }));
  expect(outlineTree({ ...DOCUMENT, states }, before)).toBe(before);
  const renamed = states.map((state) => (state.path === "Each/Work" ? { ...state, is_start: true } : state));
  const after = outlineTree({ ...DOCUMENT, states: renamed }, before);
  expect(after).not.toBe(before);
  expect(after.children.map((node, index) => node === before.children[index])).toEqual([false, true, true]);
});

it("tells where each node stands", () => {
  const paths = indexPaths(outlineTree(DOCUMENT));
  expect(paths.get("Both/0/Left")).toEqual([1, 0, 0]);
  expect(paths.get("Last")).toEqual([2]);
});

it("counts the rows of nodes with all that is inside of them", () => {
  const leaf = { id: "a", name: "a", children: [] };
  expect(rowsIn([leaf, { id: "b", name: "b", children: [leaf, leaf] }])).toBe(4);
});

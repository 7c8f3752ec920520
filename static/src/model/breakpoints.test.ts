import { expect, test } from "vitest";
import { beforeState, breakpoint, breakpointOfEdge, freshId, glyphOf, markOf, onEdge } from "./breakpoints";

const EDGE = { source: "Which", target: "One", kind: "choice", index: 1, k: 0, label: "", label_box: null, points: [] };

test("of several breakpoints on a state the first that is enabled is drawn", () => {
  const off = { ...beforeState("A"), enabled: false };
  const after = breakpoint({ id: "2", kind: "after", path: "A" });
  expect(markOf([off], "A")).toEqual({ state: "disabled", glyph: "plain" });
  expect(markOf([off, after], "A")).toEqual({ state: "on", glyph: "after" });
  expect(markOf([off, after], "B").state).toBe("off");
});

test("a logpoint and a condition have glyphs of their own", () => {
  expect(glyphOf(breakpoint({ id: "1", log: "here", condition: "$.n > 3" }))).toBe("log");
  expect(glyphOf(breakpoint({ id: "1", iteration: 0 }))).toBe("conditional");
});

test("an edge is told from another between the same states", () => {
  const edge = EDGE as unknown as Parameters<typeof onEdge>[1];
  const set = breakpointOfEdge(edge);
  expect(onEdge([set], edge)).toBe(set);
  expect(onEdge([set], { ...edge, index: 0 })).toBeUndefined();
  expect(set).toMatchObject({ kind: "transition", path: "Which", edge: "choice", index: 1, target: "One" });
});

test("a new id is one that no breakpoint has", () => {
  expect(freshId([beforeState("A")], "A")).toBe("A~2");
});

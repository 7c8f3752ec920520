import { expect, test } from "vitest";
import { beforeState, breakpoint, breakpointOfEdge } from "../../model/breakpoints";
import { detailsOf, problemOf, titleOf } from "./words";

test("each kind has a title", () => {
  expect(titleOf(beforeState("MapWords/Mapper"))).toBe("Mapper");
  expect(titleOf(breakpoint({ id: "1", kind: "after", path: "Split" }))).toBe("after Split");
  const edge = { source: "#start", target: "Split", kind: "start", index: null, k: 0, label: "", label_box: null };
  expect(titleOf(breakpointOfEdge({ ...edge, kind: "start", points: [] }))).toBe("Start → Split");
  expect(titleOf(breakpoint({ id: "1", kind: "error", error: "Custom.Busy", path: "A" }))).toBe("Custom.Busy in A");
  expect(titleOf(breakpoint({ id: "1", kind: "data", data: "$.total" }))).toBe("$.total changes");
});

test("what else there is to it is told part by part", () => {
  const each = breakpoint({ id: "1", path: "A", iteration: 3, condition: "$.n > 3", hit: "%2", log: "here" });
  expect(detailsOf(each)).toEqual(["iteration 3", "$.n > 3", "hit %2", "“here”"]);
});

test("what cannot be is refused with what would be right", () => {
  expect(problemOf(breakpoint({ id: "1", path: "A", hit: ">=3" }))).toBeNull();
  expect(problemOf(breakpoint({ id: "1", path: "A", hit: "often" }))).toContain("%3 every third");
  expect(problemOf(breakpoint({ id: "1", path: "A", iteration: Number.NaN }))).toContain("counted from 0");
  expect(problemOf(breakpoint({ id: "1", kind: "data" }))).toContain("$.total");
});

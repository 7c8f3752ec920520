import { expect, it } from "vitest";
import { graphEdge, graphNode, graphOf } from "../testing/fake_backend";
import { describe, nextCounts } from "./describe";

it("says name, type, status, breakpoint and how many states follow", () => {
  const status = { status: "paused", glyph: "▶", counts: null, current: true, badge: null } as const;
  const node = graphNode("ChoiceState", { type: "Choice" });
  expect(describe(node, { status, breakpoint: true, severity: undefined, nextStates: 2 })).toBe(
    "ChoiceState, Choice, paused, breakpoint, 2 next states",
  );
});

it("counts a state once however many transitions lead there, and the exit not at all", () => {
  const counts = nextCounts(
    graphOf(
      [],
      [graphEdge("A", "B"), graphEdge("A", "B", { kind: "catch", k: 1 }), graphEdge("A", "C"), graphEdge("B", "#end")],
    ),
  );
  expect(counts.get("A")).toBe(2);
  expect(counts.get("B")).toBeUndefined();
});

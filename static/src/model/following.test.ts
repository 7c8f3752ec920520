import { describe, expect, it, test } from "vitest";
import { beforeState, breakpoint } from "./breakpoints";
import { joined, keptAfter, keptWithin, type Moves, pathAfter, reversed, transitionAfter, without } from "./following";

const paths = (...pairs: readonly (readonly [string, string | null])[]): Moves => ({
  paths: pairs.map(([before, after]) => ({ before, after })),
  transitions: [],
});
const rule = (index: number) => ({ source: "P", kind: "choice", index }) as const;
const onRule = (index: number) =>
  breakpoint({ id: `P->choice#${index}`, kind: "transition", path: "P", edge: "choice", index, target: "A" });

describe("a path", () => {
  it("goes along with the innermost that is named", () => {
    const moves = paths(["P", null], ["P/0/A", "A"], ["Q", "R"]);
    expect(["P", "P/0/A/In", "P/1/B", "Q/X", "QX"].map((path) => pathAfter(moves, path))).toEqual([
      null,
      "A/In",
      null,
      "R/X",
      "QX",
    ]);
  });

  it("goes back the way it came", () => {
    const back = reversed(paths(["P/0", null], ["P/1", "P/0"], ["A", "Map/A"]));
    expect(["P/0/B", "Map/A", "Map"].map((path) => pathAfter(back, path))).toEqual(["P/1/B", "A", "Map"]);
  });
});

test("a transition is told by its index, else it goes along with its source", () => {
  const moves: Moves = {
    paths: [{ before: "P", after: "Q" }],
    transitions: [
      { before: rule(0), after: null },
      { before: rule(1), after: { ...rule(0), source: "Q" } },
    ],
  };
  expect(transitionAfter(moves, rule(0))).toBeNull();
  expect(transitionAfter(moves, rule(1))).toEqual({ source: "Q", kind: "choice", index: 0 });
  expect(transitionAfter(moves, { source: "P", kind: "default" })).toMatchObject({ source: "Q", kind: "default" });
});

describe("what belongs to states and transitions", () => {
  it("goes where they go, and what has nowhere to go is told", () => {
    const there = {
      breakpoints: [beforeState("P/0/A"), beforeState("Q"), breakpoint({ id: "e", kind: "error" })],
      mocks: { "P/1/B": { result: "1" }, Q: { result: "2" } },
    };
    const { kept, lost } = keptAfter(there, paths(["P/0", "P/1"], ["P/1", "P/0"], ["Q", null]));
    expect(kept).toEqual({
      breakpoints: [beforeState("P/1/A"), breakpoint({ id: "e", kind: "error" })],
      mocks: { "P/0/B": { result: "1" } },
    });
    expect(lost).toEqual({ breakpoints: [beforeState("Q")], mocks: { Q: { result: "2" } } });
  });

  it("stays with its rule", () => {
    const moves: Moves = {
      paths: [],
      transitions: [
        { before: rule(2), after: rule(0) },
        { before: rule(0), after: rule(1) },
      ],
    };
    expect(keptAfter({ breakpoints: [onRule(0), onRule(2)], mocks: {} }, moves).kept.breakpoints).toEqual([
      onRule(1),
      onRule(0),
    ]);
  });

  it("is named after its new place, and the target with it", () => {
    const to = breakpoint({ id: "B->next", kind: "transition", path: "B", target: "A" });
    const end = { source: "B", kind: "end", index: null } as const;
    const moves: Moves = { ...paths(["A", "Z"]), transitions: [{ before: { ...end, kind: "next" }, after: end }] };
    expect(keptAfter({ breakpoints: [to], mocks: {} }, moves).kept.breakpoints).toEqual([
      { ...to, id: "B->end", edge: "end", target: "Z" },
    ]);
  });
});

test("what comes back joins what is there, which stays where both are for one place", () => {
  const conditional = { ...beforeState("A"), condition: "true" };
  const there = { breakpoints: [conditional], mocks: { A: { result: "1" } } };
  const brought = {
    breakpoints: [beforeState("A"), beforeState("B")],
    mocks: { A: { result: "2" }, B: { result: "3" } },
  };
  expect(joined(there, brought)).toEqual({
    breakpoints: [conditional, beforeState("B")],
    mocks: { A: { result: "1" }, B: { result: "3" } },
  });
  expect(without(joined(there, brought), brought)).toEqual({ breakpoints: [], mocks: {} });
});

test("what belongs to states of a container is told from there", () => {
  const there = {
    breakpoints: [beforeState("P/0/A"), beforeState("P/0/AB"), breakpoint({ id: "e", kind: "error" })],
    mocks: { "P/0/A/In": { result: "1" } },
  };
  expect(keptWithin(there, ["P/0/A"], "P/0")).toEqual({
    breakpoints: [beforeState("A")],
    mocks: { "A/In": { result: "1" } },
  });
});

import { describe, expect, it } from "vitest";
import { NOTHING_ANALYSED, withAnalysis } from "../model/document";
import { analysis, graphEdge, graphNode, graphOf, stateSummary } from "../testing/fake_backend";
import { commandFor, dropAt } from "./drop";

const EDGE = graphEdge("A", "B", {
  points: [
    [100, 56],
    [100, 100],
  ],
});
const DOCUMENT = withAnalysis(
  NOTHING_ANALYSED,
  "{}",
  analysis({
    states: [stateSummary("A"), stateSummary("B"), stateSummary("M", { type: "Map" })],
    graph: graphOf(
      [
        graphNode("A"),
        graphNode("B", { y: 100 }),
        graphNode("M", { y: 300, height: 200, type: "Map" }),
        graphNode("#end", { y: 600 }),
      ],
      [EDGE],
    ),
  }),
);
const ADD = { kind: "add", type: "Wait", at: { x: 0, y: 0 } } as const;
const LINE = {
  kind: "connect",
  isLine: false,
  from: "A",
  transition: { source: "A", kind: "next" },
  began: { x: 0, y: 0 },
  at: { x: 50, y: 50 },
} as const;

describe("a state from the palette", () => {
  it("drops on the transition nearby", () => {
    const drop = dropAt(DOCUMENT, ADD, [112, 80], 1);
    expect(drop).toMatchObject({ kind: "edge", id: "A->B#0" });
    expect(commandFor(ADD, drop)).toEqual({
      kind: "insert_state",
      state_type: "Wait",
      on: { source: "A", kind: "next", index: null },
    });
  });

  it("drops into an empty container", () => {
    expect(commandFor(ADD, dropAt(DOCUMENT, ADD, [100, 420], 1))).toMatchObject({ into: "M" });
  });

  it("drops on a state to come after it", () => {
    const drop = dropAt(DOCUMENT, ADD, [20, 10], 1);
    expect(drop).toMatchObject({ kind: "after", id: "A" });
    expect(commandFor(ADD, drop)).toMatchObject({ on: { source: "A", kind: "next" } });
  });

  it("drops unconnected elsewhere", () => {
    expect(commandFor(ADD, dropAt(DOCUMENT, ADD, [900, 900], 1))).toEqual({ kind: "insert_state", state_type: "Wait" });
  });

  it("starts an empty machine", () => {
    expect(commandFor(ADD, dropAt(NOTHING_ANALYSED, ADD, [5, 5], 1))).toMatchObject({ into: "" });
  });
});

describe("a line", () => {
  it("ends at a state of the same machine, or at the exit", () => {
    expect(commandFor(LINE, dropAt(DOCUMENT, LINE, [20, 120], 1))).toMatchObject({ kind: "connect", target: "B" });
    expect(commandFor(LINE, dropAt(DOCUMENT, LINE, [20, 620], 1))).toMatchObject({ target: "#end" });
  });

  it("that has hardly moved does not lead back to its own state", () => {
    expect(dropAt(DOCUMENT, { ...LINE, at: { x: 2, y: 1 } }, [20, 50], 1)).toEqual({ kind: "free" });
  });

  it("does nothing elsewhere", () => {
    expect(commandFor(LINE, dropAt(DOCUMENT, LINE, [900, 900], 1))).toBeNull();
  });
});

describe("the beginning of a transition", () => {
  const RECONNECT = {
    kind: "reconnect",
    to: "B",
    transition: { source: "A", kind: "next" },
    began: { x: 0, y: 0 },
    at: { x: 50, y: 50 },
  } as const;

  it("drops on another state that may lead on", () => {
    expect(commandFor(RECONNECT, dropAt(DOCUMENT, RECONNECT, [100, 120], 1))).toEqual({
      kind: "reconnect",
      transition: { source: "A", kind: "next" },
      source: "B",
    });
  });

  it("drops neither where it begins nor on the end", () => {
    expect(dropAt(DOCUMENT, RECONNECT, [20, 10], 1)).toEqual({ kind: "free" });
    expect(dropAt(DOCUMENT, RECONNECT, [20, 620], 1)).toEqual({ kind: "free" });
  });

  it("of a catcher drops only on what may catch", () => {
    const catcher = { ...RECONNECT, transition: { source: "A", kind: "catch", index: 0 } } as const;
    expect(dropAt(DOCUMENT, catcher, [20, 420], 1)).toEqual({ kind: "node", id: "M" });
    expect(dropAt(DOCUMENT, { ...catcher, transition: { ...catcher.transition, source: "M" } }, [20, 120], 1)).toEqual({
      kind: "free",
    });
  });
});

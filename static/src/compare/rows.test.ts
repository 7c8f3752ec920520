import { describe, expect, it } from "vitest";
import { edgeMark, marksFor } from "../model/compared";
import type { ComparedVisit, ExecutionRow, RunsCompared, VisitSide } from "../protocol/messages";
import { graphEdge } from "../testing/fake_backend";
import { usual } from "./comparing";
import { placeOf, rowsOf, spanOf, whatDiffers } from "./rows";

const side: VisitSide = {
  thread: "0",
  entered: 2,
  ended: 3,
  start_ms: 0,
  end_ms: 10,
  end: "succeeded",
  next: null,
  error: null,
  cause: null,
  attempts: 0,
  input: 2,
  arguments: null,
  result: null,
  output: 3,
};

function visit(path: string, part: Partial<ComparedVisit> = {}): ComparedVisit {
  return { path, flow: [], nth: 0, likeness: "same", differences: [], left: side, right: side, ...part };
}

function iteration(index: number, likeness: ComparedVisit["likeness"]): ComparedVisit {
  return visit("MapWords/Mapper", { flow: [{ container: "MapWords", index }], likeness });
}

function compared(visits: ComparedVisit[], part: Partial<RunsCompared> = {}): RunsCompared {
  const run = {
    id: "l",
    name: "l",
    fork_name: "main",
    status: "SUCCEEDED",
    started_ms: 0,
    duration_ms: 10,
    output: null,
    error: null,
    cause: null,
  };
  return {
    left: run,
    right: { ...run, id: "r" },
    same_input: true,
    same_definition: true,
    same_end: true,
    total: visits.length,
    differing: 0,
    first: null,
    visits,
    states: [],
    transitions: [],
    ...part,
  };
}

const DIFFERING = { differing: true, open: new Set<string>() };

describe("the rows of a comparison", () => {
  it("are the visits that differ, and the end where it does", () => {
    const visits = [visit("Split"), visit("MapWords", { likeness: "inside" }), iteration(3, "differs")];
    const rows = rowsOf(
      compared([...visits, visit("Reduce", { likeness: "differs" })], { same_end: false }),
      DIFFERING,
    );
    expect(rows.map((row) => (row.kind === "visit" ? row.visit.path : row.kind))).toEqual([
      "MapWords/Mapper",
      "Reduce",
      "end",
    ]);
  });

  it("hold several iterations of a state in a group that opens", () => {
    const all = compared([iteration(0, "differs"), iteration(1, "same"), iteration(2, "left")]);
    expect(rowsOf(all, DIFFERING)).toMatchObject([{ kind: "group", open: false }]);
    const open = rowsOf(all, { differing: true, open: new Set(["MapWords/Mapper"]) });
    expect(open.map(({ kind }) => kind)).toEqual(["group", "visit", "visit"]);
    expect(rowsOf(all, { differing: false, open: new Set(["MapWords/Mapper"]) })).toHaveLength(5);
  });

  it("say where and what", () => {
    expect(placeOf({ ...iteration(3, "same"), nth: 1 })).toEqual({ name: "Mapper", around: "MapWords[3] visit 2" });
    const differences = [
      { aspect: "input", left: 2, right: 2 },
      { aspect: "next", left: 3, right: 3 },
    ] as const;
    expect(whatDiffers(visit("A", { likeness: "differs", differences }))).toBe("input, next state");
    expect(whatDiffers(visit("A", { likeness: "right" }))).toBe("only in B");
  });

  it("last from the first beginning to the last end, or until now", () => {
    const later = { ...side, start_ms: 20, end_ms: 20, ended: null };
    expect(spanOf([side, null, later], 50)).toEqual({ start: 0, end: 50 });
    expect(spanOf([null], 50)).toBeNull();
  });
});

describe("the marks on the canvas", () => {
  const states = [
    { path: "Same", left: 1, right: 1, differing: 0 },
    { path: "Both", left: 7, right: 7, differing: 2 },
    { path: "Left", left: 1, right: 0, differing: 1 },
  ];
  const transitions = [
    { path: "Route", kind: "choice", index: 1, left: 0, right: 2 },
    { path: "Route", kind: "default", index: null, left: 1, right: 1 },
  ] as const;
  const marks = marksFor(compared([], { states, transitions }));

  it("are on states that differ or that one alone came to", () => {
    expect([...marks.states]).toEqual([
      ["Both", { likeness: "differs", count: 2 }],
      ["Left", { likeness: "a", count: 1 }],
    ]);
  });

  it("are on transitions that one alone took", () => {
    expect(edgeMark(marks, graphEdge("Route", "A", { kind: "choice", index: 1 }))).toBe("b");
    expect(edgeMark(marks, graphEdge("Route", "B", { kind: "default", index: null }))).toBeUndefined();
  });
});

describe("what is compared where nothing is chosen", () => {
  const row = (id: string, started_ms: number, forked_from: string | null = null) =>
    ({ id, started_ms, forked_from }) as ExecutionRow;

  it("is a fork and what it left", () => {
    const rows = [row("fork", 3, "main"), row("other", 2), row("main", 1)];
    expect(usual(rows, "fork")).toEqual({ left: "main", right: "fork" });
    expect(usual(rows, "main")).toEqual({ left: "main", right: "fork" });
  });

  it("is else the last two, the older one first", () => {
    const rows = [row("new", 3), row("old", 1)];
    expect(usual(rows, "old")).toEqual({ left: "old", right: "new" });
    expect(usual(rows, null)).toEqual({ left: "old", right: "new" });
    expect(usual([row("new", 3)], null)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { analysis, graphNode, graphOf, stateSummary } from "../testing/fake_backend";
import { NOTHING_ANALYSED, withAnalysis } from "./document";
import type { NodeStatus, Status } from "./execution";
import { boxesOf, countsShown, hiddenBy, pathsAround, problemsInside, statusesInside } from "./hidden";

const problem = (path: string | null, severity: "error" | "warning" | "info") => ({
  code: "X",
  message: "",
  severity,
  pointer: "",
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
  section: "",
  fix: null,
  path,
});

const DOCUMENT = withAnalysis(
  NOTHING_ANALYSED,
  "{}",
  analysis({
    graph: graphOf([graphNode("Each", { type: "Map", holds: "2 states" }), graphNode("Last")], []),
    states: [stateSummary("Each", { type: "Map" }), stateSummary("Each/Work"), stateSummary("Last")],
    problems: [
      problem("Each/Work", "warning"),
      problem("Each/Work", "error"),
      problem("Each/Work", "info"),
      problem("Last", "error"),
      problem(null, "error"),
    ],
  }),
);

const status = (of: Status): NodeStatus => ({ status: of, glyph: "", counts: null, current: false, badge: null });

describe("what is hidden", () => {
  it("is hidden by the outermost collapsed container around it, and never by itself", () => {
    expect(pathsAround("Both/0/Each/Work")).toEqual(["Both", "Both/0", "Both/0/Each"]);
    const collapsed = new Set(["Both", "Both/0/Each"]);
    expect(hiddenBy("Both/0/Each/Work", collapsed)).toBe("Both");
    expect(hiddenBy("Both", collapsed)).toBeNull();
    expect(hiddenBy("Bother/0", collapsed)).toBeNull();
  });

  it("is counted at its box", () => {
    const counts = new Map([
      ["Each/Work", 2],
      ["Each", 1],
      ["Last", 4],
    ]);
    expect(countsShown(counts, boxesOf(DOCUMENT))).toEqual(
      new Map([
        ["Each", 3],
        ["Last", 4],
      ]),
    );
  });

  it("tells its errors and warnings, the worst of them first", () => {
    expect(problemsInside(DOCUMENT)).toEqual(new Map([["Each", { worst: "error", count: 2 }]]));
  });

  it("tells how its states stand, most urgent first, containers left out", () => {
    const statuses = new Map([
      ["Each", status("running")],
      ["Each/A", status("succeeded")],
      ["Each/B", status("failed")],
      ["Each/C", status("running")],
      ["Each/D", status("running")],
      ["Each/In", status("running")],
      ["Last", status("failed")],
    ]);
    expect(statusesInside(statuses, "Each", new Set(["Each", "Each/In"]))).toEqual([
      { status: "running", count: 2 },
      { status: "failed", count: 1 },
      { status: "succeeded", count: 1 },
    ]);
  });
});

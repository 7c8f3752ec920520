import { describe, expect, it } from "vitest";
import { analysis, stateSummary } from "../testing/fake_backend";
import { isBlank, NOTHING_ANALYSED, severities, stateAt, withAnalysis } from "./document";

const UNREADABLE = analysis({ readable: false, states: null, graph: null });

describe("an analysed document", () => {
  it("is empty, not broken, while its text says nothing", () => {
    expect(isBlank("\n# a comment\n---\n")).toBe(true);
    expect(isBlank("{")).toBe(false);
    expect(withAnalysis(NOTHING_ANALYSED, "  \n", UNREADABLE)).toMatchObject({
      stale: false,
      states: [],
      problems: [],
    });
    expect(withAnalysis(NOTHING_ANALYSED, "{", UNREADABLE).stale).toBe(true);
  });

  it("keeps what the machine says while its text cannot be read", () => {
    const read = withAnalysis(NOTHING_ANALYSED, "{}", analysis({ start_at: "A", fields: { Comment: "kept" } }));
    const broken = withAnalysis(read, "{{", UNREADABLE);
    expect(broken.stale).toBe(true);
    expect(broken.analysis).toMatchObject({ readable: false, start_at: "A", fields: { Comment: "kept" } });
  });

  it("finds the innermost state at a place of the text", () => {
    const states = [stateSummary("M", { start: 10, end: 90 }), stateSummary("M/A", { start: 30, end: 50 })];
    const document = { ...NOTHING_ANALYSED, states };
    expect(stateAt(document, 40)?.path).toBe("M/A");
    expect(stateAt(document, 60)?.path).toBe("M");
    expect(stateAt(document, 5)).toBeUndefined();
  });

  it("marks a state by the worst of its problems", () => {
    const place = { line: 1, column: 1, offset: 0 };
    const problem = { code: "", message: "", pointer: "", start: place, end: place, section: "", fix: null, path: "A" };
    const problems = [
      { ...problem, severity: "warning" as const },
      { ...problem, severity: "error" as const },
      { ...problem, severity: "info" as const },
    ];
    expect(severities({ ...NOTHING_ANALYSED, problems }).get("A")).toBe("error");
  });
});

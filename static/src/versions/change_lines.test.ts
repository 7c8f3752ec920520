import { describe, expect, it } from "vitest";
import type { DifferenceView } from "../protocol/messages";
import { changeLines, timeOf } from "./change_lines";

const SAME: DifferenceView = { added: [], removed: [], changed: [], fields: [], problem: null };

describe("what has changed", () => {
  it("is said of each state, by what became of it", () => {
    const found: DifferenceView = {
      ...SAME,
      added: ["Wait"],
      removed: ["Old"],
      changed: [
        { path: "Charge", before: "Pay", renamed: true, fields: [] },
        { path: "Each", before: "Each", renamed: false, fields: ["Next"] },
        { path: "Each/Pack", before: "Pack", renamed: false, fields: [] },
      ],
      fields: ["TimeoutSeconds"],
    };
    expect(changeLines(found).map(({ sign, text }) => `${sign} ${text}`)).toEqual([
      "+ Wait added",
      "− Old removed",
      "≈ Pay is now Charge",
      "~ Each: Next",
      "~ Each/Pack (moved from Pack)",
      "~ The state machine: TimeoutSeconds",
    ]);
  });

  it("is said to be nothing where it is nothing, and why it cannot be told", () => {
    expect(changeLines(SAME)[0]?.text).toBe("No state has changed.");
    expect(changeLines({ ...SAME, problem: "no JSON" })[0]?.text).toContain("no JSON");
  });

  it("has a time of day today and a date before", () => {
    const now = new Date(2026, 4, 2, 12).getTime();
    expect(timeOf(now - 60_000, now)).not.toContain("2026");
    expect(timeOf(now - 86_400_000 * 2, now)).toContain("2026");
  });
});

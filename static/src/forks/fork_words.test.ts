import { describe, expect, it } from "vitest";
import type { ForkRow } from "../protocol/messages";
import { branches, countForks, definitionWords, deletionWords, leavings, madeWords } from "./fork_words";

function row(id: string, parent: string | null, part: Partial<ForkRow> = {}): ForkRow {
  return {
    id,
    name: id,
    parent,
    at: 4,
    kind: parent === null ? "main" : "fork",
    state: null,
    difference: null,
    remark: null,
    status: "RUNNING",
    head: 9,
    started_ms: 0,
    ...part,
  };
}

describe("the lines of a history", () => {
  it("are a tree, each below the one that it left", () => {
    const forks = [row("main", null), row("a", "main"), row("b", "main"), row("a1", "a"), row("a2", "a")];
    expect(branches(forks, ({ parent }) => parent).map(({ lead, row: { name } }) => lead + name)).toEqual([
      "main",
      "├─ a",
      "│  ├─ a1",
      "│  └─ a2",
      "└─ b",
    ]);
  });

  it("stand by themselves where the line that they left is gone", () => {
    expect(branches([row("a", "gone"), row("b", "a")], ({ parent }) => parent).map(({ lead }) => lead)).toEqual([
      "",
      "└─ ",
    ]);
  });

  it("say what made them", () => {
    expect(madeWords(row("a", "main", { kind: "edit", state: "Mapper", at: 41 }))).toBe("edited at Mapper, event 41");
    expect(madeWords(row("a", "main"))).toBe("forked at event 4");
  });

  it("say how far the record holds for a changed definition", () => {
    const difference = "Route: it goes to Good instead of Bad";
    expect(definitionWords(row("a", "main", { at: 12, difference }))).toBe(
      "Identical for 12 events, diverges at Route: it goes to Good instead of Bad.",
    );
    expect(definitionWords(row("a", "main", { at: 1 }))).toBe("Identical for the first event up to here.");
  });

  it("tell where others left one", () => {
    expect(leavings([row("main", null), row("a", "main", { at: 3 }), row("b", "a", { at: 5 })], "main")).toEqual([3]);
  });
});

describe("deleting a line", () => {
  const lines = [row("main", null), row("a", "main"), row("b", "a"), row("c", "b"), row("d", "main")];

  it("counts what left it, and what left that", () => {
    expect(lines.map(({ id }) => countForks(id, lines))).toEqual([4, 2, 1, 0, 0]);
  });

  it("says what goes with it", () => {
    expect(deletionWords(0)).toBe("Its record goes; nothing brings it back.");
    expect(deletionWords(1)).toContain("the fork that left it");
    expect(deletionWords(2)).toContain("the 2 forks that left it");
  });
});

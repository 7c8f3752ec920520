import { describe, expect, it } from "vitest";
import { selectedAfter } from "./selected_after";
import type { Selection } from "./selection";

const RENAME = { kind: "rename_state", path: "Map", name: "Each" } as const;
const at = (path: string): Selection => ({ kind: "state", path });
const MOVES = { paths: [{ before: "Map", after: "Each" }], transitions: [] };
const NONE = { paths: [], transitions: [] };

describe("what is selected after an edit", () => {
  it("is what it made", () => {
    expect(selectedAfter(RENAME, "Each", at("Map"), MOVES)).toBe("Each");
    expect(selectedAfter({ kind: "insert_state", state_type: "Pass" }, "Pass", at("A"), NONE)).toBe("Pass");
  });

  it("is what a person has gone on to meanwhile, wherever that is now", () => {
    expect(selectedAfter(RENAME, "Each", at("Other"), MOVES)).toBe("Other");
    expect(selectedAfter(RENAME, "Each", at("Map/Inner"), MOVES)).toBe("Each/Inner");
    expect(selectedAfter(RENAME, "Each", null, MOVES)).toBeNull();
  });

  it("stays the transition whose form is filled in", () => {
    const line = { kind: "edge", transition: { source: "A", kind: "choice", index: 0 } } as const;
    const field = { kind: "set_field", path: "A", pointer: "/Choices/0/StringEquals", value: "e" } as const;
    expect(selectedAfter(field, "A", line, NONE)).toBeNull();
    expect(selectedAfter({ kind: "insert_state", state_type: "Pass" }, "Pass", line, NONE)).toBe("Pass");
  });
});

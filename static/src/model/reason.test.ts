import { describe, expect, it } from "vitest";
import type { EditCommand } from "../protocol/messages";
import { edited } from "../testing/fake_backend";
import { gestureWords } from "./gesture_words";
import { Reason } from "./reason";

describe("the reason of a save", () => {
  it("is nothing to tell where all was typed, and what was done else", () => {
    const reason = new Reason();
    expect(reason.take()).toBeNull();
    for (const note of ["added A", "added A", "renamed A to B"]) reason.add("gesture", note);
    expect(reason.take()).toEqual({ kind: "gesture", note: "added A, renamed A to B" });
    expect(reason.take()).toBeNull();
  });

  it("tells of many gestures by their number, and of a version that was restored before all", () => {
    const reason = new Reason();
    reason.add("restored", "version 3");
    for (const name of ["A", "B", "C", "D"]) reason.add("gesture", `deleted ${name}`);
    expect(reason.take()).toEqual({ kind: "restored", note: "version 3, deleted A, deleted B and 2 more" });
  });

  it("is kept for the next save where one fails", () => {
    const reason = new Reason();
    reason.putBack({ kind: "gesture", note: "added A" });
    reason.add("gesture", "added B");
    expect(reason.take()?.note).toBe("added A, added B");
  });
});

describe("a gesture in words", () => {
  const words: readonly [EditCommand, string][] = [
    [{ kind: "insert_state", state_type: "Pass" }, "added Pass2"],
    [{ kind: "rename_state", path: "P/0/A", name: "B" }, "renamed A to B"],
    [{ kind: "delete_states", paths: ["A", "B", "C"] }, "deleted 3 states"],
    [{ kind: "connect", transition: { source: "#start", kind: "start" }, target: "B" }, "connected the start to B"],
    [{ kind: "connect", transition: { source: "A", kind: "next" }, target: "#end" }, "connected A to the end"],
    [{ kind: "set_field", path: "A", pointer: "/Parameters/x", value: 1 }, "A: Parameters"],
    [{ kind: "wrap_states", paths: ["A", "B"], container: "Map" }, "wrapped A, B"],
  ];

  it.each(words)("%o", (command, expected) => {
    expect(gestureWords(command, edited({ select: "Pass2" }))).toBe(expected);
  });
});

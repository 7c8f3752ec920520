import { describe, expect, it } from "vitest";
import type { TextEdit } from "../protocol/messages";
import { smallestEdit } from "./smallest_edit";
import { applyEdits } from "./text_port";

describe("the smallest edit", () => {
  it("leaves what both begin and end with", () => {
    expect(smallestEdit("abcd", "abXd")).toEqual([put(2, "X", 3)]);
    expect(smallestEdit("same", "same")).toEqual([]);
    expect(smallestEdit("aa", "aaa")).toEqual([put(2, "a")]);
  });

  it("never parts a character of two units, nor a line end", () => {
    expect(smallestEdit("😀", "😁")).toEqual([put(0, "😁", 2)]);
    expect(smallestEdit("a\r\nb", "a\r\r\nb")).toEqual([put(1, "\r\r\n", 3)]);
    for (const [before, after] of [
      ["\n", "\r\n"],
      ["a\r\n", "a\n"],
      ["x😀", "x"],
    ] as const) {
      expect(applyEdits(before, smallestEdit(before, after))).toBe(after);
    }
  });
});

function put(start: number, insert: string, end = start): TextEdit {
  return { start, end, insert };
}

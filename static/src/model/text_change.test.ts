import { describe, expect, it } from "vitest";
import { changeWords, textChange } from "./text_change";

describe("what a gesture has written", () => {
  it.each([
    ["a\nb\nc", "a\nB\nc", "1 line changed"],
    ["a\nb\nc", "a\nb\nx\ny\nc", "2 lines added"],
    ["a\nb\nc", "a\nc", "1 line removed"],
    ["a\nb\nc", "a\nB\nx\nc", "2 lines changed"],
    ["a\nb\nc", "c\na\nb", "Lines moved"],
    ["\na", "x\n\na", "1 line added"],
    ["a\nb\n", "a\nb\nb\n", "1 line added"],
    ["a\nb", "a\nb1", "1 line changed"],
    ["a", "a", "Lines moved"],
  ])("from %j to %j is said to be: %s", (before, after, words) => {
    expect(changeWords(textChange(before, after))).toBe(words);
  });
});

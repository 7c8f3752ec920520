import { describe, expect, it } from "vitest";
import type { Problem } from "../protocol/messages";
import { carried, inOrder } from "./carried";

function problem(text: string, word: string): Problem {
  const start = text.indexOf(word);
  const place = (offset: number) => ({ offset, line: text.slice(0, offset).split("\n").length, column: 1 });
  return {
    code: "PATH_CANNOT_EXIST",
    message: word,
    severity: "warning",
    pointer: "",
    start: place(start),
    end: place(start + word.length),
    section: "",
    fix: null,
    path: null,
  };
}

describe("problems of an earlier text", () => {
  const before = "one\ntwo\nthree\n";

  it("stay where they are before a change, and move behind it", () => {
    const after = "one\ntwo and\nmore\nthree\n";
    const found = carried([problem(before, "one"), problem(before, "three")], before, after);
    expect(found.map(({ start }) => start)).toEqual([
      { offset: 0, line: 1, column: 1 },
      { offset: after.indexOf("three"), line: 4, column: 1 },
    ]);
  });

  it("go where their own text changes", () => {
    expect(carried([problem(before, "two")], before, "one\ntwoo\nthree\n")).toEqual([]);
    expect(carried([problem(before, "two")], before, "one\nthree\n")).toEqual([]);
  });

  it("are the same for the same text", () => {
    const problems = [problem(before, "two")];
    expect(carried(problems, before, before)).toBe(problems);
  });

  it("stand in the order of the text beside others", () => {
    const [first, second] = [problem(before, "one"), problem(before, "three")];
    expect(inOrder([second], [first])).toEqual([first, second]);
  });
});

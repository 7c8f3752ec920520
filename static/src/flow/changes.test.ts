import { describe, expect, test } from "vitest";
import { changesBetween, changesInWords } from "./changes";

function shown(before: unknown, after: unknown): readonly string[] {
  return changesBetween(JSON.stringify(before), JSON.stringify(after)).map(
    ({ kind, path, from, before: old, after: now }) =>
      [kind, path, from === null ? `${old} ${now}` : `from ${from}`].join(" "),
  );
}

describe("what a stage changes", () => {
  test("is told part by part", () => {
    expect(shown({ a: 1, b: { c: 2 }, d: [1, 2] }, { a: 1, b: { c: 3 }, d: [1], e: true })).toEqual([
      "changed $.b.c 2 3",
      "removed $.d[1] 2 null",
      "added $.e null true",
    ]);
    expect(shown({ a: 1 }, { a: 1 })).toEqual([]);
    expect(shown(1, { a: 1 })).toEqual(['changed $ 1 {"a":1}']);
  });

  test("a value that stands elsewhere has moved, and is not told twice", () => {
    expect(shown({ word: "fox", n: 1 }, { text: "fox", n: 1 })).toEqual(["moved $.text from $.word"]);
    expect(shown({ a: { word: "fox" } }, { a: { word: "fox" }, b: "fox" })).toEqual(["moved $.b from $.a.word"]);
    expect(shown({ a: { b: [1, 2] } }, [1, 2])).toEqual(["moved $ from $.a.b"]);
  });

  test("names that every object has are names like others, and large numbers keep their digits", () => {
    expect(shown({ constructor: "x1" }, {})).toEqual(['removed $.constructor "x1" null']);
    const big = changesBetween('{"n":12345678901234567890}', '{"n":12345678901234567891}');
    expect(big.map(({ before, after }) => [before, after])).toEqual([["12345678901234567890", "12345678901234567891"]]);
  });

  test("comes in a few words", () => {
    expect(changesInWords(changesBetween('{"a":1}', '{"b":true,"c":null}'))).toBe("2 added, 1 removed");
    expect(changesInWords([])).toBe("changes nothing");
  });
});

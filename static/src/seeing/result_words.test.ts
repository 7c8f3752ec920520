import { describe, expect, test } from "vitest";
import type { Evaluated } from "../protocol/messages";
import { differ, resultWords } from "./result_words";

function result(part: Partial<Evaluated>): Evaluated {
  return { value: null, error: null, column: null, missing: false, ...part };
}

const valued = (text: string) => result({ value: { size: text.length, text, hash: null } });

describe("what an expression gave", () => {
  test("is its value, or why there is none", () => {
    expect(resultWords(null)).toBe("–");
    expect(resultWords(valued('"fox"'))).toBe('"fox"');
    expect(resultWords(result({ missing: true, error: "$.x finds nothing" }))).toBe("nothing there");
    expect(resultWords(result({ error: "S0207" }))).toBe("S0207");
  });

  test("has changed with its value, and not where nothing is there in the words of another language", () => {
    expect(differ(valued("1"), valued("2"))).toBe(true);
    expect(differ(valued("1"), result({ missing: true }))).toBe(true);
    expect(differ(result({ missing: true, error: "a" }), result({ missing: true, error: "b" }))).toBe(false);
    expect(differ(result({ error: "a" }), result({ error: "b" }))).toBe(true);
  });
});

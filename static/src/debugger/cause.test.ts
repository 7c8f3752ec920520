import { describe, expect, test } from "vitest";
import { readCause } from "./cause";

describe("a cause", () => {
  test("of Lambda is its message and its trace", () => {
    const cause = JSON.stringify({
      errorType: "TypeError",
      errorMessage: "no map",
      trace: ["TypeError: no map", "  at f"],
    });
    expect(readCause(cause)).toEqual({ message: "no map", trace: "TypeError: no map\n  at f", rest: null });
  });

  test("that is a text is that text", () => {
    expect(readCause("the branch failed")).toEqual({ message: "the branch failed", trace: "", rest: null });
    expect(readCause("[1]").message).toBe("[1]");
  });

  test("that says more is there as a whole", () => {
    expect(readCause(JSON.stringify({ errorMessage: "m", code: 7 })).rest).toContain('"code": 7');
    expect(readCause(JSON.stringify({ Status: "FAILED" })).trace).toContain("FAILED");
  });
});

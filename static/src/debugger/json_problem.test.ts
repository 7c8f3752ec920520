import { describe, expect, test } from "vitest";
import { formatted, jsonProblem } from "./json_problem";

describe("JSON typed by hand", () => {
  test("says line and column of what is wrong", () => {
    expect(jsonProblem('{"a": 1}')).toBeNull();
    expect(jsonProblem('{\n  "a": 1,\n  "b" 2\n}')).toMatchObject({ line: 3, column: 7 });
    expect(jsonProblem('{"a": [1, 2')).toMatchObject({ line: 1, column: 12 });
    expect(jsonProblem("")).toEqual({ message: "JSON is missing", line: 1, column: 1 });
  });

  test("is laid out anew only where that changes nothing else", () => {
    expect(formatted('{"a":[1,2]}')).toBe('{\n  "a": [\n    1,\n    2\n  ]\n}');
    expect(formatted('{"n": 12345678901234567890}')).toBe('{"n": 12345678901234567890}');
    expect(formatted('{"a": 1, "a": 2}')).toBe('{"a": 1, "a": 2}');
    expect(formatted('{"a": ')).toBe('{"a": ');
  });
});

describe("where the browser does not say it", () => {
  test.each([
    ['{"sum": }', 1, 9],
    ['{"a": 1,\n "b": tru, "c": 2}', 2, 10],
    ["[1, 2 3]", 1, 7],
    ['{"a": 1', 1, 8],
    ['{"a": "b', 1, 9],
    ["{a: 1}", 1, 2],
    ["[1,]", 1, 4],
  ])("%j is wrong at %i:%i", (text, line, column) => {
    expect(jsonProblem(text)).toMatchObject({ line, column });
  });
});

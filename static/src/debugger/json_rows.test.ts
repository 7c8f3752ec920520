import { describe, expect, test } from "vitest";
import { parseValue, preview, rowsOf, toText, type Value } from "./json_rows";

function value(text: string): Value {
  const parsed = parseValue(text);
  if (parsed === undefined) throw new Error(`no JSON: ${text}`);
  return parsed;
}

describe("the rows of a JSON value", () => {
  test("have the paths that the language uses", () => {
    const rows = rowsOf(value('{"a": [1, {"b c": true}], "d\'e": null}'), "$", new Map());
    expect(rows.map((row) => row.path)).toEqual(["$", "$.a", "$.a[0]", "$.a[1]", "$.a[1]['b c']", "$['d\\'e']"]);
  });

  test("open and close by hand", () => {
    const all = value('{"a": {"b": 1}, "c": 2}');
    expect(rowsOf(all, "$", new Map([["$.a", false]])).map((row) => row.path)).toEqual(["$", "$.a", "$.c"]);
    expect(rowsOf(all, "$", new Map([["$", false]])).map((row) => row.path)).toEqual(["$"]);
  });

  test("large values begin with their first level only", () => {
    const large = value(JSON.stringify({ items: Array.from({ length: 5000 }, (_, index) => ({ index })) }));
    expect(rowsOf(large, "$", new Map()).length).toBe(2);
    expect(rowsOf(large, "$", new Map([["$.items", true]])).length).toBe(5002);
  });

  test("numbers keep their digits", () => {
    const text = '{\n  "big": 12345678901234567890,\n  "one": 1.0\n}';
    expect(toText(value(text))).toBe(text);
  });

  test("a hostile name is a name like others", () => {
    const rows = rowsOf(value('{"__proto__": {"x": 1}, "<img src=x>": 1}'), "$", new Map());
    expect(rows.map((row) => row.path)).toEqual(["$", "$.__proto__", "$.__proto__.x", "$['<img src=x>']"]);
  });

  test("a preview fits on a line", () => {
    expect(preview(value('{"a": [1], "b": {"c": 1}, "d": "x"}'))).toBe('{a: […], b: {…}, d: "x"}');
    expect(preview(value(JSON.stringify(Array(500).fill(7)))).length).toBeLessThan(100);
  });
});

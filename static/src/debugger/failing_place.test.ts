import { describe, expect, test } from "vitest";
import { failingPlace, lineAt } from "./failing_place";

function cause(expression: string, field: string, kind = "JSONata expression"): string {
  return `An error occurred while executing the state 'S' (entered at the event id #2). The ${kind} '${expression}' specified for the field '${field}' threw an error during evaluation. T2001: The left side of the "+" operator`;
}

function placeIn(text: string, message: string): string | null {
  const place = failingPlace(text, { start: text.indexOf("S"), end: text.length }, message);
  return place === null ? null : `${lineAt(text, place.start)}: ${text.slice(place.start, place.end)}`;
}

describe("the place of a failing expression", () => {
  test("is where it stands in the state, not in one before", () => {
    const text = '{"A": "{% $x + 1 %}",\n "S": {"Output":\n {"a": "{% $x + 1 %}"}}}';
    expect(placeIn(text, cause("$x + 1", "Output/a"))).toBe("3: $x + 1");
  });

  test("is that of the field which is named, where several say the same", () => {
    const text = 'S:\n  Output:\n    a: "{% $x %}"\n    list:\n      - "{% $x %}"';
    expect(placeIn(text, cause("$x", "Output/list[0]"))).toBe("5: $x");
  });

  test("is found in every kind of quotes", () => {
    expect(placeIn(String.raw`S: {"Output": "{% $a & \"b\" %}"}`, cause('$a & "b"', "Output"))).toBe(
      String.raw`1: $a & \"b\"`,
    );
    expect(placeIn("S:\n  Output: '{% $a & ''b'' %}'", cause("$a & 'b'", "Output"))).toBe("2: $a & ''b''");
  });

  test("is that of a path, too", () => {
    const text = '"S": {\n"Parameters": {"run.$": "$.run"}}';
    expect(placeIn(text, cause("$.run", "run.$", "JSONPath"))).toBe("2: $.run");
  });

  test("is not guessed", () => {
    expect(placeIn("S: {}", cause("$x", "Output"))).toBeNull();
    expect(placeIn("S: {}", "Card declined")).toBeNull();
  });
});

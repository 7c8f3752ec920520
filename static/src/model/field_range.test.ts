import { expect, test } from "vitest";
import { fieldRange } from "./field_range";

const JSON_TEXT = `{
  "M": {
    "Type": "Map",
    "ItemProcessor": { "S": { "ResultPath": "$.inner" } },
    "ItemSelector": { "word.$": "$$.Map.Item.Value", "word": 1 },
    "ResultPath": "$.outer"
  }
}`;

const at = (part: string) => ({ start: JSON_TEXT.indexOf(part), end: JSON_TEXT.indexOf(part) + part.length });
const shown = (text: string, range: { start: number; end: number } | null) =>
  range === null ? null : text.slice(range.start, range.end);

test("a field is found in JSON, past the states inside", () => {
  const state = { start: 4, end: JSON_TEXT.length };
  const inner = [at('{ "ResultPath": "$.inner" }')];
  expect(shown(JSON_TEXT, fieldRange(JSON_TEXT, state, inner, ["ResultPath"]))).toBe('"ResultPath": "$.outer"');
  expect(shown(JSON_TEXT, fieldRange(JSON_TEXT, state, inner, ["ItemSelector", "word.$"]))).toContain(
    '"word.$": "$$.Map.Item.Value"',
  );
});

test("a field is found in YAML", () => {
  const yaml = "A:\n  Type: Pass\n  Parameters:\n    total.$: $.n\n  Next: B\n";
  const range = fieldRange(yaml, { start: 0, end: yaml.length }, [], ["Parameters", "total.$"]);
  expect(shown(yaml, range)).toBe("total.$: $.n");
});

test("where the last name is not there the one before is shown, and nothing without any", () => {
  const state = { start: 4, end: JSON_TEXT.length };
  expect(shown(JSON_TEXT, fieldRange(JSON_TEXT, state, [], ["ItemSelector", "nope"]))).toBe('"ItemSelector"');
  expect(fieldRange(JSON_TEXT, state, [], ["Nope"])).toBeNull();
});

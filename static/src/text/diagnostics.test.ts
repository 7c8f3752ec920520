import { Text } from "@codemirror/state";
import { expect, test } from "vitest";
import type { Problem } from "../protocol/messages";
import { diagnosticsOf } from "./diagnostics";

const LINES = ['{ "A": {', '    "B": {', '      "Type": "Map"', "    }", "  } }"];
const DOC = Text.of(LINES);
const TEXT = LINES.join("\n");

function marked(wrong: string): string {
  const start = TEXT.indexOf(wrong);
  const at = (offset: number) => ({ offset, line: 1, column: 1 });
  const problem = { severity: "warning", code: "X", message: "wrong", fix: null } as Partial<Problem>;
  const place = { start: at(start), end: at(start + wrong.length) };
  const [found] = diagnosticsOf([{ ...problem, ...place } as Problem], (offset) => offset, false, DOC);
  return TEXT.slice(found?.from, found?.to);
}

test("what is wrong within a line is marked as it is", () => {
  expect(marked('"Map"')).toBe('"Map"');
});

test("what is wrong with several lines is marked on the first, with its name", () => {
  expect(marked('{\n      "Type": "Map"\n    }')).toBe('"B": {');
});

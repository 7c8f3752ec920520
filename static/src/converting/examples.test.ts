import { expect, test } from "vitest";
import type { EventView } from "../protocol/messages";
import { examplesOf, examplesRead } from "./examples";

function event(type: string, path: string, values: Readonly<Record<string, string | null>>, thread = "0"): EventView {
  const texts = Object.entries(values).map(([name, text]) => [name, { size: 1, text, hash: null }]);
  const rest = { sequence: 1, id: 1, previous_id: 0, time_ms: 0, details: {} };
  return { ...rest, type, path, thread, values: Object.fromEntries(texts) } as EventView;
}

test("a state is tried on what it got in the execution, each input once", () => {
  const events = [
    event("StateEntered", "A", { input: "1" }),
    event("StateEntered", "B", { input: "9" }),
    event("StateEntered", "A", { input: "2" }),
    event("StateEntered", "A", { input: "1" }),
    event("StateEntered", "A", { input: null }),
  ];
  expect(examplesOf(events, "A", "{}", undefined).map(({ input }) => input)).toEqual(["1", "2"]);
});

test("a Task is answered as in that iteration of the execution", () => {
  const events = [
    event("StateEntered", "M/T", { input: "1" }, "0.1"),
    event("StateEntered", "M/T", { input: "2" }, "0.2"),
    event("TaskSucceeded", "M/T", { output: '"two"' }, "0.2"),
    event("TaskSucceeded", "M/T", { output: '"one"' }, "0.1"),
  ];
  expect(examplesOf(events, "M/T", "{}", undefined)).toEqual([
    { input: "1", result: '"one"' },
    { input: "2", result: '"two"' },
  ]);
});

test("without an execution there are the document's input and the mock", () => {
  expect(examplesOf([], "T", '{"n": 1}', { result: "7" })).toEqual([{ input: '{"n": 1}', result: "7" }]);
});

test("what is no JSON is not sent", () => {
  expect(examplesRead([{ input: "1", result: "{}" }], false)).toEqual([{ input: 1 }]);
  expect(examplesRead([{ input: "1", result: "2" }], true)).toEqual([{ input: 1, result: 2 }]);
  expect(examplesRead([{ input: "{", result: "2" }], true)).toBeNull();
});

import { expect, test } from "vitest";
import type { FlowStage, StateTried } from "../protocol/messages";
import { noteOf } from "./note_words";

const text = (json: string) => ({ size: json.length, text: json, hash: null });

function tried(part: Partial<StateTried>, stages: readonly Partial<FlowStage>[] = []): StateTried {
  const whole = stages.map((stage) => ({
    name: "",
    expression: null,
    base: null,
    value: null,
    error: null,
    ...stage,
  }));
  return {
    status: "SUCCEEDED",
    output: null,
    error: null,
    cause: null,
    next: null,
    catcher: null,
    retrier: null,
    delay_ms: null,
    variables: text("{}"),
    flow: { thread: "0", path: "A", entered: 0, variables: text("{}"), stages: whole },
    rules: [],
    ...part,
  };
}

test("a field comes to the value of its stage, or to its error", () => {
  const came = tried({}, [
    { name: "Parameters", value: text("1") },
    { name: "ResultPath", error: "no" },
  ]);
  expect(noteOf(came, "/Parameters")).toEqual({ look: "value", text: "1" });
  expect(noteOf(came, "/ResultPath")).toEqual({ look: "error", text: "no" });
  expect(noteOf(came, "/Output")).toBeNull();
});

test("a field that was not reached says what is in its way", () => {
  expect(noteOf(tried({ status: "NEEDS_MOCK" }), "/ResultSelector")?.text).toBe("Known once its work has a mock");
  expect(noteOf(tried({ status: "FAILED", error: "E" }), "/Output")?.text).toBe("Not reached: E");
});

test("a rule is true or false for what it looked at", () => {
  const rules = [
    { outcome: "false", value: text("7"), error: null },
    { outcome: "true", value: null, error: null },
    { outcome: "unreached", value: null, error: null },
  ] as const;
  const notes = [0, 1, 2, 3].map((index) => noteOf(tried({ rules: [...rules] }), `/Choices/${index}/Variable`)?.text);
  expect(notes).toEqual(["false for 7", "true", "Not asked: a rule before it decides", undefined]);
});

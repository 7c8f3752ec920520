import { describe, expect, it } from "vitest";
import { FIELDS, type Field } from "../protocol/fields";
import { readField, showField } from "./field_values";

function field(name: string, owner: string): Field {
  const found = FIELDS.find((each) => each.name === name && each.owners.includes(owner));
  if (found === undefined) throw new Error(`no field ${owner}.${name}`);
  return found;
}

describe("what is typed into a field", () => {
  it("takes the field out where nothing is left", () => {
    expect(readField(field("ResultPath", "Task"), "  ")).toEqual({ kind: "remove" });
  });

  it("is a path only if it begins with $; null is a path too", () => {
    expect(readField(field("InputPath", "Task"), "$.order")).toEqual({ kind: "value", value: "$.order" });
    expect(readField(field("InputPath", "Task"), "null")).toEqual({ kind: "value", value: null });
    expect(readField(field("InputPath", "Task"), "order")).toEqual({
      kind: "invalid",
      message: "A path begins with $, as in $.order",
    });
  });

  it("is a number within its bounds", () => {
    expect(readField(field("Seconds", "Wait"), "5")).toEqual({ kind: "value", value: 5 });
    expect(readField(field("Seconds", "Wait"), "-1")).toMatchObject({ kind: "invalid" });
    expect(readField(field("Seconds", "Wait"), "1.5")).toMatchObject({ kind: "invalid" });
    expect(readField(field("TimeoutSeconds", "Task"), "0")).toMatchObject({ kind: "invalid" });
  });

  it("is JSON, or a JSONata expression where one may stand", () => {
    expect(readField(field("Parameters", "Task"), '{"a.$": "$.b"}')).toEqual({
      kind: "value",
      value: { "a.$": "$.b" },
    });
    expect(readField(field("Parameters", "Task"), "{")).toMatchObject({ kind: "invalid" });
    expect(readField(field("Arguments", "Task"), "{% $states.input %}")).toEqual({
      kind: "value",
      value: "{% $states.input %}",
    });
  });

  it("is a list of names", () => {
    expect(readField(field("ErrorEquals", "Catcher"), "States.Timeout, Custom\n")).toEqual({
      kind: "value",
      value: ["States.Timeout", "Custom"],
    });
  });

  it("keeps placeholders", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a placeholder looks like
    const placeholder = "${delay}";
    expect(readField(field("Seconds", "Wait"), placeholder)).toEqual({ kind: "value", value: placeholder });
  });
});

describe("what a field shows", () => {
  it("is what was typed", () => {
    expect(showField(field("Result", "Pass"), { a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(showField(field("Seconds", "Wait"), 0)).toBe("0");
    expect(showField(field("InputPath", "Task"), null)).toBe("null");
    expect(showField(field("Result", "Pass"), "text")).toBe('"text"');
    expect(showField(field("Comment", "Pass"), undefined)).toBe("");
    expect(showField(field("ErrorEquals", "Catcher"), ["A", "B"])).toBe("A, B");
  });
});

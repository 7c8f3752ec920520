import { describe, expect, it } from "vitest";
import { planForm } from "./form_plan";

function names(type: string, fields: Record<string, unknown> = {}, language = "JSONPath") {
  const plan = planForm(type, fields, language);
  return Object.fromEntries(plan.sections.map((section) => [section.id, section.fields.map((field) => field.name)]));
}

describe("a state's form", () => {
  it("shows the usual fields of a Task", () => {
    const plan = names("Task");
    expect(plan.settings).toEqual(["Resource"]);
    expect(plan.input).toEqual(["InputPath", "Parameters"]);
    expect(plan.output).toEqual(["Assign", "OutputPath", "ResultSelector", "ResultPath"]);
    expect(plan.errors).toEqual(["TimeoutSeconds"]);
  });

  it("speaks the state's query language", () => {
    const plan = names("Task", {}, "JSONata");
    expect(plan.input).toEqual(["Arguments"]);
    expect(plan.output).toEqual(["Assign", "Output"]);
  });

  it("shows a rare field once it is set, whatever the language", () => {
    expect(names("Wait").input).toEqual([]);
    expect(names("Wait", { InputPath: "$.a" }).input).toEqual(["InputPath"]);
    expect(names("Task", { InputPath: "$" }, "JSONata").input).toContain("InputPath");
  });

  it("asks a Map that reads its items for no path to them", () => {
    expect(names("Map", { ItemReader: {} }).settings).toEqual(["MaxConcurrency", "ItemReader"]);
    expect(names("Map").settings).toContain("ItemsPath");
  });

  it("offers the rest, and keeps what it does not know", () => {
    const plan = planForm("Task", { Colour: "red" }, "JSONPath");
    expect(plan.more.map((field) => field.name)).toContain("HeartbeatSeconds");
    expect(plan.unknown).toEqual(["Colour"]);
  });
});

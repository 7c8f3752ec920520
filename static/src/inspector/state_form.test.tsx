// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { STATE_TYPES } from "../model/rules";
import { App } from "../model/store";
import type { Field } from "../protocol/fields";
import type { Slots } from "../shell/slots";
import { analysis, fakeBackend, stateSummary } from "../testing/fake_backend";
import { AppContext } from "../ui/context";
import { controlOf, showField } from "./field_values";
import { firstValue } from "./first_values";
import { fieldsOf, planForm } from "./form_plan";
import { StateForm } from "./state_form";

const SLOTS = { textPane: () => null } as Slots;
const MACHINE = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
/** Fields with controls of their own: what such a field holds, and the test id of its control. */
const OWN: Readonly<Record<string, { readonly value: unknown; readonly testId: string }>> = {
  Next: { value: "Other", testId: "field:Next" },
  End: { value: true, testId: "field:Next" },
  Default: { value: "Other", testId: "field:Default" },
  Choices: { value: [{ Variable: "$.a", IsNull: true, Next: "Other" }], testId: "rule:0" },
  Branches: { value: [MACHINE], testId: "branch:0" },
  Retry: { value: [{ ErrorEquals: ["A"] }], testId: "retry:0" },
  Catch: { value: [{ ErrorEquals: ["A"], Next: "Other" }], testId: "catch:0" },
  ItemProcessor: { value: MACHINE, testId: "processor-name" },
  Iterator: { value: MACHINE, testId: "processor-name" },
};
/** In the head of the inspector. */
const IN_THE_HEAD: ReadonlySet<string> = new Set(["Type"]);
const OPERATOR = /^(String|Numeric|Boolean|Timestamp|Is)[A-Z]/;

afterEach(cleanup);

function draw(type: string, fields: Record<string, unknown>, language = "JSONPath") {
  const drawn = stateSummary("S", { type, fields: { Type: type, ...fields } });
  const app = new App({
    backend: fakeBackend({
      analyse: async () => analysis({ query_language: language, states: [drawn, stateSummary("Other")] }),
    }),
  });
  app.edit = vi.fn(async () => true);
  const { analysed } = app;
  analysed.value = { ...analysed.value, analysis: analysis({ query_language: language }) };
  render(
    <AppContext.Provider value={app}>
      <StateForm state={drawn} slots={SLOTS} />
    </AppContext.Provider>,
  );
  return app;
}

/** Type another value of the field, then none; return the edits that were asked for. */
function change(app: App, field: Field, testId: string) {
  const control = screen.getByTestId<HTMLInputElement>(testId);
  const other = otherText(field, control.value);
  for (const text of [other, ""]) {
    if (control.tagName === "SELECT") {
      control.value = text;
      fireEvent(control, new Event("change", { bubbles: true }));
    } else {
      fireEvent.input(control, { target: { value: text } });
      fireEvent.focusOut(control);
    }
  }
  return vi.mocked(app.edit).mock.calls.map(([command]) => command);
}

function otherText(field: Field, shown: string): string {
  if (field.words.length > 0) return field.words.find((word) => word !== shown) ?? shown;
  if (field.shape === "integer" || field.shape === "number") return "2";
  if (field.shape === "timestamp") return "2031-01-01T00:00:00Z";
  if (field.shape.startsWith("boolean")) return shown === "true" ? "false" : "true";
  if (controlOf(field) === "json") return field.expression ? "{% $other %}" : '{"other": 1}';
  return controlOf(field) === "list" ? "B, C" : "$.other";
}

describe.each(STATE_TYPES)("the form of a %s", (type) => {
  const fields = fieldsOf(type).filter(({ name }) => !IN_THE_HEAD.has(name));

  it.each(fields.map((field) => [field.name, field] as const))("has a place for %s", (name, field) => {
    const language = field.language ?? "JSONPath";
    const own = OWN[name];
    if (own !== undefined) {
      draw(type, { [name]: own.value }, language);
      expect(screen.getByTestId(own.testId)).toBeTruthy();
      return;
    }
    const value = firstValue(field);
    const app = draw(type, { [name]: value }, language);
    const control = screen.getByTestId<HTMLInputElement>(`field:${name}`);
    expect(control.value).toBe(showField(field, value));
    const [set, removed] = change(app, field, `field:${name}`);
    expect(set).toMatchObject({ kind: "set_field", path: "S", pointer: `/${name}` });
    expect(set).not.toHaveProperty("remove");
    if (!field.required && !field.words.includes("JSONPath")) expect(removed).toMatchObject({ remove: true });
  });

  it.each(fields.map((field) => [field.name, field] as const))(
    "shows or offers %s where it is not set",
    (name, field) => {
      if (OWN[name] !== undefined || (type === "Wait" && /^(Seconds|Timestamp)/.test(name))) return;
      const language = field.language ?? "JSONPath";
      const plan = planForm(type, {}, language);
      const names = [...plan.sections.flatMap((section) => section.fields), ...plan.more].map((each) => each.name);
      expect(names.includes(name) || name === "Comment").toBe(true);
    },
  );

  it("shows what it does not know as it is", () => {
    const app = draw(type, { Colour: { red: 1 } });
    const control = screen.getByTestId<HTMLTextAreaElement>("field:Colour");
    expect(JSON.parse(control.value)).toEqual({ red: 1 });
    fireEvent.input(control, { target: { value: '"blue"' } });
    fireEvent.focusOut(control);
    fireEvent.mouseDown(screen.getByTestId("field:Colour-remove"));
    fireEvent.click(screen.getByTestId("field:Colour-remove"));
    expect(vi.mocked(app.edit).mock.calls.map(([command]) => command)).toEqual([
      { kind: "set_field", path: "S", pointer: "/Colour", value: "blue" },
      { kind: "set_field", path: "S", pointer: "/Colour", remove: true },
    ]);
  });
});

describe.each([
  ["Rule", "Choice", "Choices", "rule", { Variable: "$.a", IsNull: true, Next: "Other" }],
  ["Catcher", "Task", "Catch", "catch", { ErrorEquals: ["A"], Next: "Other" }],
  ["Retrier", "Task", "Retry", "retry", { ErrorEquals: ["A"] }],
])("a %s", (owner, type, list, testId, entry) => {
  const fields = fieldsOf(owner).filter(
    ({ name }) => !OPERATOR.test(name) && !["Next", "And", "Or", "Not", "Variable", "Condition"].includes(name),
  );

  it.each(fields.map((field) => [field.name, field] as const))("has a place for %s", (name, field) => {
    const value = name === "ErrorEquals" ? ["A"] : firstValue(field);
    const app = draw(type, { [list]: [{ ...entry, [name]: value }] }, field.language ?? "JSONPath");
    const [set] = change(app, field, `${testId}:0:${name}`);
    expect(set).toMatchObject({ kind: "set_field", path: "S", pointer: `/${list}/0/${name}` });
  });

  it("shows what it does not know as it is", () => {
    draw(type, { [list]: [{ ...entry, Colour: "red" }] });
    expect(screen.getByTestId<HTMLTextAreaElement>(`${testId}:0:Colour`).value).toBe('"red"');
  });
});

describe("a rule of a Choice", () => {
  it("is built of several tests, as deep as one likes", () => {
    const inner = { Or: [{ Variable: "$.b", StringEquals: "x" }, { Not: { Variable: "$.c", IsNull: true } }] };
    draw("Choice", { Choices: [{ And: [{ Variable: "$.a", NumericLessThan: 1 }, inner], Next: "Other" }] });
    expect(screen.getByTestId<HTMLInputElement>("rule-variable:0.0").value).toBe("$.a");
    expect(screen.getByTestId<HTMLInputElement>("rule-variable:0.1.0").value).toBe("$.b");
    expect(screen.getByTestId<HTMLInputElement>("rule-variable:0.1.1.0").value).toBe("$.c");
    expect(screen.queryByTestId("rule-json:0")).toBeNull();
  });

  it("changes a test where it stands", () => {
    const app = draw("Choice", { Choices: [{ Not: { Variable: "$.a", StringEquals: "x" }, Next: "Other" }] });
    const value = screen.getByTestId("rule-value:0.0");
    fireEvent.input(value, { target: { value: "y" } });
    fireEvent.focusOut(value);
    expect(app.edit).toHaveBeenCalledWith({
      kind: "set_field",
      path: "S",
      pointer: "/Choices/0/Not/StringEquals",
      value: "y",
    });
  });

  it("is JSON where the builder does not know it", () => {
    draw("Choice", { Choices: [{ Variable: "$.a", IsNull: true, IsPresent: true, Next: "Other" }] });
    expect(screen.getByTestId("rule-json:0")).toBeTruthy();
  });
});

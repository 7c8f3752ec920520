// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { App } from "../model/store";
import { fakeBackend } from "../testing/fake_backend";
import { AppContext } from "../ui/context";
import { FieldInput } from "./field_input";
import { findField } from "./form_plan";

function draw(value: unknown, onChange = vi.fn()) {
  const app = new App({ backend: fakeBackend() });
  render(
    <AppContext.Provider value={app}>
      <FieldInput field={findField("Task", "InputPath")} value={value} onChange={onChange} />
    </AppContext.Provider>,
  );
  return { app, onChange, input: screen.getByTestId<HTMLInputElement>("field:InputPath") };
}

afterEach(cleanup);

describe("a field", () => {
  it("sends what was typed on Enter, once", () => {
    const { onChange, input } = draw("$.a");
    fireEvent.input(input, { target: { value: "$.b" } });
    fireEvent.keyDown(input, { key: "Enter" });
    fireEvent.focusOut(input);
    expect(onChange.mock.calls).toEqual([[{ kind: "value", value: "$.b" }]]);
  });

  it("shows what is wrong and sends nothing", () => {
    const { onChange, input } = draw("$.a");
    fireEvent.input(input, { target: { value: "b" } });
    fireEvent.focusOut(input);
    expect(screen.getByTestId("field:InputPath-error").textContent).toContain("A path begins with $");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(onChange).not.toHaveBeenCalled();
  });

  it("takes back what was typed on Escape", () => {
    const { onChange, input } = draw("$.a");
    fireEvent.input(input, { target: { value: "$.b" } });
    fireEvent.keyDown(input, { key: "Escape" });
    fireEvent.focusOut(input);
    expect(input.value).toBe("$.a");
    expect(onChange).not.toHaveBeenCalled();
  });

  it("sends what was typed when the form is taken away", () => {
    const { onChange, input } = draw("$.a");
    fireEvent.input(input, { target: { value: "$.b" } });
    cleanup();
    expect(onChange).toHaveBeenCalledWith({ kind: "value", value: "$.b" });
  });

  it("is taken out of the state when it is emptied", () => {
    const { onChange, input } = draw("$.a");
    fireEvent.input(input, { target: { value: "" } });
    fireEvent.focusOut(input);
    expect(onChange).toHaveBeenCalledWith({ kind: "remove" });
  });

  it("leaves undo to the document while nothing is typed into it", () => {
    const { app, input } = draw("$.a");
    const undo = vi.spyOn(app, "undo");
    fireEvent.keyDown(input, { key: "z", ctrlKey: true });
    expect(undo).toHaveBeenCalledTimes(1);
    fireEvent.input(input, { target: { value: "$.b" } });
    fireEvent.keyDown(input, { key: "z", ctrlKey: true });
    expect(undo).toHaveBeenCalledTimes(1);
  });
});

// @vitest-environment happy-dom
import { acceptCompletion, completionStatus, currentCompletions, startCompletion } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { EditorView, runScopeHandlers } from "@codemirror/view";
import { describe, expect, test, vi } from "vitest";
import type { Completions, NameView } from "../protocol/messages";
import { type LanguageServer, languageService } from "./language";

const NOTHING: Completions = { start: 0, end: 0, items: [], comma_at: null };

function editor(doc: string, answers: Partial<LanguageServer>) {
  const server: LanguageServer = {
    complete: async () => NOTHING,
    hover: async () => null,
    name: async () => null,
    rename: async () => true,
    ...answers,
  };
  const place = doc.indexOf("|");
  const view: EditorView = new EditorView({
    parent: document.body,
    state: EditorState.create({
      doc: doc.replace("|", ""),
      selection: { anchor: place },
      extensions: languageService(server, {
        text: () => view.state.doc.toString(),
        offsetOf: (at) => at,
        placeOf: (offset) => offset,
      }),
    }),
  });
  const press = (key: string, shiftKey = false) =>
    runScopeHandlers(
      view,
      new KeyboardEvent("keydown", { key, shiftKey, keyCode: key === "F2" ? 113 : 123 }),
      "editor",
    );
  return { view, press };
}

function named(part: Partial<NameView>): NameView {
  return {
    kind: "state",
    name: "Pay",
    machine: "",
    path: "Pay",
    at: { start: 9, end: 12 },
    definitions: [{ start: 0, end: 3 }],
    uses: [{ start: 9, end: 12 }],
    ...part,
  };
}

describe("languageService", () => {
  test("puts in what was chosen, with the comma that was missing and the cursor at its stop", async () => {
    const item = { label: "Next", kind: "field", insert: '"Next": ""', detail: "", about: "", again: false } as const;
    const { view } = editor('{"a": 1 Ne|}', {
      complete: async () => ({ start: 8, end: 10, comma_at: 7, items: [{ ...item, stops: [[9, 9]] }] }),
    });
    startCompletion(view);
    await vi.waitFor(() => expect(completionStatus(view.state)).toBe("active"));
    expect(currentCompletions(view.state).map((each) => each.label)).toEqual(["Next"]);
    await vi.waitFor(() => expect(acceptCompletion(view)).toBe(true));
    expect(view.state.doc.toString()).toBe('{"a": 1, "Next": ""}');
    expect(view.state.selection.main.head).toBe(18);
    view.destroy();
  });

  test("F12 goes to where a name is made", async () => {
    const { view, press } = editor("Pay Next: P|ay", { name: async () => named({}) });
    expect(press("F12")).toBe(true);
    await vi.waitFor(() => expect(view.state.selection.main.to).toBe(3));
    view.destroy();
  });

  test("Shift+F12 lists every place, and each is a way to it", async () => {
    const { view, press } = editor("Pay Next:P|ay", { name: async () => named({}) });
    press("F12", true);
    await vi.waitFor(() => expect(view.dom.querySelectorAll(".cm-name-panel li")).toHaveLength(2));
    view.dom.querySelectorAll<HTMLElement>(".cm-name-panel button")[1]?.click();
    expect(view.state.selection.main.from).toBe(9);
    view.destroy();
  });

  test("F2 asks for a name and stays open where it is refused", async () => {
    const rename = vi.fn(async (_text: string, _found: NameView, name: string) => name === "Ship");
    const { view, press } = editor("Pay Next:P|ay", { name: async () => named({}), rename });
    press("F2");
    await vi.waitFor(() => expect(view.dom.querySelector("input")).not.toBeNull());
    const input = view.dom.querySelector("input") as HTMLInputElement;
    for (const name of ["Pay", "Ship"]) {
      expect(view.dom.querySelector("input")).not.toBeNull();
      input.value = name;
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
      await vi.waitFor(() => expect(rename).toHaveBeenLastCalledWith("Pay Next:Pay", expect.anything(), name));
    }
    await vi.waitFor(() => expect(view.dom.querySelector("input")).toBeNull());
    view.destroy();
  });
});

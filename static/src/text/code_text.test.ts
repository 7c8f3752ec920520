// @vitest-environment happy-dom
import { describe, expect, test, vi } from "vitest";
import type { ChangeOrigin } from "../model/text_port";
import type { TextEdit } from "../protocol/messages";
import { CodeText } from "./code_text";

function editor(text: string): { code: CodeText; heard: ChangeOrigin[] } {
  const host = document.createElement("div");
  document.body.append(host);
  const root = host.attachShadow({ mode: "open" });
  const parent = document.createElement("div");
  root.append(parent);
  const code = new CodeText(parent, root, { cursor: vi.fn(), toggleBreakpoint: vi.fn() });
  code.load(text);
  const heard: ChangeOrigin[] = [];
  code.onChange((_text, origin) => heard.push(origin));
  return { code, heard };
}

describe("CodeText", () => {
  test("applies edits as one step and undoes them byte for byte", () => {
    const before = '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n';
    const { code, heard } = editor(before);
    const at = before.indexOf("2");
    code.apply([
      { start: 3, end: 3, insert: '  "first": 0,\n' },
      { start: at, end: at + 1, insert: "3" },
    ]);
    expect(code.text()).toBe('{\r\n  "first": 0,\r\n  "a": 1,\r\n  "b": 3\r\n}\r\n');
    code.undo();
    expect(code.text()).toBe(before);
    code.redo();
    expect(code.text()).toContain('"b": 3');
    expect(heard).toEqual(["edit", "history", "history"]);
  });

  test("undo and redo hand out what went along with a gesture, and nothing for typing", () => {
    const { code } = editor("ab");
    const selected = { selection: null, also: new Set<string>() };
    const nothing = { breakpoints: [], mocks: {} };
    const moves = { paths: [{ before: "A", after: "B" }], transitions: [] };
    const along = { moves, lost: nothing, brought: nothing, before: selected, after: selected, undone: false };
    const heard: (readonly boolean[])[] = [];
    code.onChange((_text, _origin, all) => heard.push(all.map(({ undone }) => undone)));
    code.apply([{ start: 0, end: 0, insert: "1" }], { along });
    code.view.dispatch({ changes: { from: 0, insert: "typed" }, userEvent: "input.type" });
    for (const step of ["undo", "undo", "redo", "undo", "redo", "redo"] as const) code[step]();
    expect(heard).toEqual([[], [], [], [true], [false], [true], [false], []]);
    expect(code.text()).toBe("typed1ab");
  });

  test("two edits are two steps of undo", () => {
    const { code } = editor("ab");
    code.apply([{ start: 0, end: 0, insert: "1" }]);
    code.apply([{ start: 1, end: 1, insert: "2" }]);
    code.undo();
    expect(code.text()).toBe("1ab");
    expect(code.canUndo()).toBe(true);
    code.undo();
    expect(code.text()).toBe("ab");
    expect(code.canUndo()).toBe(false);
  });

  test("keeps mixed line ends", () => {
    const mixed = "a\r\nb\nc\rd\n";
    const { code } = editor(mixed);
    expect(code.text()).toBe(mixed);
    code.apply([{ start: mixed.indexOf("b"), end: mixed.indexOf("b") + 1, insert: "B" }]);
    expect(code.text()).toBe("a\r\nB\nc\rd\n");
  });

  test("tells its own changes in places of the text, and puts in others' without a step of undo", () => {
    const before = "a\r\nb\r\n";
    const { code, heard } = editor(before);
    const told: (readonly TextEdit[])[] = [];
    code.onEdit((edits) => told.push(edits));
    code.apply([{ start: 4, end: 4, insert: "!\n" }]);
    expect(told).toEqual([[{ start: 4, end: 4, insert: "!\r\n" }]]);
    code.receive([{ start: 0, end: 1, insert: "A" }], "A\r\nb!\r\n\r\n");
    expect([heard, told.length]).toEqual([["edit", "remote"], 1]);
    code.undo();
    expect(code.text()).toBe("A\r\nb\r\n");
    expect(told[1]).toEqual([{ start: 4, end: 7, insert: "" }]);
    expect(code.canUndo()).toBe(false);
  });

  test("takes a text of others as it is, also with line ends that it did not have", () => {
    const { code } = editor("a\r\nb\r\n");
    code.receive([{ start: 6, end: 6, insert: "c\n" }], "a\r\nb\r\nc\n");
    expect(code.text()).toBe("a\r\nb\r\nc\n");
    code.apply([{ start: 0, end: 1, insert: "A" }]);
    expect(code.text()).toBe("A\r\nb\r\nc\n");
  });

  test("draws others with their names, where they go with the text", () => {
    const { code } = editor("one two");
    code.setOthers([{ client: "x", name: "Ada", hue: 1, anchor: 4, head: 7 }]);
    code.receive([{ start: 0, end: 0, insert: "zero " }], "zero one two");
    expect(code.view.dom.querySelector(".cm-other-selection")?.textContent).toBe("two");
    expect(code.view.dom.querySelector(".cm-other-name")?.textContent).toBe("Ada");
  });

  test("forgets the history when another text is loaded", () => {
    const { code, heard } = editor("one");
    code.apply([{ start: 0, end: 0, insert: "x" }]);
    code.load("two");
    expect(code.canUndo()).toBe(false);
    expect(code.text()).toBe("two");
    expect(heard).toEqual(["edit", "load"]);
  });

  test("shows problems, breakpoints and marks without changing the text", () => {
    const { code, heard } = editor('{\r\n  "S": {}\r\n}');
    const place = { line: 2, column: 3, offset: 5 };
    code.setProblems(
      [
        {
          code: "x",
          message: "bad",
          severity: "error",
          pointer: "",
          start: place,
          end: { ...place, offset: 8 },
          section: "",
          fix: null,
          path: "S",
        },
      ],
      true,
    );
    code.setBreakpoints([{ offset: 5, path: "S", state: "on", glyph: "plain" }]);
    code.setMarks({ selected: { start: 5, end: 12 }, paused: 5, found: null });
    expect(heard).toEqual([]);
    expect(code.view.dom.querySelector(".cm-paused-line")?.textContent).toContain('"S"');
  });
});

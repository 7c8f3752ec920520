import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Analysis, EditCommand } from "../protocol/messages";
import { analysis, documentView, edited, fakeBackend, graphNode, graphOf, stateSummary } from "../testing/fake_backend";
import { RequestRefused } from "./backend";
import { beforeState } from "./breakpoints";
import { App } from "./store";
import { MemoryText } from "./text_port";

const TWO_STATES: Partial<Analysis> = {
  states: [stateSummary("A"), stateSummary("B")],
  graph: graphOf([graphNode("A"), graphNode("B", { y: 100 })], []),
};

async function opened(answers: Parameters<typeof fakeBackend>[0] = {}) {
  const backend = fakeBackend({ analyse: async () => analysis(TWO_STATES), ...answers });
  const text = new MemoryText();
  const app = new App({ backend, text });
  await app.show(documentView({ text: "one" }));
  backend.calls.length = 0;
  return { app, backend, text };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("opening", () => {
  it("puts the text in, analyses it and starts with nothing to undo", async () => {
    const { app } = await opened();
    expect(app.text.text()).toBe("one");
    expect(app.analysed.value.states.map((state) => state.path)).toEqual(["A", "B"]);
    expect(app.text.canUndo()).toBe(false);
    expect(app.saving.value).toBe("saved");
  });

  it("tells why a document could not be opened", async () => {
    const { app } = await opened({ document: () => Promise.reject(new Error("gone")) });
    await app.openDocument("d2");
    expect(app.notices.value[0]).toMatchObject({ kind: "error", description: "gone" });
  });
});

describe("typing", () => {
  it("analyses once, after a pause", async () => {
    const { app, backend, text } = await opened();
    text.type("two");
    text.type("three");
    await vi.advanceTimersByTimeAsync(200);
    const asked = backend.calls.filter((call) => call.name === "analyse");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.args[0]).toMatchObject({ text: "three" });
    expect(app.analysed.value.text).toBe("three");
  });

  it("keeps the newest analysis even if an older one answers last", async () => {
    const answers: ((value: Analysis) => void)[] = [];
    const text = new MemoryText();
    const slow = new App({
      backend: fakeBackend({ analyse: () => new Promise<Analysis>((resolve) => answers.push(resolve)) }),
      text,
    });
    const shown = slow.show(documentView({ text: "old" }));
    text.type("new");
    const newest = slow.analysing.now();
    answers[1]?.(analysis({ start_at: "New" }));
    answers[0]?.(analysis({ start_at: "Old" }));
    await Promise.all([shown, newest]);
    expect(slow.analysed.value.analysis?.start_at).toBe("New");
  });

  it("keeps the last graph, stale, while the text cannot be read", async () => {
    let readable = true;
    const { app, text } = await opened({
      analyse: async () => analysis(readable ? TWO_STATES : { readable: false, states: null, graph: null }),
    });
    app.select("B");
    readable = false;
    text.type("{");
    await vi.advanceTimersByTimeAsync(300);
    expect(app.analysed.value.stale).toBe(true);
    expect(app.analysed.value.graph?.nodes).toHaveLength(2);
    readable = true;
    text.type("{}");
    await vi.advanceTimersByTimeAsync(200);
    expect(app.analysed.value.stale).toBe(false);
    expect(app.selectedPath.value).toBe("B");
  });

  it("drops the selection of a state that is gone", async () => {
    const { app, text } = await opened();
    app.select("Gone");
    text.type("x");
    await vi.advanceTimersByTimeAsync(200);
    expect(app.selection.value).toBeNull();
  });
});

describe("editing", () => {
  it("applies the server's edits, analyses at once and selects what the server names", async () => {
    const { app } = await opened({
      edit: async () => edited({ edits: [{ start: 0, end: 3, insert: "uno" }], select: "B" }),
    });
    await app.edit({ kind: "delete_state", path: "A" });
    expect(app.text.text()).toBe("uno");
    expect(app.analysed.value.text).toBe("uno");
    expect(app.selectedPath.value).toBe("B");
    app.undo();
    expect(app.text.text()).toBe("one");
  });

  it("takes the analysis that comes with the edits, and asks for no other", async () => {
    const { app, backend } = await opened({
      edit: async ({ analyse }) =>
        edited({
          edits: [{ start: 0, end: 3, insert: "uno" }],
          select: "B",
          analysis: analyse === null ? null : analysis({ ...TWO_STATES, start_at: "B" }),
        }),
    });
    const asked = () => backend.calls.filter(({ name }) => name === "analyse").length;
    const before = asked();
    await app.edit({ kind: "delete_state", path: "A" });
    expect(app.analysed.value).toMatchObject({ text: "uno", analysis: { start_at: "B" } });
    expect(app.selectedPath.value).toBe("B");
    expect(asked()).toBe(before);
  });

  it("asks again if the text changed while the server was thinking", async () => {
    let text: MemoryText | null = null;
    let asked = 0;
    const made = await opened({
      edit: async (request) => {
        asked += 1;
        if (asked === 1) text?.type("longer");
        return edited({ edits: [{ start: request.text.length, end: request.text.length, insert: "!" }] });
      },
    });
    text = made.text;
    await made.app.edit({ kind: "delete_state", path: "A" });
    expect(asked).toBe(2);
    expect(made.text.text()).toBe("longer!");
  });

  it("stays at the state that a field was left for", async () => {
    const set: EditCommand = { kind: "set_field", path: "A", pointer: "/Comment", value: "x" };
    const { app } = await opened({ edit: async () => edited({ select: "A" }) });
    app.select("A");
    const editing = app.edit(set);
    app.select("B");
    await editing;
    expect(app.selectedPath.value).toBe("B");
  });

  it("selects all that the server names and tells what it notes", async () => {
    const { app } = await opened({
      edit: async () => edited({ select: "B", selection: ["A", "B"], notes: ["One is lost.", "So is another."] }),
    });
    await app.edit({ kind: "duplicate_states", paths: ["A", "B"] });
    expect(app.selectedPath.value).toBe("B");
    expect(app.selectedPaths.value).toEqual(["A", "B"]);
    expect(app.notices.value).toMatchObject([{ kind: "info", description: "One is lost.\nSo is another." }]);
  });

  it("tells why the server refused and leaves the text alone", async () => {
    const body = { code: "refused", message: "A state needs a name", line: null, column: null, pointer: null };
    const { app } = await opened({ edit: () => Promise.reject(new RequestRefused(422, body)) });
    expect(await app.edit({ kind: "rename_state", path: "A", name: "" })).toBe(false);
    expect(app.text.text()).toBe("one");
    expect(app.notices.value[0]?.description).toBe("A state needs a name");
  });

  it("does gestures one after the other, each against the text that the one before left", async () => {
    const { app } = await opened({
      edit: async (request) => edited({ edits: [{ start: 0, end: 0, insert: String(request.text.length) }] }),
    });
    await Promise.all([app.edit({ kind: "delete_state", path: "A" }), app.edit({ kind: "delete_state", path: "B" })]);
    expect(app.text.text()).toBe("43one");
  });
});

describe("what belongs to states", () => {
  const RENAMED = edited({
    edits: [{ start: 0, end: 3, insert: "uno" }],
    select: "B",
    moves: { paths: [{ before: "A", after: "B" }], transitions: [] },
  });

  it("goes along with them, that of the states inside too", async () => {
    const { app } = await opened({ edit: async () => RENAMED });
    app.beside.toggleBreakpoint("A/In");
    app.beside.setMock("A", { result: "1" });
    await app.edit({ kind: "rename_state", path: "A", name: "B" });
    expect(app.beside.breakpoints.value).toEqual([beforeState("B/In")]);
    expect(app.beside.mocks.value).toEqual({ B: { result: "1" } });
  });

  it("comes back with undo, beside what was set meanwhile, and so does the selection", async () => {
    const { app } = await opened({ edit: async () => RENAMED });
    app.select("A");
    app.beside.toggleBreakpoint("A");
    await app.edit({ kind: "rename_state", path: "A", name: "B" });
    app.beside.toggleBreakpoint("C");
    app.undo();
    await vi.advanceTimersByTimeAsync(10);
    expect(app.text.text()).toBe("one");
    expect(app.beside.breakpoints.value).toEqual([beforeState("A"), beforeState("C")]);
    expect(app.selectedPath.value).toBe("A");
    app.redo();
    await vi.advanceTimersByTimeAsync(10);
    expect(app.beside.breakpoints.value).toEqual([beforeState("B"), beforeState("C")]);
    expect(app.selectedPath.value).toBe("B");
  });

  it("goes with what is deleted and comes back with it", async () => {
    const moves = { paths: [{ before: "A", after: null }], transitions: [] };
    const { app } = await opened({
      edit: async () => edited({ edits: [{ start: 0, end: 3, insert: "" }], select: "B", moves }),
    });
    app.beside.setMock("A", { result: "1" });
    app.beside.toggleBreakpoint("A");
    await app.edit({ kind: "delete_state", path: "A" });
    expect(app.beside.kept).toEqual({ breakpoints: [], mocks: {} });
    app.undo();
    expect(app.beside.kept).toEqual({ breakpoints: [beforeState("A")], mocks: { A: { result: "1" } } });
    app.redo();
    expect(app.beside.kept).toEqual({ breakpoints: [], mocks: {} });
  });

  it("is cut out and pasted with the states, and undo takes it away again", async () => {
    const { app } = await opened({
      edit: async () =>
        edited({ edits: [{ start: 0, end: 0, insert: "x" }], copies: [{ before: "A", after: "B/0/A" }] }),
    });
    app.beside.toggleBreakpoint("A");
    app.beside.cut("clipped", ["A"], "");
    app.beside.setBreakpoints([]);
    await app.edit({ kind: "paste_states", text: "clipped" }, app.beside.cutWith("clipped"));
    expect(app.beside.breakpoints.value).toEqual([beforeState("B/0/A")]);
    app.undo();
    expect(app.beside.breakpoints.value).toEqual([]);
    expect(app.beside.cutWith("another text")).toEqual({ breakpoints: [], mocks: {} });
  });

  it("follows a name that is typed over, there and back", async () => {
    let names = ["A", "B"];
    const { app, text } = await opened({
      analyse: async () => analysis({ ...TWO_STATES, states: names.map((name) => stateSummary(name)) }),
    });
    app.select("A");
    app.beside.toggleBreakpoint("A");
    names = ["Pay", "B"];
    text.type("two");
    await vi.advanceTimersByTimeAsync(200);
    expect(app.beside.breakpoints.value).toEqual([beforeState("Pay")]);
    expect(app.selectedPath.value).toBe("Pay");
    names = ["A", "B"];
    app.undo();
    await vi.advanceTimersByTimeAsync(200);
    expect(app.beside.breakpoints.value).toEqual([beforeState("A")]);
  });
});

describe("fixing", () => {
  it("writes what was meant, within the quotes", async () => {
    const { app, text } = await opened();
    text.type('{"Nxt": 1}');
    await app.analysing.now();
    const at = (offset: number) => ({ line: 1, column: offset + 1, offset });
    const problem = { code: "X", message: "", severity: "error", pointer: "", section: "", path: null } as const;
    app.editing.fix({ ...problem, start: at(1), end: at(6), fix: "Next" });
    expect(app.text.text()).toBe('{"Next": 1}');
  });
});

describe("saving", () => {
  const saves = (backend: ReturnType<typeof fakeBackend>, name = "save") =>
    backend.calls.filter((call) => call.name === name).map((call) => call.args);
  const unreachable = () =>
    Promise.reject(
      new RequestRefused(0, { code: "unreachable", message: "", line: null, column: null, pointer: null }),
    );

  it("pushes what was typed and saves what belongs to the text, a moment later", async () => {
    const { app, backend, text } = await opened();
    text.type("two");
    app.beside.toggleBreakpoint("A");
    expect(app.saving.value).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves(backend, "pushEdits")).toEqual([["d1", { version: 0, client: "here", changes: [[[3, "two"]]] }]]);
    expect(saves(backend)).toEqual([["d1", { breakpoints: [beforeState("A")] }]]);
    expect(app.saving.value).toBe("saved");
    expect(app.keeping.text.version.value).toBe(1);
  });

  it("shows what others save beside the text, but for what was changed here meanwhile", async () => {
    const { app, backend } = await opened();
    app.beside.setInput("[1]");
    app.keeping.hear({
      document: "d1",
      version: 5,
      title: "New",
      values: null,
      breakpoints: [beforeState("B")],
      input: "[2]",
      mocks: null,
    });
    expect(app.document.value?.title).toBe("New");
    expect(app.beside.breakpoints.value).toEqual([beforeState("B")]);
    expect(app.beside.input.value).toBe("[1]");
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves(backend)).toEqual([["d1", { input: "[1]" }]]);
  });

  it("saves what changed during a save afterwards", async () => {
    const answers: (() => void)[] = [];
    const { app, backend } = await opened({
      save: () => new Promise((resolve) => answers.push(() => resolve(documentView({ version: 2 })))),
    });
    app.beside.setInput("1");
    await vi.advanceTimersByTimeAsync(1000);
    app.beside.setInput("2");
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves(backend)).toHaveLength(1);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves(backend).map(([_id, request]) => request)).toEqual([{ input: "1" }, { input: "2" }]);
    answers[1]?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(app.saving.value).toBe("saved");
  });

  it("opens nothing else over what could not be saved", async () => {
    const { app, text } = await opened({ pushEdits: () => Promise.reject(new Error("no")) });
    text.type("two");
    await app.openDocument("d2");
    expect(app.text.text()).toBe("two");
    expect(app.notices.value[0]?.title).toBe("Could not save");
  });

  it("waits for a server that is away, says nothing, and saves when it is back", async () => {
    let up = false;
    const { app, text } = await opened({
      save: async () => (up ? documentView({ version: 2 }) : unreachable()),
      pushEdits: async () => (up ? { version: 1, accepted: true, known: true, edits: [] } : unreachable()),
      editsAfter: async () => (up ? { version: 0, accepted: false, known: true, edits: [] } : unreachable()),
    });
    text.type("two");
    app.beside.setInput("[]");
    await vi.advanceTimersByTimeAsync(1000);
    expect(app.saving.value).toBe("offline");
    expect(app.keeping.text.unsent.value).toBe(1);
    expect(app.notices.value).toEqual([]);
    up = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(app.saving.value).toBe("saved");
    expect(app.keeping.text.unsent.value).toBe(0);
  });
});

describe("idle", () => {
  it("waits for the pause after typing, the analysis and the save", async () => {
    const { app, text } = await opened();
    text.type("two");
    let idle = false;
    void app.idle().then(() => {
      idle = true;
    });
    await vi.advanceTimersByTimeAsync(200);
    expect(idle).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(idle).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { RequestRefused } from "../model/backend";
import { App } from "../model/store";
import type { SourceView } from "../protocol/messages";
import { documentView, fakeBackend } from "../testing/fake_backend";
import { SourceWatch } from "./source_watch";

const SAME: SourceView = { state: "same", text: null, edited: false, problem: null, version: 1, seen: "" };

async function watched(
  view: SourceView,
  resolved: () => Promise<ReturnType<typeof documentView>>,
  answers: Parameters<typeof fakeBackend>[0] = {},
) {
  const backend = fakeBackend({ source: async () => view, resolveSource: () => resolved(), ...answers });
  const app = new App({ backend });
  await app.show(documentView({ source: "/project/a.asl.json" }));
  return { app, backend, watch: new SourceWatch(app) };
}

describe("the watch on a document's file", () => {
  it("takes what somebody else wrote where nothing was changed here, as one step of undo", async () => {
    const text = '{"Comment": 1}';
    const edits = [{ number: 1, client: "here/file", changes: [1, [0, '"Comment": 1'], 1] }];
    const { app, watch, backend } = await watched(
      { ...SAME, state: "changed", text },
      async () => documentView({ text, version: 4, edits: 1, source: "/project/a.asl.json" }),
      { editsAfter: async () => ({ version: 1, accepted: false, known: true, edits }) },
    );
    await watch.look();
    expect(app.text.text()).toBe(text);
    expect(backend.calls.find((call) => call.name === "resolveSource")?.args[1]).toEqual({
      how: "merge",
      client: "here",
      seen: "",
    });
    expect(app.notices.value[0]?.title).toContain("read anew");
    app.undo();
    expect(app.text.text()).toBe("{}");
  });

  it("asks a person where both changed the same lines", async () => {
    const { app, watch } = await watched({ ...SAME, state: "changed", text: "[]", edited: true }, () =>
      Promise.reject(
        new RequestRefused(409, { code: "cannot_merge", message: "no", line: null, column: null, pointer: null }),
      ),
    );
    await watch.look();
    expect(watch.view.value?.state).toBe("changed");
    expect(app.text.text()).toBe("{}");
    expect(app.notices.value).toEqual([]);
  });

  it("says which text of the file a person decided about", async () => {
    const view: SourceView = { ...SAME, state: "changed", text: "[]", edited: true, seen: "abc" };
    const { watch, backend } = await watched(view, () =>
      Promise.reject(
        new RequestRefused(409, { code: "cannot_merge", message: "no", line: null, column: null, pointer: null }),
      ),
    );
    await watch.look();
    await watch.resolve("keep");
    expect(backend.calls.filter((call) => call.name === "resolveSource").map((call) => call.args.slice(1))).toEqual([
      [{ how: "merge", client: "here", seen: "abc" }],
      [{ how: "keep", client: "here", seen: "abc" }],
    ]);
  });

  it("looks again, and says nothing, where the file changed once more meanwhile", async () => {
    const { app, watch } = await watched({ ...SAME, state: "changed", text: "[]", seen: "abc" }, () =>
      Promise.reject(
        new RequestRefused(409, { code: "source_changed", message: "no", line: null, column: null, pointer: null }),
      ),
    );
    await watch.look();
    expect(app.notices.value).toEqual([]);
  });

  it("says once why a file is not written", async () => {
    const { app, watch } = await watched({ ...SAME, state: "unsaved", problem: "no rights" }, async () =>
      documentView(),
    );
    await watch.look();
    await watch.look();
    expect(app.notices.value.map((notice) => notice.description)).toEqual(["no rights"]);
  });

  it("draws nothing anew where nothing has changed", async () => {
    const { app, watch } = await watched({ ...SAME, version: documentView().version }, async () => documentView());
    const before = app.document.value;
    await watch.look();
    expect(app.document.value).toBe(before);
  });

  it("does not look while something is still to be saved", async () => {
    const { app, watch, backend } = await watched(SAME, async () => documentView());
    app.keep({ input: "1" });
    await watch.look();
    expect(backend.calls.some((call) => call.name === "source")).toBe(false);
  });
});

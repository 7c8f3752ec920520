import { describe, expect, it } from "vitest";
import type { AnalyseRequest } from "../protocol/messages";
import { analysis, documentView, fakeBackend, graphNode, graphOf, stateSummary } from "../testing/fake_backend";
import { containerAt } from "./drawing";
import { App } from "./store";
import type { Keeper } from "./view";

const STATES = [
  stateSummary("Both", { type: "Parallel" }),
  stateSummary("Both/0/Each", { type: "Map" }),
  stateSummary("Both/0/Each/Work"),
  stateSummary("Other", { type: "Map" }),
  stateSummary("Other/A"),
];

function memory(): Keeper {
  const kept = new Map<string, string>();
  return { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) };
}

async function opened(keeper = memory()) {
  const backend = fakeBackend({
    analyse: async () => analysis({ states: STATES, graph: graphOf([graphNode("Both")], []) }),
  });
  const app = new App({ backend, keeper });
  await app.show(documentView());
  const asked = () => {
    const request = backend.calls.findLast(({ name }) => name === "analyse")?.args[0] as AnalyseRequest;
    return { direction: request.direction, collapsed: request.collapsed };
  };
  return { app, asked, keeper };
}

describe("how the graph is drawn", () => {
  it("is asked of the server and kept for the document", async () => {
    const { app, asked, keeper } = await opened();
    expect(asked()).toEqual({ direction: "down", collapsed: [] });
    await app.drawing.turn("right");
    await app.drawing.toggle("Both");
    expect(asked()).toEqual({ direction: "right", collapsed: ["Both"] });
    const again = await opened(keeper);
    expect(again.asked()).toEqual({ direction: "right", collapsed: ["Both"] });
    await again.app.show(documentView({ id: "d2" }));
    expect(again.asked()).toEqual({ direction: "down", collapsed: [] });
  });

  it("shows what is selected: whatever hides it is expanded", async () => {
    const { app, asked } = await opened();
    await app.drawing.collapseAll();
    expect(asked().collapsed).toEqual(["Both", "Both/0/Each", "Other"]);
    const revealed = app.selecting.revealed.value;
    app.select("Both/0/Each/Work", { reveal: false });
    await app.idle();
    expect(asked().collapsed).toEqual(["Other"]);
    expect(app.selecting.revealed.value).toBe(revealed + 1);
  });

  it("selects the container in place of what is no longer to be seen", async () => {
    const { app } = await opened();
    app.select("Both/0/Each/Work");
    await app.drawing.toggle("Both");
    expect(app.selectedPath.value).toBe("Both");
    expect([...app.drawing.collapsed.value]).toEqual(["Both"]);
  });

  it("collapses the others and leaves those around the selection", async () => {
    const { app } = await opened();
    app.select("Both/0/Each");
    await app.drawing.collapseOthers();
    expect([...app.drawing.collapsed.value]).toEqual(["Other"]);
    await app.drawing.expandAll();
    expect([...app.drawing.collapsed.value]).toEqual([]);
  });

  it("folds exactly what the outline has folded", async () => {
    const { app } = await opened();
    await app.drawing.toggle("Other");
    await app.drawing.fold(["Both", "Both/0", "Other"]);
    expect([...app.drawing.collapsed.value]).toEqual(["Other", "Both"]);
    expect(app.drawing.turned).toBe("Both");
  });

  it("goes along with a container that is renamed", async () => {
    const { app } = await opened();
    await app.drawing.toggle("Both/0/Each");
    app.drawing.follow({ paths: [{ before: "Both", after: "Two" }], transitions: [] });
    expect([...app.drawing.collapsed.value]).toEqual(["Two/0/Each"]);
  });

  it("turns the selected container, else the one around the selection", () => {
    const containers = STATES.filter(({ type }) => type !== "Pass").map(({ path }) => path);
    expect(containerAt(containers, "Both")).toBe("Both");
    expect(containerAt(containers, "Both/0/Each/Work")).toBe("Both/0/Each");
    expect(containerAt(containers, "Nowhere")).toBeUndefined();
    expect(containerAt(containers, null)).toBeUndefined();
  });
});

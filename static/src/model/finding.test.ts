import { describe, expect, it } from "vitest";
import type { Analysis, NameView } from "../protocol/messages";
import { analysis, documentView, fakeBackend, stateSummary } from "../testing/fake_backend";
import { findingOf, findUses, labelOf } from "./finding";
import { App } from "./store";
import { MemoryText } from "./text_port";

const TEXT = 'StartAt: A\nStates:\n  A: {Type: Pass, Next: B}\n  B: {Type: Pass, Comment: "to B"}\n';
const A = TEXT.indexOf("A: {");
const B = TEXT.indexOf("B: {");
const STATES: Partial<Analysis> = {
  states: [
    stateSummary("A", { fields: { Type: "Pass", Next: "B" }, start: A, end: B - 3, name_start: A, name_end: A + 1 }),
    stateSummary("B", {
      fields: { Type: "Pass", Comment: "to B" },
      start: B,
      end: TEXT.length - 1,
      name_start: B,
      name_end: B + 1,
    }),
  ],
};
const USES: NameView = {
  kind: "state",
  name: "B",
  machine: "",
  path: "B",
  at: { start: B, end: B + 1 },
  definitions: [{ start: B, end: B + 1 }],
  uses: [{ start: A + 21, end: A + 22 }],
};

async function opened(answers: Parameters<typeof fakeBackend>[0] = {}) {
  const backend = fakeBackend({ analyse: async () => analysis(STATES), references: async () => USES, ...answers });
  const app = new App({ backend, text: new MemoryText() });
  await app.show(documentView({ text: TEXT }));
  const finding = findingOf(app);
  return { app, finding };
}

describe("the search over the graph", () => {
  it("stands at the first place, goes round, and selects the state", async () => {
    const { app, finding } = await opened();
    finding.ask();
    finding.look({ typed: "b", matchCase: false });
    expect(finding.matches.value.map(labelOf)).toEqual(["Next", "Name", "Comment"]);
    expect(app.selectedPath.value).toBe("A");
    finding.walk(-1);
    expect([finding.at.value, app.selectedPath.value]).toEqual([2, "B"]);
    expect(app.announcement.value).toBe("3 of 3: B, Comment, to B");
    finding.walk(1);
    expect(finding.at.value).toBe(0);
    expect(TEXT.slice(finding.place.value?.start)).toMatch(/^B}/);
  });

  it("marks nothing when it is closed, and leaves the selection", async () => {
    const { app, finding } = await opened();
    finding.ask();
    finding.look({ typed: "comment" });
    expect([...finding.counts.value]).toEqual([["B", 1]]);
    finding.close();
    expect(finding.counts.value.size).toBe(0);
    expect(app.selectedPath.value).toBe("B");
  });

  it("says that it has found nothing", async () => {
    const { app, finding } = await opened();
    finding.ask();
    finding.look({ typed: "elsewhere" });
    finding.walk(1);
    expect([finding.current.value, finding.place.value]).toEqual([undefined, null]);
    expect(app.announcement.value).toBe("Nothing found");
  });

  it("lists the uses of a state until something is typed or the text changes", async () => {
    const { app, finding } = await opened();
    findUses(app, "B");
    await app.idle();
    expect(finding.matches.value.map(({ path }) => path)).toEqual(["A", "B"]);
    await app.show(documentView({ text: `${TEXT}\n` }));
    expect(finding.matches.value).toEqual([]);
    finding.look({ typed: "next" });
    expect(finding.uses.value).toBeNull();
    expect(finding.matches.value.map(labelOf)).toEqual(["Next"]);
  });

  it("tells when nothing is named at a place", async () => {
    const { app, finding } = await opened({ references: async () => null });
    await finding.lookForUses(0);
    expect(finding.open.value).toBe(false);
    expect(app.notices.value[0]?.title).toBe("Neither a state nor a variable is named there");
  });
});

import { describe, expect, test } from "vitest";
import { IterationLog } from "../model/iteration_log";
import { EventLog } from "../testing/events";
import { arrange, type Look, pathWords } from "./arrange";
import { cellCounts, cellStatus, type Shown } from "./cell_status";
import { differenceWords, oneThatDiffers } from "./differs";
import { GridLayout } from "./layout";
import { EVERYTHING } from "./record";

/** A Map of 12: iteration 5 fails in another state, the last two never begin, 9 is under way. */
function someMap(): { readonly log: IterationLog; readonly shown: Shown } {
  const events = new EventLog().enter("All").add("MapStateStarted", { path: "All", details: { length: 12 } });
  for (let index = 0; index < 10; index += 1) {
    const thread = `0.${index}`;
    const child = { path: "All", thread, time_ms: index, details: { parent: "0", index } };
    events.add("MapIterationStarted", { ...child, values: { input: { word: `fox ${index}` } } });
    events.enter("All/One", thread);
    if (index === 9) continue;
    const path = index === 5 ? "All/Odd" : "All/Two";
    events.exit("All/One", null, thread).enter(path, thread);
    if (index !== 5) events.exit(path, null, thread).add("MapIterationSucceeded", { ...child, time_ms: 2 * index });
    else events.add("MapIterationFailed", { ...child, time_ms: 5000, details: { parent: "0", index, error: "Odd" } });
  }
  const log = new IterationLog();
  log.take(events.events, events.events.length);
  const [run] = log.runs("All");
  if (run === undefined) throw new Error("the Map has not begun");
  return { log, shown: { run, paused: null } };
}

function found(look: Partial<Look>): unknown {
  const { log, shown } = someMap();
  return arrange(log, shown, { ...EVERYTHING, ...look }).map(({ label, cells }) => [label, cells]);
}

describe("which iterations the grid shows", () => {
  test("those of the chosen statuses, counted to the last one", () => {
    expect(found({ statuses: new Set(["failed"]) })).toEqual([["", [5]]]);
    expect(found({ statuses: new Set(["failed", "pending"]) })).toEqual([["", [5, 10, 11]]]);
    const { shown } = someMap();
    expect(cellCounts(shown)).toMatchObject({ pending: 2, running: 1, succeeded: 8, failed: 1, paused: 0 });
  });

  test("the one where the debugger stands is paused, not running", () => {
    const shown = { ...someMap().shown, paused: 9 };
    expect(cellStatus(shown, 9)).toBe("paused");
    expect(cellCounts(shown)).toMatchObject({ running: 0, paused: 1 });
  });

  test("those whose item, error or number is looked for", () => {
    expect(found({ words: 'FOX 3"' })).toEqual([["", [3]]]);
    expect(found({ words: "odd" })).toEqual([["", [5]]]);
    expect(found({ words: "#11" })).toEqual([["", [11]]]);
  });

  test("in groups: by path and error the largest first, by status and duration in their order", () => {
    expect(found({ grouping: "path" })).toEqual([
      ["One → Two", [0, 1, 2, 3, 4, 6, 7, 8]],
      ["No state entered", [10, 11]],
      ["One → Odd", [5]],
      ["One", [9]],
    ]);
    expect(found({ grouping: "error" })).toEqual([
      ["No error", [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]],
      ["Odd", [5]],
    ]);
    expect(found({ grouping: "status" })).toEqual([
      ["· pending", [10, 11]],
      ["◌ running", [9]],
      ["✓ succeeded", [0, 1, 2, 3, 4, 6, 7, 8]],
      ["✕ failed", [5]],
    ]);
    expect(found({ grouping: "duration" })).toEqual([
      ["No time", [0, 9]],
      ["1 ms to 10 ms", [1, 2, 3, 4, 6, 7, 8]],
      ["1 s to 10 s", [5]],
      ["Not begun", [10, 11]],
    ]);
  });
});

describe("one that differs", () => {
  test("is of the rarest way, and what differs is said", () => {
    const { log, shown } = someMap();
    expect(oneThatDiffers(shown, 0)).toBe(5);
    expect(oneThatDiffers(shown, 5)).toBe(9);
    expect(differenceWords(log, shown, 0, 5)).toBe("failed instead of succeeded; error Odd; path One → Odd");
  });

  test("a long path is shortened in the middle", () => {
    const log = new IterationLog();
    const events = new EventLog().enter("All").add("MapStateStarted", { path: "All", details: { length: 1 } });
    events.add("MapIterationStarted", { path: "All", thread: "0.0", details: { parent: "0", index: 0 } });
    for (let round = 0; round < 30; round += 1) events.enter(`All/S${round}`, "0.0");
    log.take(events.events, events.events.length);
    const [run] = log.runs("All");
    expect(pathWords(log, run?.pathTaken(0) ?? 0)).toBe(
      "S0 → S1 → S2 → S3 → S4 → S5 → S6 → S7 → S8 → … 19 more … → S28 → S29",
    );
  });
});

describe("where the cells lie", () => {
  const groups = [
    { label: "a", cells: [0, 2, 4, 6, 8] },
    { label: "b", cells: [1, 3] },
  ];

  test("in rows of what fits, each group below its heading", () => {
    const layout = new GridLayout(groups, 35, 10);
    expect([layout.columns, layout.length, layout.height]).toEqual([3, 7, 24 + 20 + 24 + 10]);
    expect(layout.box(4)).toEqual({ left: 10, top: 34 });
    expect(layout.box(5)).toEqual({ left: 0, top: 68 });
    expect(layout.headings.map(({ top }) => top)).toEqual([0, 44]);
  });

  test("every cell is found where it lies, and nothing elsewhere", () => {
    const layout = new GridLayout(groups, 35, 10);
    for (let rank = 0; rank < layout.length; rank += 1) {
      const { left, top } = layout.box(rank);
      expect(layout.rankAt(left + 5, top + 5)).toBe(rank);
      expect(layout.rank(layout.cell(rank))).toBe(rank);
    }
    expect([layout.rankAt(25, 39), layout.rankAt(5, 5), layout.rankAt(32, 30), layout.rank(5)]).toEqual([
      -1, -1, -1, -1,
    ]);
  });

  test("up and down stay in the column, and cross from group to group", () => {
    const layout = new GridLayout(groups, 35, 10);
    expect([layout.vertical(1, 1), layout.vertical(4, -1)]).toEqual([4, 1]);
    expect([layout.vertical(2, 1), layout.vertical(4, 1), layout.vertical(5, -1)]).toEqual([4, 6, 3]);
    expect([layout.vertical(0, -1), layout.vertical(6, 1)]).toEqual([0, 6]);
  });

  test("what can be seen is found by its top and bottom", () => {
    const layout = new GridLayout(groups, 35, 10);
    expect(layout.between(0, 24)).toEqual([0, 0]);
    expect(layout.between(30, 40)).toEqual([0, 5]);
    expect(layout.between(40, 100)).toEqual([3, 7]);
  });
});

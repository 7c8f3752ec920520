import { describe, expect, test } from "vitest";
import type { EventView } from "../protocol/messages";
import { EventLog } from "../testing/events";
import { graphEdge, graphNode, graphOf } from "../testing/fake_backend";
import { type Fold, foldTo } from "./fold";
import { failingEvent, lastVisit } from "./fold_data";
import { edgeStatuses, nodeStatuses } from "./fold_status";

function iterationsOf(fold: Fold, path: string): string[] {
  const [run] = fold.runs(path);
  return Array.from({ length: run?.length ?? 0 }, (_, index) => run?.children.get(index)?.status ?? "pending");
}

/** A Map over `length` items, two at a time. */
function mapLog(length: number): EventLog {
  const log = new EventLog().add("ExecutionStarted").enter("All");
  log.add("MapStateStarted", { path: "All", details: { length } });
  for (let index = 0; index < length; index += 1) {
    const thread = `0.${index}`;
    const child = { path: "All", thread, details: { parent: "0", index } };
    log.add("MapIterationStarted", child).enter("All/One", thread, { index }).task("All/One", thread);
    log.exit("All/One", null, thread).add("MapIterationSucceeded", child);
  }
  return log.add("MapStateSucceeded", { path: "All" }).exit("All", null).add("ExecutionSucceeded");
}

describe("the fold of events", () => {
  test("a state runs from its entry to its exit", () => {
    const { events } = new EventLog()
      .add("ExecutionStarted")
      .enter("A")
      .task("A", "0", "mocked")
      .exit("A", "B")
      .enter("B");
    expect(nodeStatuses(foldTo(null, events, 3), null, null).get("A")?.status).toBe("running");
    const after = nodeStatuses(foldTo(null, events, events.length), null, "B");
    expect(after.get("A")).toMatchObject({
      status: "succeeded",
      glyph: "✓",
      badge: "mocked",
      counts: null,
      current: false,
    });
    expect(after.get("B")).toMatchObject({ status: "paused", current: true });
  });

  test("a task whose failure ended its flow stays failed, though AWS calls it aborted", () => {
    const log = new EventLog().enter("M").add("StateFailed", { path: "M" }).add("StateAborted", { path: "M" });
    expect(nodeStatuses(foldTo(null, log.events, 3), null, null).get("M")?.status).toBe("failed");
  });

  test("waiting, retrying, caught and aborted are told apart", () => {
    const log = new EventLog().enter("W").add("WaitStarted", { path: "W" });
    expect(nodeStatuses(foldTo(null, log.events, 2), null, null).get("W")?.status).toBe("waiting");
    log.add("WaitEnded", { path: "W" }).exit("W", "T").enter("T").add("StateFailed", { path: "T" });
    expect(nodeStatuses(foldTo(null, log.events, 6), null, null).get("T")?.status).toBe("failed");
    log.add("RetryScheduled", { path: "T" });
    expect(nodeStatuses(foldTo(null, log.events, 7), null, null).get("T")?.status).toBe("retrying");
    log.add("RetryStarted", { path: "T" }).add("StateFailed", { path: "T" }).exit("T", "X", "0", { caught: 1 });
    const caught = foldTo(null, log.events, log.events.length);
    expect(nodeStatuses(caught, null, null).get("T")?.status).toBe("caught");
    log.enter("X").add("ExecutionAborted");
    expect(nodeStatuses(foldTo(caught, log.events, log.events.length), null, null).get("X")?.status).toBe("aborted");
  });

  test("a task waits for its worker, and for its token once it is submitted", () => {
    const log = new EventLog().enter("T").add("TaskScheduled", { path: "T", details: { integration: "activity" } });
    const status = () => nodeStatuses(foldTo(null, log.events, log.events.length), null, null).get("T")?.status;
    expect(status()).toBe("waiting");
    log.add("TaskStarted", { path: "T" });
    expect(status()).toBe("running");
    log.add("TaskSubmitted", { path: "T" });
    expect(status()).toBe("waiting");
    log.add("TaskSucceeded", { path: "T", details: { source: "live" } });
    expect(status()).toBe("running");
  });

  test("iterations are counted on the Map and on the states in it", () => {
    const { events } = mapLog(7);
    const middle = foldTo(null, events, 3 + 6 * 3 + 2);
    expect(iterationsOf(middle, "All")).toEqual([
      "succeeded",
      "succeeded",
      "succeeded",
      "running",
      "pending",
      "pending",
      "pending",
    ]);
    const statuses = nodeStatuses(middle, null, null);
    expect(statuses.get("All")?.counts).toEqual({ total: 7, running: 1, succeeded: 3, failed: 0 });
    expect(statuses.get("All/One")?.counts).toEqual({ total: 7, running: 1, succeeded: 3, failed: 0 });
    expect(middle.place("0.3")?.index).toBe(3);
  });

  test("every cursor gives the same from the start as step by step, forward and back", () => {
    const { events } = mapLog(5);
    let fold: Fold | null = null;
    for (const cursor of [1, 4, 9, 20, events.length, 7, 8, 2, events.length]) {
      fold = foldTo(fold, events, cursor);
      expect([...nodeStatuses(fold, null, null)]).toEqual([...nodeStatuses(foldTo(null, events, cursor), null, null)]);
    }
  });

  test("what was not taken is known once nothing leads there", () => {
    const graph = graphOf(
      [graphNode("#start"), graphNode("C", { type: "Choice" }), graphNode("Yes"), graphNode("No"), graphNode("#end")],
      [
        graphEdge("#start", "C", { kind: "start" }),
        graphEdge("C", "Yes", { kind: "choice", index: 0 }),
        graphEdge("C", "No", { kind: "default" }),
        graphEdge("Yes", "#end", { kind: "end" }),
      ],
    );
    const { events } = new EventLog()
      .enter("C")
      .exit("C", "Yes", "0", { state_type: "Choice", rule: 0 })
      .enter("Yes")
      .exit("Yes", null)
      .add("ExecutionSucceeded");
    const before = foldTo(null, events, 1);
    expect(nodeStatuses(before, graph, null).has("No")).toBe(false);
    expect([...edgeStatuses(before, graph).keys()]).toEqual(["#start->C#0"]);
    const chosen = foldTo(before, events, 2);
    expect(nodeStatuses(chosen, graph, null).has("Yes")).toBe(false);
    expect(nodeStatuses(chosen, graph, null).get("No")?.status).toBe("not-taken");
    expect(edgeStatuses(chosen, graph).get("C->No#0")).toBe("not-taken");
    const after = foldTo(chosen, events, 5);
    expect(nodeStatuses(after, graph, null).get("No")?.status).toBe("not-taken");
    expect(edgeStatuses(after, graph).get("C->No#0")).toBe("not-taken");
    expect(edgeStatuses(after, graph).get("Yes->#end#0")).toBe("taken");
  });

  test("a caught error lights its Catch", () => {
    const graph = graphOf([], [graphEdge("T", "R", { kind: "catch", index: 0 }), graphEdge("T", "N", { k: 0 })]);
    const { events } = new EventLog().enter("T").exit("T", "R", "0", { caught: 0 });
    expect([...edgeStatuses(foldTo(null, events, 2), graph)]).toEqual([
      ["T->R#0", "caught"],
      ["T->N#0", "not-taken"],
    ]);
  });

  test("the data of a visit is that of its thread", () => {
    const { events } = mapLog(3);
    const visit = lastVisit(events, events.length, "All/One", "0.1");
    expect(visit?.input?.text).toBe('{"index":1}');
    expect(visit?.result?.text).toBe('"All/One"');
    expect(visit?.exited?.thread).toBe("0.1");
    expect(lastVisit(events, 5, "All/One", "0.1")).toBeNull();
  });

  test("the failing event is the task's own", () => {
    const { events } = new EventLog()
      .enter("T")
      .add("TaskFailed", { path: "T", details: { error: "E" } })
      .add("StateFailed", { path: "T" })
      .add("ExecutionFailed");
    expect(failingEvent(events, "T")?.sequence).toBe(2);
    expect(failingEvent(events, "Other")).toBeNull();
  });

  test("40,000 events fold in one go", () => {
    const { events } = mapLog(6700);
    expect(events.length).toBeGreaterThan(40_000);
    const fold = foldTo(null, events, events.length);
    expect(nodeStatuses(fold, null, null).get("All")?.counts?.succeeded).toBe(6700);
    expect(fold.over).toBe(true);
  });
});

describe("a distributed Map", () => {
  function mapRun(details: EventView["details"], length: number): EventLog {
    const log = new EventLog().enter("All").add("MapStateStarted", { path: "All", details: { length: 0 } });
    log.add("MapRunStarted", { path: "All", details });
    return log.add("ItemsRead", { path: "All", details: { length } });
  }

  function run(log: EventLog) {
    const found = foldTo(null, log.events, log.events.length).runs("All")[0];
    if (found === undefined) throw new Error("the Map has not run");
    return found;
  }

  test("has as many child executions as items are read", () => {
    const log = mapRun({}, 3);
    const child = { path: "All", thread: "0.0", details: { parent: "0", index: 0 } };
    log.add("ChildExecutionStarted", child).enter("All/One", "0.0").add("ChildExecutionFailed", child);
    expect(run(log).length).toBe(3);
    expect(run(log).children.get(0)?.status).toBe("failed");
  });

  test("has fewer where it goes by batches", () => {
    expect(run(mapRun({ batch_items: 2 }, 3)).length).toBe(2);
  });

  test("has those that have started where batches are measured in bytes", () => {
    const log = mapRun({ batch_bytes: 100 }, 3);
    expect(run(log).length).toBe(0);
    log.add("ChildExecutionStarted", { path: "All", thread: "0.0", details: { parent: "0", index: 0 } });
    expect(run(log).length).toBe(1);
  });
});

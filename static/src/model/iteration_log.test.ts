import { describe, expect, test } from "vitest";
import { EventLog } from "../testing/events";
import { foldTo } from "./fold";
import { IterationLog, type RunLog } from "./iteration_log";

/** A Map of three: the first goes through, the second is retried and caught, the third fails the Map. */
function mixed(): EventLog {
  const log = new EventLog().add("ExecutionStarted").enter("All");
  log.add("MapStateStarted", { path: "All", details: { length: 4 } });
  const child = (index: number) => ({ path: "All", thread: `0.${index}`, details: { parent: "0", index } });
  const at = (index: number, details = {}) => ({ path: "All/One", thread: `0.${index}`, details });
  for (const index of [0, 1, 2]) log.add("MapIterationStarted", { ...child(index), time_ms: index });
  log.enter("All/One", "0.0").exit("All/One", null, "0.0");
  log.add("MapIterationSucceeded", { ...child(0), time_ms: 30 });
  log
    .enter("All/One", "0.1")
    .add("StateFailed", at(1, { error: "Busy" }))
    .add("RetryScheduled", at(1));
  log.add("RetryStarted", at(1)).add("StateFailed", at(1, { error: "Fatal" }));
  log.exit("All/One", "Mend", "0.1", { caught: 0 }).enter("All/Mend", "0.1").exit("All/Mend", null, "0.1");
  log.add("MapIterationSucceeded", { ...child(1), time_ms: 40 });
  log.enter("All/One", "0.2").add("StateFailed", at(2, { error: "Odd" }));
  log.add("MapIterationFailed", { ...child(2), time_ms: 50, details: { parent: "0", index: 2, error: "Odd" } });
  return log.add("MapStateFailed", { path: "All" }).add("ExecutionFailed", { time_ms: 60 });
}

function runAt(log: IterationLog, { events }: EventLog, cursor: number): RunLog {
  log.take(events, cursor);
  const [run] = log.runs("All");
  if (run === undefined) throw new Error("the Map has not begun");
  return run;
}

function look(run: RunLog): unknown[] {
  return Array.from({ length: run.length }, (_, index) => [
    run.status(index),
    run.error(index),
    run.pathTaken(index),
    run.durationMs(index),
  ]);
}

describe("the log of iterations", () => {
  test("tells how each ended, by which path, with which error and in what time", () => {
    const log = new IterationLog();
    const events = mixed();
    const run = runAt(log, events, events.events.length);
    expect(look(run)).toEqual([
      ["succeeded", null, 1, 30],
      ["caught", "Fatal", 2, 39],
      ["failed", "Odd", 1, 48],
      ["pending", null, 0, null],
    ]);
    expect(log.pathStates(2)).toEqual(["All/One", "All/Mend"]);
    expect(run.counts).toMatchObject({ pending: 1, succeeded: 1, caught: 1, failed: 1, running: 0 });
  });

  test("stands at any cursor as if it had been read only so far, going back and forth", () => {
    const events = mixed();
    const log = new IterationLog();
    for (const cursor of [20, 3, 12, 11, 25, 4, events.events.length, 9]) {
      const cut = new EventLog();
      cut.events.push(...events.events.slice(0, cursor));
      const fresh = runAt(new IterationLog(), cut, cursor);
      const run = runAt(log, events, cursor);
      expect(look(run).map((row) => (row as unknown[]).slice(0, 2))).toEqual(
        look(fresh).map((row) => (row as unknown[]).slice(0, 2)),
      );
      expect(run.counts).toEqual(fresh.counts);
    }
  });

  test("an iteration whose retry waits is retrying", () => {
    const events = mixed();
    const scheduled = events.events.findIndex((event) => event.type === "RetryScheduled") + 1;
    const log = new IterationLog();
    expect(runAt(log, events, scheduled).status(1)).toBe("retrying");
    expect(runAt(log, events, scheduled + 1).status(1)).toBe("running");
  });

  test("agrees with the fold on how many there are and where they stand, at every event", () => {
    const { events } = mixed();
    const log = new IterationLog();
    for (let cursor = 3; cursor <= events.length; cursor += 1) {
      log.take(events, cursor);
      const [folded] = foldTo(null, events, cursor).runs("All");
      const [run] = log.runs("All");
      expect(run?.length).toBe(folded?.length);
      for (const child of folded?.children.values() ?? []) {
        const status = run?.status(child.index);
        const plain = status === "caught" ? "succeeded" : status === "retrying" ? "running" : status;
        expect(plain).toBe(child.status);
      }
    }
  });

  test("what is under way when the execution ends was stopped with it", () => {
    const events = new EventLog().enter("Both").add("ParallelStateStarted", { path: "Both", details: { count: 2 } });
    events.add("BranchStarted", { path: "Both", thread: "0.0", details: { parent: "0", index: 0 } });
    events.add("ExecutionAborted");
    const log = new IterationLog();
    log.take(events.events, 4);
    expect(log.runs("Both")[0]?.counts).toMatchObject({ aborted: 1, pending: 1 });
    expect(log.containers()).toEqual(["Both"]);
    log.take(events.events, 1);
    expect(log.runs("Both")).toEqual([]);
  });

  test("the children of a distributed Map are counted by its batches", () => {
    const events = new EventLog().enter("M").add("MapStateStarted", { path: "M", details: { length: 0 } });
    events.add("MapRunStarted", { path: "M", details: { batch_items: 3, batch_bytes: null } });
    events.add("ItemsRead", { path: "M", details: { length: 10 } });
    const log = new IterationLog();
    log.take(events.events, 4);
    expect(log.runs("M")[0]?.length).toBe(4);
  });
});

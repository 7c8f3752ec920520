import { describe, expect, test } from "vitest";
import { VisitLog } from "../model/visit_log";
import { EventLog } from "../testing/events";
import { Axis, clockTime } from "./axis";
import { choicesAround } from "./go";
import { rowName, rowsOf, rowVisits } from "./rows";

/** A Pass, then a Map of two whose second is retried once and fails. */
function log(): VisitLog {
  const events = new EventLog().add("ExecutionStarted").enter("A").exit("A", "All").enter("All");
  events.add("MapStateStarted", { path: "All", details: { length: 2 } });
  const at = (index: number, time_ms: number, details = {}) => ({
    path: "All",
    thread: `0.${index}`,
    time_ms,
    details: { parent: "0", index, ...details },
  });
  events.add("MapIterationStarted", at(1, 0)).add("MapIterationStarted", at(0, 0));
  events.enter("All/One", "0.1").add("StateFailed", { path: "All/One", thread: "0.1" });
  events.add("RetryScheduled", { path: "All/One", thread: "0.1", time_ms: 0 });
  events.enter("All/One", "0.0").exit("All/One", null, "0.0").add("MapIterationSucceeded", at(0, 1000));
  events.add("RetryStarted", { path: "All/One", thread: "0.1", time_ms: 2000 });
  events.add("StateFailed", { path: "All/One", thread: "0.1", time_ms: 2500 });
  events.add("MapIterationFailed", at(1, 2500)).add("ExecutionFailed", { time_ms: 2500 });
  const visits = new VisitLog();
  visits.take(events.events);
  return visits;
}

describe("the rows of a timeline", () => {
  test("are the root's states, and below a container its children by their index", () => {
    const visits = log();
    const rows = rowsOf(visits, new Set());
    expect(rows.map((row) => [row.depth, rowName(visits, row)])).toEqual([
      [0, "A"],
      [0, "All"],
      [1, "All[0]"],
      [1, "All[1]"],
    ]);
    const container = rows[1]?.visit ?? 0;
    expect(rowsOf(visits, new Set([container]))).toHaveLength(2);
    expect(rowsOf(visits, new Set(), container).map((row) => rowName(visits, row))).toEqual(["All[0]", "All[1]"]);
  });

  test("a visit tells how it stands at any moment, and what it waited for", () => {
    const visits = log();
    const row = rowsOf(visits, new Set())[3];
    const visit = row === undefined ? 0 : rowVisits(visits, row).at(0);
    expect([visits.path(visit), visits.from(visit)]).toEqual(["All/One", 8]);
    expect([visits.status(visit, 7), visits.status(visit, 9), visits.status(visit, 99)]).toEqual([
      null,
      "running",
      "failed",
    ]);
    expect(visits.waits(visit)).toEqual([{ kind: "backoff", from: 10, to: 14 }]);
    expect(visits.visitAt("0.1", 14)).toBe(visit);
    expect(choicesAround(visits, visits.threadOf(visit))).toEqual({ All: 1 });
    expect(visits.failures).toEqual([9, 15]);
  });

  test("what is open when the execution ends was stopped, and what failed has failed", () => {
    const visits = log();
    const [, all] = rowsOf(visits, new Set());
    expect(visits.status(all?.visit ?? 0, 99)).toBe("aborted");
  });
});

describe("the axis", () => {
  test("goes by time since the beginning, or event by event", () => {
    const { events } = log();
    const [time, order] = [new Axis("time", events), new Axis("events", events)];
    expect([time.at(13), time.at(14), order.at(14)]).toEqual([1000, 2000, 14]);
    expect(time.at(0)).toBe(time.full.end);
  });

  test("zooms around a place and stays within the whole", () => {
    const axis = new Axis("time", log().events);
    expect(axis.zoom({ start: 0, end: 2000 }, 0.5, 500)).toEqual({ start: 250, end: 1250 });
    expect(axis.zoom({ start: 0, end: 2000 }, 10, 500)).toEqual(axis.full);
    expect(axis.pan({ start: 0, end: 1000 }, -1)).toEqual({ start: 0, end: 1000 });
  });

  test("its marks are round numbers with room for their words", () => {
    const axis = new Axis("time", log().events);
    expect(axis.ticks({ start: 0, end: 2000 }, 400).map(({ label }) => label)).toEqual([
      "00:00:00.000",
      "00:00:00.500",
      "00:00:01.000",
      "00:00:01.500",
      "00:00:02.000",
    ]);
    expect(new Axis("events", log().events).ticks({ start: 1, end: 40 }, 400).map(({ at }) => at)).toEqual([
      10, 20, 30, 40,
    ]);
    expect([clockTime(3_723_004), clockTime(12_400), clockTime(61_000, false)]).toEqual([
      "01:02:03.004",
      "00:00:12.400",
      "00:01:01",
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { VisitLog } from "../model/visit_log";
import { EventLog } from "../testing/events";
import { Axis } from "./axis";
import { visitWords } from "./visit_words";
import { hasWallTime, WallTime } from "./wall";

const START = 1_796_000_000_000;

/** A Pass at once; a Task of 800 ms, before which a person looked for three minutes; virtually, all took an hour. */
function log(): EventLog {
  const events = new EventLog().add("ExecutionStarted", { recorded_ms: START });
  events.add("StateEntered", { path: "A", recorded_ms: START, values: { input: {} } });
  events.add("StateExited", { path: "A", recorded_ms: START + 10, details: { next: "B", state_type: "Pass" } });
  const held = { recorded_ms: START + 180_010, held_ms: 180_000 };
  events.add("StateEntered", { path: "B", ...held, time_ms: 3_600_000, values: { input: {} } });
  const later = { recorded_ms: START + 180_810, time_ms: 3_600_000 };
  return events.add("StateExited", { path: "B", ...later, details: { next: null, state_type: "Task" } });
}

describe("wall time", () => {
  test("is drawn to scale, but for what the execution was held", () => {
    const wall = new WallTime(log().events);
    const gap = 810 / 8;
    expect(wall.gaps).toEqual([{ start: 10, end: 10 + gap, heldMs: 180_000 }]);
    expect([1, 2, 3, 4, 5].map((sequence) => wall.at(sequence))).toEqual([0, 0, 10, 10 + gap, 810 + gap]);
    expect([1, 3, 4, 5].map((sequence) => wall.msAt(sequence))).toEqual([0, 10, 180_010, 180_810]);
    expect(wall.end).toBe(810 + gap);
    expect([wall.heldBetween(3, 5), wall.heldBetween(4, 5)]).toEqual([180_000, 0]);
  });

  test("many pauses together take no more room than what was done", () => {
    const events = new EventLog().add("ExecutionStarted", { recorded_ms: START });
    for (let step = 1; step <= 100; step += 1) {
      events.add("StateEntered", { recorded_ms: START + step * 2001, held_ms: 2000 });
    }
    const wall = new WallTime(events.events);
    expect(wall.gaps).toHaveLength(100);
    expect(wall.end).toBeCloseTo(200);
  });

  test("a pause that is shorter than a gap stays as it is", () => {
    const events = new EventLog().add("ExecutionStarted", { recorded_ms: START });
    events.add("StateEntered", { recorded_ms: START + 1000, held_ms: 3 });
    expect(new WallTime(events.events).gaps).toEqual([]);
    expect(new WallTime(events.events).end).toBe(1000);
  });

  test("its marks tell the time that passed, pauses included, and keep clear of them", () => {
    const axis = new Axis("wall", log().events);
    const ticks = axis.ticks(axis.full, 1000);
    expect(ticks.map(({ label }) => label)).toEqual([
      ...["00:03:00.100", "00:03:00.200", "00:03:00.300", "00:03:00.400"],
      ...["00:03:00.500", "00:03:00.600", "00:03:00.700", "00:03:00.800"],
    ]);
    expect(ticks[0]?.at).toBe(10 + 810 / 8 + 90);
    const times = [...ticks.map(({ at }) => at)];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("a visit tells what it took, and what it was held for", () => {
    const visits = new VisitLog();
    visits.take(log().events);
    const [wall, virtual] = [new Axis("wall", visits.events), new Axis("time", visits.events)];
    const [a, b] = [1, 2];
    expect(visitWords(visits, wall, b, 5)).toBe("✓ succeeded · from 00:03:00.010 · took 800 ms");
    expect(visitWords(visits, wall, a, 5)).toBe("✓ succeeded · from 00:00:00.000 · took 10 ms");
    expect(visitWords(visits, virtual, b, 5)).toBe("✓ succeeded · from 01:00:00.000 · took 0 ms");
  });

  test("a visit that was held tells that apart from what it took", () => {
    const events = new EventLog().add("ExecutionStarted", { recorded_ms: START });
    events.add("StateEntered", { path: "A", recorded_ms: START, values: { input: {} } });
    events.add("StateExited", { path: "A", recorded_ms: START + 65_020, held_ms: 65_000, details: { next: null } });
    const visits = new VisitLog();
    visits.take(events.events);
    const words = visitWords(visits, new Axis("wall", visits.events), 1, 3);
    expect(words).toBe("✓ succeeded · from 00:00:00.000 · took 20 ms, and 1 min 5 s held");
  });

  test("is not known of what an earlier version recorded", () => {
    expect(hasWallTime(log().events)).toBe(true);
    expect(hasWallTime(new EventLog().add("ExecutionStarted").events)).toBe(false);
    expect(hasWallTime([])).toBe(false);
  });

  test("a clock that was put back, or an event whose time is missing, moves nothing backwards", () => {
    const events = new EventLog().add("ExecutionStarted", { recorded_ms: START });
    events
      .add("StateEntered", { recorded_ms: START - 5000 })
      .add("StateExited")
      .add("ExecutionSucceeded");
    const wall = new WallTime(events.events);
    expect([1, 2, 3, 4].map((sequence) => wall.at(sequence))).toEqual([0, 0, 0, 0]);
  });
});

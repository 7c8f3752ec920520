import { describe, expect, it } from "vitest";
import type { EventView } from "../protocol/messages";
import { EventLog } from "../testing/events";
import { stateSummary } from "../testing/fake_backend";
import { activeSequence, type Standing } from "./active_event";
import { EventIndex } from "./event_index";
import { EventRows, lastUpTo, NO_FILTER, type Rows } from "./event_rows";
import { detailsOf, offset, toneOf, typeName } from "./event_words";
import { startedAt } from "./execution_words";
import { PLACES, places } from "./marks";
import { mockLines, mockWords, unmockedTasks } from "./mock_lines";

function one(type: string, part: Parameters<EventLog["add"]>[1] = {}): EventView {
  const [event] = new EventLog().add(type, part).events;
  if (event === undefined) throw new Error("no event");
  return event;
}

/** A Map of two items, the second of which fails, and is caught. */
function wordCount(): EventLog {
  const log = new EventLog().add("ExecutionStarted").enter("Words");
  log.add("MapStateStarted", { path: "Words", details: { length: 2, max_concurrency: 1 } });
  for (const index of [0, 1]) {
    const [thread, details] = [`0.${index}`, { index, parent: "0" }];
    log.add("MapIterationStarted", { path: "Words", thread, details }).enter("Words/Mapper", thread);
    if (index === 0) {
      log.task("Words/Mapper", thread).exit("Words/Mapper", null, thread);
      log.add("MapIterationSucceeded", { path: "Words", thread, details });
    } else {
      const error = { error: "Custom.Busy", cause: "try later" };
      log.add("TaskFailed", { path: "Words/Mapper", thread, details: { ...error, source: "mocked" } });
      log.add("MapIterationFailed", { path: "Words", thread, details: { ...details, ...error } });
    }
  }
  return log.exit("Words", "Rest", "0", { caught: 0 });
}

function indexed(log: EventLog): EventIndex {
  const index = new EventIndex();
  index.take(log.events);
  return index;
}

function shown(rows: Rows): number[] {
  return Array.from({ length: rows.length }, (_, row) => rows.sequence(row));
}

describe("the words of an event", () => {
  it("give its time since the start", () => {
    expect([0, 7, 61_005, 3_600_000 + 90_250].map(offset)).toEqual([
      "00:00.000",
      "00:00.007",
      "01:01.005",
      "1:01:30.250",
    ]);
  });

  it("prefer the name that AWS has", () => {
    expect(typeName({ ...one("StateEntered"), aws_type: "PassStateEntered" })).toBe("PassStateEntered");
    expect(typeName({ ...one("WaitStarted"), aws_type: "" })).toBe("WaitStarted");
  });

  it("say where a state leads, and by which rule or catcher", () => {
    const left = (details: Record<string, unknown>) => detailsOf(one("StateExited", { details }));
    expect(left({ next: "Reduce", state_type: "Task" })).toBe("→ Reduce");
    expect(left({ next: null, state_type: "Task" })).toBe("→ end");
    expect(left({ next: "Good", state_type: "Choice", rule: 1 })).toBe("rule 2 → Good");
    expect(left({ next: "Other", state_type: "Choice", rule: null })).toBe("default → Other");
    expect(left({ next: "Rescue", state_type: "Task", caught: 0 })).toBe("caught by catcher 1 → Rescue");
  });

  it("tell attempts, delays, sources and errors", () => {
    const resource = "arn:aws:lambda:eu-west-1:123456789012:function:words-mapper";
    expect(detailsOf(one("TaskScheduled", { details: { attempt: 2, resource } }))).toBe("attempt 2 · words-mapper");
    const hosted = "arn:aws:lambda:eu-west-1:#{AWS::AccountId}:function:words-mapper";
    expect(detailsOf(one("TaskScheduled", { details: { resource: hosted } }))).toBe("words-mapper");
    const retry = { attempt: 1, delay_ms: 2000, error: "Custom.Busy", cause: "" };
    expect(detailsOf(one("RetryScheduled", { details: retry }))).toBe("retry 1 in 2 s · Custom.Busy");
    const mocked = { details: { source: "mocked" }, values: { output: 3 } };
    expect(detailsOf(one("TaskSucceeded", mocked))).toBe("◇ mocked · 3");
    expect(detailsOf(one("ExecutionFailed", { details: { error: "Fatal", cause: "gone" } }))).toBe("Fatal: gone");
    const lambda = { error: "Error", cause: '{"errorMessage": "no such order", "trace": []}' };
    expect(detailsOf(one("TaskFailed", { details: lambda }))).toBe("Error: no such order");
    expect(detailsOf(one("WaitStarted", { time_ms: 500, details: { until_ms: 5500 } }))).toBe("for 5 s");
  });

  it("shorten long data", () => {
    expect(detailsOf(one("StateEntered", { values: { input: "x".repeat(500) } }))).toHaveLength(160);
    const large = { output: { size: 213_000, text: null, hash: "h" } };
    expect(detailsOf({ ...one("ExecutionSucceeded"), values: large })).toBe("213 kB");
  });

  it("tell a failure from an error that was caught", () => {
    expect(toneOf(one("TaskFailed"))).toBe("error");
    expect(toneOf(one("StateExited", { details: { caught: 0 } }))).toBe("caught");
    expect(toneOf(one("StateExited", { details: { caught: null } }))).toBe("plain");
    expect(toneOf(one("MapIterationAborted"))).toBe("aborted");
  });
});

describe("the index of events", () => {
  it("names a state with its iterations", () => {
    const log = new EventLog().add("MapIterationStarted", { thread: "0.0", details: { parent: "0", index: 3 } });
    log.add("MapIterationStarted", { thread: "0.0.1", details: { parent: "0.0", index: 12 } });
    const index = indexed(log.enter("A", "0").enter("M/B", "0.0").enter("M/N/C~1D", "0.0.1"));
    expect([3, 4, 5].map((sequence) => index.place(index.at(sequence) as EventView))).toEqual([
      "A",
      "B [3]",
      "C/D [3][12]",
    ]);
  });

  it("goes on where it stopped, and forgets another execution", () => {
    const log = wordCount();
    const index = new EventIndex();
    index.take(log.events.slice(0, 6));
    index.take(log.events);
    expect(index.errors).toEqual([12, 13]);
    index.take(new EventLog().add("ExecutionStarted").events);
    expect([index.errors, index.label("0.1")]).toEqual([[], ""]);
  });
});

describe("the rows of the table", () => {
  it("are all events without a filter", () => {
    const rows = new EventRows().rows(indexed(wordCount()), NO_FILTER);
    expect([rows.length, rows.sequence(0), rows.row(5), rows.row(99), rows.row(0)]).toEqual([14, 1, 4, 13, -1]);
  });

  it("are found by type, state, iteration and error, every word of the filter", () => {
    const [index, rows] = [indexed(wordCount()), new EventRows()];
    const found = (words: string) => shown(rows.rows(index, { words, errorsOnly: false }));
    expect(found("taskfailed")).toEqual([12]);
    expect(found(" Mapper [1] ")).toEqual([11, 12]);
    expect(found("custom.busy")).toEqual([12, 13]);
    expect(found("nothing of the kind")).toEqual([]);
  });

  it("are the errors, caught ones too, when only those are wanted", () => {
    const rows = new EventRows().rows(indexed(wordCount()), { words: "", errorsOnly: true });
    expect(shown(rows)).toEqual([12, 13, 14]);
    expect([rows.row(11), rows.row(13), rows.row(99)]).toEqual([-1, 1, 2]);
  });

  it("grow with the events", () => {
    const [log, index, rows] = [wordCount(), new EventIndex(), new EventRows()];
    const filter = { words: "mapper", errorsOnly: false };
    index.take(log.events.slice(0, 8));
    const before = shown(rows.rows(index, filter));
    index.take(log.events);
    expect([before, shown(rows.rows(index, filter))]).toEqual([
      [5, 6, 7, 8],
      [5, 6, 7, 8, 11, 12],
    ]);
  });

  it("are searched by halves", () => {
    expect([0, 1, 4, 5, 9].map((limit) => lastUpTo([1, 5, 5, 8], limit))).toEqual([-1, 0, 0, 2, 3]);
  });
});

describe("the marks on the scrubber", () => {
  it("lie between the first event and the last, those in one place together", () => {
    expect(places([1, 51, 101], 101)).toEqual([0, PLACES / 2, PLACES]);
    expect(places([1], 1)).toEqual([0]);
    const many = Array.from({ length: 40_000 }, (_, at) => at + 1);
    expect(places(many, 40_000)).toHaveLength(PLACES + 1);
  });
});

describe("the selected event", () => {
  const at: Standing = { execution: "e", cursor: 5, head: 9, running: false, failing: null };

  it("is what was picked until the cursor moves", () => {
    const picked = { execution: "e", sequence: 3, cursor: 5 };
    expect(activeSequence(picked, at)).toBe(3);
    expect(activeSequence(picked, { ...at, cursor: 6 })).toBe(6);
    expect(activeSequence(picked, { ...at, cursor: 6, running: true })).toBe(3);
    expect(activeSequence(picked, { ...at, execution: "another" })).toBe(5);
  });

  it("is the failing one at the end of a failed execution", () => {
    expect(activeSequence(null, { ...at, cursor: 9, failing: 7 })).toBe(7);
    expect(activeSequence(null, { ...at, cursor: 4, failing: 7 })).toBe(4);
  });
});

describe("the list of executions", () => {
  it("says the day only of those that did not start today", () => {
    const now = new Date(2026, 4, 17, 12, 0, 0);
    const started = [new Date(2026, 4, 17, 9, 5, 1), new Date(2026, 4, 16, 23, 0, 0), new Date(2025, 11, 31, 8, 0, 0)];
    expect(started.map((date) => startedAt(date, now))).toEqual([
      "09:05:01",
      "May 16, 23:00:00",
      "Dec 31 2025, 08:00:00",
    ]);
  });
});

describe("the list of mocks", () => {
  const states = [
    stateSummary("Split"),
    stateSummary("Words/Mapper", { type: "Task" }),
    stateSummary("Reduce", { type: "Task" }),
  ];
  const returns = { result: '{\n  "a  b": 1\n}', error: null, cause: null };
  const throws = { result: null, error: "Custom.Busy", cause: "later" };

  it("goes by the text, with those of lost states at the end", () => {
    const lines = mockLines(states, { Gone: returns, Reduce: throws, "Words/Mapper": returns });
    expect(lines.map(({ path, known }) => [path, known])).toEqual([
      ["Words/Mapper", true],
      ["Reduce", true],
      ["Gone", false],
    ]);
  });

  it("offers the Tasks that have none", () => {
    expect(unmockedTasks(states, { Reduce: throws })).toEqual(["Words/Mapper"]);
  });

  it("tells in one line what a Task answers", () => {
    expect(mockWords(returns)).toEqual({ verb: "returns", what: '{ "a  b": 1 }' });
    expect(mockWords(throws)).toEqual({ verb: "throws", what: "Custom.Busy: later" });
    expect(mockWords({ ...throws, later: [{ ...throws, cause: null, delay_seconds: 2 }, { result: "7" }] })).toEqual({
      verb: "throws",
      what: "Custom.Busy: later, then throws Custom.Busy after 2 s, then returns 7",
    });
  });
});

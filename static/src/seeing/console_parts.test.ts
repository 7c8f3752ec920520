import { describe, expect, test } from "vitest";
import type { LogpointLine } from "../protocol/messages";
import type { ConsoleEntry } from "./console";
import { consoleParts } from "./console_parts";

const log = [3, 5, 9].map((sequence): LogpointLine => {
  return { sequence, time_ms: 0, thread: "0", path: "A", breakpoint: "1", text: `${sequence}` };
});

function entry(execution: string, head: number): ConsoleEntry {
  return { id: head, expression: "", language: null, where: "", execution, head, result: null };
}

function order(entries: readonly ConsoleEntry[], execution: string | null): string[] {
  const parts = consoleParts(log, entries, execution);
  return parts.flatMap((part) => [...part.lines.map(({ text }) => text), ...(part.entry === null ? [] : ["typed"])]);
}

describe("the console", () => {
  test("puts what logpoints say after what was typed before it", () => {
    expect(order([entry("e", 5), entry("e", 6)], "e")).toEqual(["3", "5", "typed", "typed", "9"]);
  });

  test("puts what was typed in executions before above the log of the one that is open", () => {
    expect(order([entry("other", 90)], "e")).toEqual(["typed", "3", "5", "9"]);
    expect(order([entry("e", 3), entry("other", 90)], "e")).toEqual(["3", "typed", "typed", "5", "9"]);
    expect(order([], null)).toEqual(["3", "5", "9"]);
  });
});

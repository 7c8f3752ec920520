/** One line about an event, for the table. Pure. */

import type { EventView, ValueText } from "../protocol/messages";

const FAILURES: ReadonlySet<string> = new Set([
  "TaskFailed",
  "TaskTimedOut",
  "StateFailed",
  "MapIterationFailed",
  "MapStateFailed",
  "BranchFailed",
  "ParallelStateFailed",
  "ExecutionFailed",
  "ExecutionTimedOut",
]);

const ENDS: ReadonlySet<string> = new Set(["ExecutionSucceeded", "TaskSucceeded", "MapStateSucceeded"]);

export type EventTone = "failed" | "succeeded" | "edited" | "caught" | "plain";

export function toneOf(event: EventView): EventTone {
  if (FAILURES.has(event.type)) return "failed";
  if (event.type === "ValueEdited") return "edited";
  if (event.type === "RetryScheduled" || typeof event.details.caught === "number") return "caught";
  return ENDS.has(event.type) ? "succeeded" : "plain";
}

/** What the event says besides its type and its state. */
export function detailsOf(event: EventView): string {
  const { details, values } = event;
  switch (event.type) {
    case "StateExited":
      return join(
        typeof details.caught === "number" ? `caught by Catch #${details.caught + 1}` : "",
        details.next === null ? "end" : `→ ${String(details.next)}`,
        short(values.output),
      );
    case "TaskScheduled":
      return join(Number(details.attempt) > 1 ? `attempt ${details.attempt}` : "", short(values.parameters));
    case "TaskSucceeded":
      return join(details.source === "live" ? "" : String(details.source), short(values.output));
    case "TaskFailed":
    case "TaskTimedOut":
    case "StateFailed":
    case "MapIterationFailed":
    case "BranchFailed":
    case "MapStateFailed":
    case "ParallelStateFailed":
    case "ExecutionFailed":
    case "ExecutionAborted":
    case "ExecutionTimedOut":
      return join(String(details.error ?? ""), firstLine(details.cause));
    case "RetryScheduled":
      return `retry ${String(details.attempt)} in ${Number(details.delay_ms) / 1000} s: ${String(details.error)}`;
    case "MapStateStarted":
      return `${String(details.length)} items`;
    case "ParallelStateStarted":
      return `${String(details.count)} branches`;
    case "ValueEdited":
      return join(`${String(details.target)} replaced`, short(values.value));
    default:
      return short(values.input ?? values.output ?? values.value);
  }
}

/** `MapTask[3]` for a thread that is a child, by what the fold knows of it. */
export function placeOf(event: EventView, index: number | null): string {
  return index === null ? event.path : `${event.path} [${index}]`;
}

function short(value: ValueText | undefined): string {
  if (value === undefined) return "";
  if (value.text === null) return `${value.size} bytes`;
  return value.text.length > 160 ? `${value.text.slice(0, 160)}…` : value.text;
}

function firstLine(text: unknown): string {
  if (typeof text !== "string") return "";
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && "errorMessage" in parsed) return String(parsed.errorMessage);
  } catch {
    // A plain text.
  }
  return text.split("\n")[0] ?? "";
}

function join(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(" · ");
}

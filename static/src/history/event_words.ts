/** How an event reads in the table: its time, its tone, and what it tells in a few words. Pure. */

import { readCause } from "../debugger/cause";
import { duration, size } from "../debugger/words";
import { BADGE_GLYPHS, type Badge } from "../model/execution";
import type { EventView, ValueText } from "../protocol/messages";

export type Tone = "plain" | "error" | "caught" | "retry" | "aborted" | "success";

export const TONE_GLYPHS: Readonly<Record<Tone, string>> = {
  plain: "",
  error: "✕",
  caught: "⚠",
  retry: "↻",
  aborted: "◼",
  success: "✓",
};

const PREVIEW = 160;

const ERRORS = new Set([
  "TaskFailed",
  "TaskTimedOut",
  "StateFailed",
  "EvaluationFailed",
  "MapIterationFailed",
  "ChildExecutionFailed",
  "MapRunFailed",
  "BranchFailed",
  "MapStateFailed",
  "ParallelStateFailed",
  "ExecutionFailed",
  "ExecutionTimedOut",
]);

export function toneOf(event: EventView): Tone {
  if (ERRORS.has(event.type)) return "error";
  if (event.type === "StateExited") return typeof event.details.caught === "number" ? "caught" : "plain";
  if (event.type === "RetryScheduled") return "retry";
  if (event.type === "ExecutionSucceeded") return "success";
  return event.type.endsWith("Aborted") ? "aborted" : "plain";
}

/** The name of AWS's history, else ours. */
export function typeName(event: EventView): string {
  return event.aws_type === "" ? event.type : event.aws_type;
}

/** Milliseconds as `mm:ss.mmm`, from an hour on `h:mm:ss.mmm`. */
export function offset(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  const whole = Math.round(Math.abs(ms));
  const [hours, minutes] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60];
  const seconds = `${pad(Math.floor(whole / 1000) % 60, 2)}.${pad(whole % 1000, 3)}`;
  const clock = `${pad(minutes, 2)}:${seconds}`;
  return sign + (hours === 0 ? clock : `${hours}:${clock}`);
}

/** What the event tells apart from its type, its state and its time. */
export function detailsOf(event: EventView): string {
  const { details, values } = event;
  switch (event.type) {
    case "ExecutionStarted":
    case "StateEntered":
      return shown(values.input);
    case "StateExited":
      return exited(event);
    case "TaskScheduled":
      return joined(attempt(details.attempt), resourceName(details.resource));
    case "TaskStarted":
      return typeof details.worker === "string" ? `taken by ${details.worker}` : "";
    case "TaskSubmitted":
    case "TaskSucceeded":
      return joined(source(details.source), shown(values.output));
    case "TaskFailed":
    case "TaskTimedOut":
      return joined(source(details.source), failure(event));
    case "WaitStarted":
      return `for ${duration(Math.max(0, Number(details.until_ms) - event.time_ms))}`;
    case "RetryScheduled":
      return joined(`retry ${String(details.attempt)} in ${duration(Number(details.delay_ms))}`, failure(event));
    case "ParallelStateStarted":
      return counted(details.count, "branch", "branches");
    case "MapStateStarted":
      return joined(counted(details.length, "item", "items"), concurrency(details.max_concurrency));
    case "MapIterationStarted":
    case "MapIterationSucceeded":
    case "MapIterationAborted":
      return `iteration ${String(details.index)}`;
    case "MapIterationFailed":
      return joined(`iteration ${String(details.index)}`, failure(event));
    case "ItemsRead":
      return counted(details.length, "item", "items");
    case "MapRunStarted":
      return typeof details.map_run_arn === "string" ? details.map_run_arn : "";
    case "ChildExecutionStarted":
      return joined(childExecution(details), counted(details.size, "item", "items"));
    case "ChildExecutionSucceeded":
    case "ChildExecutionAborted":
      return childExecution(details);
    case "ChildExecutionFailed":
      return joined(childExecution(details), failure(event));
    case "BranchStarted":
    case "BranchSucceeded":
    case "BranchAborted":
      return `branch ${String(details.index)}`;
    case "BranchFailed":
      return joined(`branch ${String(details.index)}`, failure(event));
    case "ValueEdited":
      return joined(`${BADGE_GLYPHS.edited} ${edited(details)} edited`, shown(values.value));
    case "MapStateSucceeded":
    case "ParallelStateSucceeded":
    case "ExecutionSucceeded":
      return shown(values.output);
    default:
      return failure(event);
  }
}

function edited(details: EventView["details"]): string {
  return details.target === "variable" ? `$${String(details.name)}` : String(details.target);
}

function childExecution(details: EventView["details"]): string {
  return `child execution ${String(details.index)}`;
}

/** `Error: cause`, or what there is of it; of a Lambda's cause its message. */
export function failure(event: EventView): string {
  const { error, cause } = event.details;
  const [name, why] = [typeof error === "string" ? error : "", typeof cause === "string" ? spoken(cause) : ""];
  return preview(name !== "" && why !== "" ? `${name}: ${why}` : name + why);
}

function spoken(cause: string): string {
  const { message } = readCause(cause);
  return message === "" ? cause : message;
}

function exited(event: EventView): string {
  const { next, caught, rule, state_type: type } = event.details;
  const target = typeof next === "string" ? `→ ${next}` : "→ end";
  if (typeof caught === "number") return `caught by catcher ${caught + 1} ${target}`;
  if (type !== "Choice") return target;
  return typeof rule === "number" ? `rule ${rule + 1} ${target}` : `default ${target}`;
}

/** A live answer needs no word: only those that no handler gave are marked. */
function source(value: unknown): string {
  if (value !== "mocked" && value !== "recorded" && value !== "edited") return "";
  return `${BADGE_GLYPHS[value as Badge]} ${value}`;
}

function attempt(value: unknown): string {
  return typeof value === "number" && value > 1 ? `attempt ${value}` : "";
}

/** The end of a resource that tells it apart: a function's name rather than its region and account. */
function resourceName(value: unknown): string {
  if (typeof value !== "string") return "";
  if (!value.startsWith("arn:")) return value;
  const [, , service = "", , , ...rest] = segments(value);
  return service === "lambda" && rest[0] === "function" ? rest.slice(1).join(":") : rest.join(":");
}

/** The segments of an ARN; a colon inside a placeholder, `#{AWS::AccountId}`, parts nothing. */
function segments(arn: string): readonly string[] {
  const masked = arn.replace(/[#$]\{[^}]*\}/g, (placeholder) => placeholder.replaceAll(":", "\0"));
  return masked.split(":").map((segment) => segment.replaceAll("\0", ":"));
}

function concurrency(value: unknown): string {
  return typeof value === "number" && value > 0 ? `at most ${value} at once` : "";
}

function counted(value: unknown, one: string, many: string): string {
  return `${String(value)} ${value === 1 ? one : many}`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

/** The beginning of a value, or how large it is where it was not sent along. */
function shown(value: ValueText | undefined): string {
  if (value === undefined) return "";
  return value.text === null ? size(value.size) : preview(value.text);
}

function preview(text: string): string {
  return text.length <= PREVIEW ? text : `${text.slice(0, PREVIEW - 1)}…`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

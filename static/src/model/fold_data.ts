/** The data of one visit of a state, found among the events: for states that the debugger does not stand at. Pure. */

import type { EventView, ValueText } from "../protocol/messages";

/** One visit of a state; what has not happened yet is null. */
export interface VisitData {
  readonly path: string;
  readonly thread: string;
  readonly entered: EventView;
  readonly exited: EventView | null;
  readonly input: ValueText | null;
  readonly parameters: ValueText | null;
  readonly result: ValueText | null;
  readonly output: ValueText | null;
  readonly error: { readonly error: string; readonly cause: string } | null;
  /** How often its task was scheduled. */
  readonly attempts: number;
}

/** Return the last visit of `path` that began by `cursor`, in `thread` or its children if one is given. */
export function lastVisit(
  events: readonly EventView[],
  cursor: number,
  path: string,
  thread: string | null,
): VisitData | null {
  for (let index = Math.min(cursor, events.length) - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event?.type !== "StateEntered" || event.path !== path) continue;
    if (thread === null || isWithin(event.thread, thread)) return visitFrom(events, index, cursor, event);
  }
  return null;
}

/** Whether `thread` is `ancestor` or one of its descendants. */
export function isWithin(thread: string, ancestor: string): boolean {
  return thread === ancestor || thread.startsWith(`${ancestor}.`);
}

function visitFrom(events: readonly EventView[], start: number, cursor: number, entered: EventView): VisitData {
  const { path, thread } = entered;
  let [parameters, result, output]: (ValueText | null)[] = [null, null, null];
  let input = entered.values.input ?? null;
  let error: VisitData["error"] = null;
  let exited: EventView | null = null;
  let attempts = 0;
  for (let index = start + 1; index < Math.min(cursor, events.length); index += 1) {
    const event = events[index];
    if (event === undefined || event.thread !== thread || event.path !== path) continue;
    const { values, details } = event;
    switch (event.type) {
      case "TaskScheduled":
        parameters = values.parameters ?? null;
        attempts += 1;
        break;
      case "TaskSucceeded":
      case "MapStateSucceeded":
      case "ParallelStateSucceeded":
        result = values.output ?? null;
        error = null;
        break;
      case "ValueEdited":
        if (details.target === "input") input = values.value ?? input;
        else if (details.target === "result") result = values.value ?? result;
        break;
      case "TaskFailed":
      case "TaskTimedOut":
      case "StateFailed":
        error = { error: String(details.error ?? ""), cause: String(details.cause ?? "") };
        break;
      case "StateExited":
        output = values.output ?? null;
        exited = event;
        break;
      default:
        break;
    }
    if (exited !== null || event.type === "StateEntered") break;
  }
  return {
    path,
    thread,
    entered,
    exited,
    input,
    parameters: parameters ?? null,
    result: result ?? null,
    output: output ?? null,
    error,
    attempts,
  };
}

/** The event at which a failed execution failed: where the error that ended it was first announced. */
export function failingEvent(events: readonly EventView[], path: string | null): EventView | null {
  const failures = new Set(["StateFailed", "TaskFailed", "TaskTimedOut"]);
  let found: EventView | null = null;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined || !failures.has(event.type)) continue;
    if (path === null || event.path === path) {
      // The task's own failure stands just before the state's and says more.
      if (found !== null && event.type === "StateFailed") return found;
      found = event;
      if (event.type !== "StateFailed") return event;
    }
  }
  return found;
}

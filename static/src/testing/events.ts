/** Events for tests, numbered as they are made. */

import type { EventView, ValueText } from "../protocol/messages";

export interface EventPart {
  readonly thread?: string;
  readonly path?: string;
  readonly time_ms?: number;
  readonly recorded_ms?: number;
  readonly held_ms?: number;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export class EventLog {
  readonly events: EventView[] = [];

  add(type: string, part: EventPart = {}): this {
    const sequence = this.events.length + 1;
    const values: Record<string, ValueText> = {};
    for (const [name, value] of Object.entries(part.values ?? {})) {
      const text = JSON.stringify(value);
      values[name] = { size: text.length, text, hash: null };
    }
    this.events.push({
      sequence,
      id: sequence,
      previous_id: sequence - 1,
      time_ms: part.time_ms ?? 0,
      thread: part.thread ?? "0",
      type,
      aws_type: type,
      path: part.path ?? "",
      details: part.details ?? {},
      values,
      recorded_ms: part.recorded_ms ?? null,
      held_ms: part.held_ms ?? 0,
    });
    return this;
  }

  enter(path: string, thread = "0", input: unknown = {}): this {
    return this.add("StateEntered", { path, thread, values: { input }, details: { state_type: "Task" } });
  }

  exit(path: string, next: string | null, thread = "0", details: Readonly<Record<string, unknown>> = {}): this {
    const all = { next, caught: null, rule: null, state_type: "Task", ...details };
    return this.add("StateExited", { path, thread, details: all, values: { output: {} } });
  }

  task(path: string, thread = "0", source = "live"): this {
    return this.add("TaskScheduled", { path, thread, values: { parameters: {} } }).add("TaskSucceeded", {
      path,
      thread,
      details: { source },
      values: { output: path },
    });
  }
}

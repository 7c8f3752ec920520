/**
 * What the table and the scrubber look up in the events: iteration labels, which are errors, where words occur.
 *
 * It grows with the events and starts anew with another execution, so that 40,000 of them are read once. Pure.
 */

import { stateName } from "../model/paths";
import type { EventView } from "../protocol/messages";
import { toneOf } from "./event_words";

const CHILD_STARTS = new Set(["MapIterationStarted", "ChildExecutionStarted", "BranchStarted"]);

export class EventIndex {
  #events: readonly EventView[] = [];
  #taken = 0;
  #labels = new Map<string, string>();
  #texts: string[] = [];
  #errors: number[] = [];

  /** Take in what `events` has more than the last time. */
  take(events: readonly EventView[]): void {
    if (events.length < this.#taken || events[0] !== this.#events[0]) this.#forget();
    this.#events = events;
    for (; this.#taken < events.length; this.#taken += 1) {
      const event = events[this.#taken];
      if (event === undefined) continue;
      if (CHILD_STARTS.has(event.type)) this.#name(event);
      if (toneOf(event) === "error") this.#errors.push(event.sequence);
    }
  }

  get events(): readonly EventView[] {
    return this.#events;
  }

  /** The sequences of the events that are errors, in order. */
  get errors(): readonly number[] {
    return this.#errors;
  }

  at(sequence: number): EventView | undefined {
    return this.#events[sequence - 1];
  }

  /** The iterations and branches around a thread, outermost first: `[3]`, `[0][12]`, nothing for the root. */
  label(thread: string): string {
    return this.#labels.get(thread) ?? "";
  }

  /** The state of an event with its iteration, as in `Mapper [3]`; empty where it belongs to no state. */
  place(event: EventView): string {
    if (event.path === "") return "";
    const label = this.label(placeThread(event));
    return label === "" ? stateName(event.path) : `${stateName(event.path)} ${label}`;
  }

  /** What a filter looks through, in lower case. */
  text(event: EventView): string {
    const at = event.sequence - 1;
    const known = this.#texts[at];
    if (known !== undefined) return known;
    const { error, cause, source } = event.details;
    const words = [event.aws_type, event.type, event.path, this.label(event.thread), error, cause, source];
    const text = words
      .filter((word) => typeof word === "string")
      .join("\n")
      .toLowerCase();
    this.#texts[at] = text;
    return text;
  }

  #name(event: EventView): void {
    const around = this.#labels.get(String(event.details.parent)) ?? "";
    this.#labels.set(event.thread, `${around}[${String(event.details.index)}]`);
  }

  #forget(): void {
    this.#taken = 0;
    this.#labels = new Map();
    this.#texts = [];
    this.#errors = [];
  }
}

/** The thread whose iterations name the event's state: a Map's, where it tells of one of its children. */
export function placeThread(event: EventView): string {
  const { parent } = event.details;
  return typeof parent === "string" ? parent : event.thread;
}

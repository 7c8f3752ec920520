/** The marks on the scrubber, few however many events there are: those that would fall together are one. Pure. */

import type { EventView } from "../protocol/messages";

/** How many places a mark can have. */
export const PLACES = 500;

/** Return the places from 0 to `PLACES` of the events numbered `sequences`, where `head` is the last one. */
export function places(sequences: Iterable<number>, head: number): readonly number[] {
  const taken = new Set<number>();
  if (head < 1) return [];
  for (const sequence of sequences) taken.add(head === 1 ? 0 : Math.round(((sequence - 1) / (head - 1)) * PLACES));
  return [...taken];
}

/** Where a state with a breakpoint was entered: where the execution stops, or would have. */
export class BreakpointStops {
  #breakpoints: ReadonlySet<string> = new Set();
  #first: EventView | undefined;
  #read = 0;
  #found: number[] = [];

  find(events: readonly EventView[], breakpoints: ReadonlySet<string>): readonly number[] {
    if (breakpoints !== this.#breakpoints || events[0] !== this.#first || events.length < this.#read) {
      this.#found = [];
      this.#read = 0;
    }
    [this.#breakpoints, this.#first] = [breakpoints, events[0]];
    if (breakpoints.size === 0) return [];
    for (; this.#read < events.length; this.#read += 1) {
      const event = events[this.#read];
      if (event?.type === "StateEntered" && breakpoints.has(event.path)) this.#found.push(event.sequence);
    }
    return this.#found;
  }
}

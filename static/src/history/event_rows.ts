/** Which events the table shows under a filter, and where a moment lies among them. Pure. */

import type { EventIndex } from "./event_index";
import { toneOf } from "./event_words";

export interface Filter {
  readonly words: string;
  readonly errorsOnly: boolean;
}

export const NO_FILTER: Filter = { words: "", errorsOnly: false };

export interface Rows {
  readonly length: number;
  /** The sequence of the event in a row, counted from 0. */
  sequence(row: number): number;
  /** The row of the last event up to `sequence`; -1 where all come later. */
  row(sequence: number): number;
}

/** Keeps the rows of one filter; only what is new is looked through when events are added. */
export class EventRows {
  #filter: Filter = NO_FILTER;
  #first: unknown;
  #read = 0;
  #found: number[] = [];

  rows(index: EventIndex, filter: Filter): Rows {
    const { events } = index;
    if (!isFiltering(filter)) return everything(events.length);
    const same = filter.words === this.#filter.words && filter.errorsOnly === this.#filter.errorsOnly;
    if (!same || events[0] !== this.#first || events.length < this.#read) {
      this.#found = [];
      this.#read = 0;
    }
    [this.#filter, this.#first] = [filter, events[0]];
    const terms = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
    for (; this.#read < events.length; this.#read += 1) {
      const event = events[this.#read];
      if (event === undefined || (filter.errorsOnly && !isTrouble(toneOf(event)))) continue;
      if (terms.length > 0 && !holds(index.text(event), terms)) continue;
      this.#found.push(event.sequence);
    }
    return some(this.#found);
  }
}

export function isFiltering(filter: Filter): boolean {
  return filter.errorsOnly || filter.words.trim() !== "";
}

function isTrouble(tone: string): boolean {
  return tone === "error" || tone === "caught";
}

function holds(text: string, terms: readonly string[]): boolean {
  return terms.every((term) => text.includes(term));
}

function everything(length: number): Rows {
  return { length, sequence: (row) => row + 1, row: (sequence) => Math.min(sequence, length) - 1 };
}

function some(found: readonly number[]): Rows {
  return { length: found.length, sequence: (row) => found[row] ?? 0, row: (sequence) => lastUpTo(found, sequence) };
}

/** The place of the last number that is not above `limit` in ascending numbers; -1 if there is none. */
export function lastUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

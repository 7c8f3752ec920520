/**
 * The wall time of an execution as an axis: when its events were really recorded. Pure.
 *
 * What an execution took is drawn to scale. What it was held for (paused by the debugger, waiting for a person, its server
 * down) is drawn as a short gap, however long it was, so that a few minutes of looking do not crush the milliseconds around
 * them: all gaps together take no more room than all that was done.
 */

import type { EventView } from "../protocol/messages";
import type { Domain } from "./axis";

/** A pause: where it is drawn, and how long it was. */
export interface Gap extends Domain {
  readonly heldMs: number;
}

/** Where time is drawn to scale: `ms` of wall time had passed at its start. */
interface Stretch extends Domain {
  readonly ms: number;
}

/** With few gaps, each takes an eighth of the room of what was done. */
const FEWEST_GAPS = 8;

export class WallTime {
  readonly gaps: readonly Gap[];
  readonly end: number;
  readonly #at: Float64Array;
  readonly #ms: Float64Array;
  readonly #held: Float64Array;
  readonly #stretches: readonly Stretch[];

  constructor(events: readonly EventView[]) {
    const gapLength = lengthOfGaps(events);
    const [places, passed, holds] = [0, 1, 2].map(() => new Float64Array(events.length + 1)) as Columns;
    const gaps: Gap[] = [];
    const stretches: Stretch[] = [];
    let [at, ms, held, stretch] = [0, 0, 0, { start: 0, ms: 0 }];
    forEachStep(events, (index, workedMs, heldMs) => {
      at += workedMs;
      ms += workedMs + heldMs;
      held += heldMs;
      if (heldMs > gapLength) {
        stretches.push({ ...stretch, end: at });
        gaps.push({ start: at, end: at + gapLength, heldMs });
        stretch = { start: at + gapLength, ms };
      }
      at += Math.min(heldMs, gapLength);
      [places[index + 1], passed[index + 1], holds[index + 1]] = [at, ms, held];
    });
    stretches.push({ ...stretch, end: Number.POSITIVE_INFINITY });
    [this.gaps, this.#stretches, this.end] = [gaps, stretches, at];
    [this.#at, this.#ms, this.#held] = [places, passed, holds];
  }

  /** Where the event `sequence` is drawn. */
  at(sequence: number): number {
    return this.#at[sequence] ?? this.end;
  }

  /** How much wall time had passed at the event `sequence`. */
  msAt(sequence: number): number {
    return this.#ms[sequence] ?? 0;
  }

  /** How long the execution was held between two events. */
  heldBetween(from: number, to: number): number {
    return (this.#held[to] ?? 0) - (this.#held[from] ?? 0);
  }

  /** The places of whole multiples of `stepMs` between the gaps, with the wall time of each; `room` lies between two. */
  ticks({ start, end }: Domain, stepMs: number, room: number): readonly { readonly at: number; readonly ms: number }[] {
    const ticks: { at: number; ms: number }[] = [];
    let next = Number.NEGATIVE_INFINITY;
    for (const [index, stretch] of this.#stretches.entries()) {
      if (stretch.end < start || stretch.start > end) continue;
      const gap = this.gaps[index];
      const until = gap === undefined ? end : Math.min(end, gap.start - room);
      const first = stretch.ms + Math.max(0, start - stretch.start);
      for (let ms = Math.ceil(first / stepMs) * stepMs; ticks.length < 200; ms += stepMs) {
        const at = stretch.start + (ms - stretch.ms);
        if (at > until) break;
        if (at < next) continue;
        ticks.push({ at, ms });
        next = at + room;
      }
    }
    return ticks;
  }
}

type Columns = [Float64Array, Float64Array, Float64Array];

/** Tell whether it is known when the events were really recorded. */
export function hasWallTime(events: readonly EventView[]): boolean {
  return typeof events[0]?.recorded_ms === "number";
}

/** Call `take` with the index of each event, and what was worked and held since the one before. */
function forEachStep(
  events: readonly EventView[],
  take: (index: number, workedMs: number, heldMs: number) => void,
): void {
  let before = events[0]?.recorded_ms ?? 0;
  for (const [index, event] of events.entries()) {
    const now = event.recorded_ms ?? before;
    const passed = Math.max(0, now - before);
    const held = index === 0 ? 0 : Math.min(passed, event.held_ms ?? 0);
    take(index, passed - held, held);
    before = now;
  }
}

function lengthOfGaps(events: readonly EventView[]): number {
  let [worked, holds] = [0, 0];
  forEachStep(events, (_, workedMs, heldMs) => {
    worked += workedMs;
    if (heldMs > 0) holds += 1;
  });
  return Math.max(1, worked) / Math.max(FEWEST_GAPS, holds);
}

/** The axis of a timeline: time, wall time, or the events one by one; the part of it that is shown; its marks. Pure. */

import type { EventView } from "../protocol/messages";
import { WallTime } from "./wall";

/** By the times that the events tell, by when they were really recorded, or event by event. */
export type AxisKind = "time" | "wall" | "events";

/** The part that is shown, in milliseconds since the execution began, or in events. */
export interface Domain {
  readonly start: number;
  readonly end: number;
}

const LEAST_TICK_PX = 84;
const STEPS_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12, 24, 48, 120, 240, 720, 2400, 8760].map((hours) => hours * 3_600_000),
];

export class Axis {
  readonly kind: AxisKind;
  readonly full: Domain;
  /** The wall time, where the axis goes by it. */
  readonly wall: WallTime | null;
  readonly #events: readonly EventView[];
  readonly #startMs: number;

  constructor(kind: AxisKind, events: readonly EventView[]) {
    this.kind = kind;
    this.#events = events;
    this.#startMs = events[0]?.time_ms ?? 0;
    this.wall = kind === "wall" ? new WallTime(events) : null;
    const end = kind === "events" ? events.length + 1 : (this.wall?.end ?? this.msAt(events.length));
    // A little more than all, so that the end of it can be seen.
    this.full = { start: kind === "events" ? 1 : 0, end: Math.max(end, kind === "events" ? 2 : 1) * 1.02 };
  }

  /** Where an event lies; one that is still to come, 0, at the end. */
  at(sequence: number): number {
    if (sequence === 0) return this.full.end;
    if (this.kind === "events") return sequence;
    return this.wall?.at(sequence) ?? this.msAt(sequence);
  }

  /** How much time had passed at an event since the execution began: wall time where the axis goes by that. */
  msAt(sequence: number): number {
    if (this.wall !== null) return this.wall.msAt(sequence);
    return (this.#events[sequence - 1]?.time_ms ?? this.#startMs) - this.#startMs;
  }

  /** Return the domain made narrower (`by` < 1) or wider around `middle`, inside the whole. */
  zoom({ start, end }: Domain, by: number, middle: number): Domain {
    const whole = this.full.end - this.full.start;
    const length = Math.min(whole, Math.max((end - start) * by, Math.min(whole, this.kind === "events" ? 4 : 2)));
    const share = end === start ? 0.5 : (middle - start) / (end - start);
    return this.within({ start: middle - share * length, end: middle + (1 - share) * length });
  }

  /** Return the domain moved by a share of its length. */
  pan({ start, end }: Domain, share: number): Domain {
    const by = (end - start) * share;
    return this.within({ start: start + by, end: end + by });
  }

  within({ start, end }: Domain): Domain {
    const { start: first, end: last } = this.full;
    const length = Math.min(end - start, last - first);
    const from = Math.min(Math.max(start, first), last - length);
    return { start: from, end: from + length };
  }

  ticks({ start, end }: Domain, widthPx: number): readonly { readonly at: number; readonly label: string }[] {
    const least = (end - start) / Math.max(1, Math.floor(widthPx / LEAST_TICK_PX));
    const step = this.#step(least);
    if (this.wall !== null) {
      const found = this.wall.ticks({ start, end }, step, least);
      return found.map(({ at, ms }) => ({ at, label: clockTime(ms, step < 1000) }));
    }
    const ticks: { at: number; label: string }[] = [];
    for (let at = Math.ceil(start / step) * step; at <= end && ticks.length < 200; at += step) {
      ticks.push({ at, label: this.kind === "events" ? String(at) : clockTime(at, step < 1000) });
    }
    return ticks;
  }

  #step(least: number): number {
    if (this.kind !== "events") {
      const found = STEPS_MS.find((step) => step >= least);
      if (found !== undefined) return found;
    }
    const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, least))));
    return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
  }
}

/** A time since the beginning as a clock shows it: `00:00:12.400`; without milliseconds where they are not wanted. */
export function clockTime(ms: number, withMilliseconds = true): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const whole = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return withMilliseconds ? `${whole}.${String(Math.floor(ms % 1000)).padStart(3, "0")}` : whole;
}

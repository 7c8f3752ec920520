/** The virtual clock in words: what it shows, how fast it goes, what it goes to next. Pure. */

import { stateName } from "../model/paths";
import type { ClockView, TimerView } from "../protocol/messages";
import { duration } from "./words";

export const PACES = [0, 1, 10, 100] as const;

export function paceWords(pace: number): string {
  return pace === 0 ? "instant" : `×${pace}`;
}

/** What comes next, and in what time: `Retry of Ship in 2 s`. */
export function timerWords({ kind, path, at_ms }: TimerView, nowMs: number): string {
  const within = `in ${duration(Math.max(0, at_ms - nowMs))}`;
  const name = stateName(path);
  switch (kind) {
    case "wait":
      return `${name} goes on ${within}`;
    case "retry":
      return `Retry of ${name} ${within}`;
    case "timeout":
      return `${name} times out ${within}`;
    case "answer":
      return name === "" ? `Time goes on ${within}` : `Answer to ${name} ${within}`;
    case "execution":
      return `The execution times out ${within}`;
  }
}

/** What a paced clock shows so long after it was told of; it never passes what comes next. */
export function shownMs({ now_ms, pace, next }: ClockView, sinceMs: number): number {
  if (pace === 0 || next === null) return now_ms;
  return Math.min(next.at_ms, now_ms + sinceMs * pace);
}

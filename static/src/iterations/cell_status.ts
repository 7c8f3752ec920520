/** How the cells of a grid stand: as their iterations do, and one may be where the debugger stands. Pure. */

import { GLYPHS } from "../model/execution";
import type { IterationStatus, RunLog } from "../model/iteration_log";

export type CellStatus = IterationStatus | "paused";

/** In the order in which the filters stand. */
export const CELL_STATUSES: readonly CellStatus[] = [
  "pending",
  "running",
  "paused",
  "retrying",
  "succeeded",
  "caught",
  "failed",
  "aborted",
];

export const CELL_GLYPHS: Readonly<Record<CellStatus, string>> = { ...GLYPHS, pending: "·" };

export const CELL_WORDS: Readonly<Record<CellStatus, string>> = {
  pending: "pending",
  running: "running",
  paused: "paused here",
  retrying: "retrying",
  succeeded: "succeeded",
  caught: "caught error",
  failed: "failed",
  aborted: "aborted",
};

/** A run and which of its iterations the debugger stands in, if any. */
export interface Shown {
  readonly run: RunLog;
  readonly paused: number | null;
}

export function cellStatus({ run, paused }: Shown, index: number): CellStatus {
  return index === paused ? "paused" : run.status(index);
}

/** How many cells have each status. */
export function cellCounts({ run, paused }: Shown): Readonly<Record<CellStatus, number>> {
  const counts = { ...run.counts, paused: 0 };
  if (paused === null) return counts;
  counts[run.status(paused)] -= 1;
  return { ...counts, paused: 1 };
}

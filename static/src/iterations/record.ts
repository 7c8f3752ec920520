/** What the grid and the timeline know of the open execution, and how a person looks at it; one for each debugger. */

import { type Signal, signal } from "@preact/signals";
import type { Debugger } from "../debugger/debugger";
import { chosenRun } from "../model/fold_iterations";
import { IterationLog, type RunLog } from "../model/iteration_log";
import type { Look } from "./arrange";

/** Iterations from one to another, as they stand in the grid. */
export interface Range {
  readonly path: string;
  readonly cells: readonly number[];
}

export interface Iterations {
  readonly log: IterationLog;
  readonly look: Signal<Look>;
  readonly range: Signal<Range | null>;
}

export const EVERYTHING: Look = { statuses: new Set(), words: "", grouping: "none" };

const known = new WeakMap<Debugger, Iterations>();

/** The iterations at the cursor; who draws this is drawn anew when the cursor or the record moves. */
export function iterationsOf(dbg: Debugger): Iterations {
  let found = known.get(dbg);
  if (found === undefined) {
    found = { log: new IterationLog(), look: signal(EVERYTHING), range: signal(null) };
    known.set(dbg, found);
  }
  void dbg.folded.value;
  found.log.take(dbg.app.debug.events.value, dbg.app.debug.cursor.value);
  return found;
}

/** The run of the container at `path` that is looked at. */
export function runShown(dbg: Debugger, log: IterationLog, path: string): RunLog | null {
  const run = chosenRun(dbg.fold, path, dbg.chosen.value);
  const runs = log.runs(path);
  return runs.findLast((each) => each.thread === run?.thread) ?? null;
}

/** The chosen iteration of a run; before a choice the first that failed, else the first. */
export function cellChosen(dbg: Debugger, run: RunLog): number {
  const index = dbg.chosen.value[run.path];
  if (index !== undefined && index < run.length) return index;
  if (run.counts.failed === 0) return 0;
  for (let cell = 0; cell < run.length; cell += 1) if (run.status(cell) === "failed") return cell;
  return 0;
}

/** Which iteration of `run` the debugger stands in, at the cursor; null where in none. */
export function cellPaused(dbg: Debugger, log: IterationLog, run: RunLog): number | null {
  const session = dbg.app.debug.session.value;
  if (session === null || !session.paused || session.reason?.kind === "end" || session.path === null) return null;
  if (session.cursor !== log.cursor) return null;
  for (let place = log.place(session.thread); place !== undefined; place = log.place(place.run.thread)) {
    if (place.run === run) return place.index;
  }
  return null;
}

/**
 * The rows of a timeline: one for each visit of a state in the root, one for each iteration and branch below its
 * container, as deep as they lie in each other. Pure.
 */

import { stateName } from "../model/paths";
import type { VisitLog } from "../model/visit_log";

export interface Row {
  /** The number of the thread whose visits it shows. */
  readonly thread: number;
  /** The only visit that it shows, 0 for all of the thread. */
  readonly visit: number;
  readonly depth: number;
  /** The visits of containers that rows below belong to. */
  readonly containers: readonly number[];
}

/** Return the rows below the visit `container`, or all. Of those in `folded` the children are left out. */
export function rowsOf(log: VisitLog, folded: ReadonlySet<number>, container = 0): readonly Row[] {
  const rows: Row[] = [];
  if (container !== 0) addChildren(log, folded, container, 0, rows);
  else if (log.thread(1) !== undefined) addRoot(log, folded, rows);
  return rows;
}

function addRoot(log: VisitLog, folded: ReadonlySet<number>, rows: Row[]): void {
  const { visits } = log.thread(1) ?? { visits: null };
  for (let at = 0; at < (visits?.length ?? 0); at += 1) {
    const visit = visits?.at(at) ?? 0;
    const containers = log.children(visit).length > 0 ? [visit] : NONE;
    rows.push({ thread: 1, visit, depth: 0, containers });
    if (containers.length > 0 && !folded.has(visit)) addChildren(log, folded, visit, 1, rows);
  }
}

function addChildren(log: VisitLog, folded: ReadonlySet<number>, container: number, depth: number, rows: Row[]): void {
  for (const thread of log.children(container)) {
    const containers = containersOf(log, thread);
    rows.push({ thread, visit: 0, depth, containers });
    for (const visit of containers) if (!folded.has(visit)) addChildren(log, folded, visit, depth + 1, rows);
  }
}

function containersOf(log: VisitLog, thread: number): readonly number[] {
  const visits = log.thread(thread)?.visits;
  const found: number[] = [];
  for (let at = 0; at < (visits?.length ?? 0); at += 1) {
    const visit = visits?.at(at) ?? 0;
    if (log.children(visit).length > 0) found.push(visit);
  }
  return found.length === 0 ? NONE : found;
}

/** What a row is called: the state's name, or which iteration or branch of which container. */
export function rowName(log: VisitLog, row: Row): string {
  if (row.visit !== 0) return stateName(log.path(row.visit));
  const thread = log.thread(row.thread);
  return thread === undefined ? "" : `${stateName(log.path(thread.container))}[${thread.index}]`;
}

/** The visits that a row shows, oldest first. */
export function rowVisits(log: VisitLog, row: Row): { readonly length: number; at(index: number): number } {
  if (row.visit !== 0) return { length: 1, at: () => row.visit };
  return log.thread(row.thread)?.visits ?? { length: 0, at: () => 0 };
}

const NONE: readonly number[] = [];

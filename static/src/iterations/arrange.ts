/** Which iterations a grid shows, and in which groups. Pure. */

import { duration } from "../debugger/words";
import type { IterationLog, RunLog } from "../model/iteration_log";
import { stateName } from "../model/paths";
import { CELL_GLYPHS, CELL_STATUSES, CELL_WORDS, type CellStatus, cellStatus, type Shown } from "./cell_status";

export const GROUPINGS = ["none", "status", "path", "error", "duration"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Look {
  /** The statuses to show; none means all. */
  readonly statuses: ReadonlySet<CellStatus>;
  /** What to look for in an iteration's input, error and number. */
  readonly words: string;
  readonly grouping: Grouping;
}

export interface Group {
  /** Empty where the cells are not grouped. */
  readonly label: string;
  readonly cells: readonly number[];
}

const MOST_GROUPS = 40;
const MOST_STATES = 12;
/** Bounds of the groups by duration. */
const BOUNDS_MS = [1, 10, 100, 1000, 10_000, 60_000, 600_000, 3_600_000, Number.POSITIVE_INFINITY];

/** Return the cells that pass the filters, in groups: those of statuses in their order, others the largest first. */
export function arrange(log: IterationLog, shown: Shown, look: Look): readonly Group[] {
  const cells = filtered(shown, look);
  if (look.grouping === "none") return [{ label: "", cells }];
  const keyOf = KEYS[look.grouping];
  const groups = new Map<number, number[]>();
  for (const cell of cells) {
    const key = keyOf(shown, cell);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  const keys = [...groups.keys()];
  if (look.grouping === "path" || look.grouping === "error") {
    keys.sort((a, b) => (groups.get(b)?.length ?? 0) - (groups.get(a)?.length ?? 0));
  } else keys.sort((a, b) => a - b);
  const labelOf = (key: number) => labelFor(look.grouping, key, log);
  const named = keys.slice(0, MOST_GROUPS).map((key) => ({ label: labelOf(key), cells: groups.get(key) ?? [] }));
  const others = keys.slice(MOST_GROUPS).flatMap((key) => groups.get(key) ?? []);
  return others.length === 0 ? named : [...named, { label: "Others", cells: others.sort((a, b) => a - b) }];
}

function filtered(shown: Shown, { statuses, words }: Look): number[] {
  const { run } = shown;
  const terms = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  for (let index = 0; index < run.length; index += 1) {
    if (statuses.size > 0 && !statuses.has(cellStatus(shown, index))) continue;
    if (terms.length > 0 && !holds(run, index, terms)) continue;
    found.push(index);
  }
  return found;
}

function holds(run: RunLog, index: number, terms: readonly string[]): boolean {
  const text = `#${index}\n${itemText(run, index)}\n${run.error(index) ?? ""}`.toLowerCase();
  return terms.every((term) => text.includes(term));
}

/** The JSON text of an iteration's input; empty before it begins, and where it is too large to be kept here. */
export function itemText(run: RunLog, index: number): string {
  return run.started(index)?.values.input?.text ?? "";
}

/** Whether the iteration's input is too large to be searched here. */
export function isLargeItem(run: RunLog, index: number): boolean {
  const input = run.started(index)?.values.input;
  return input !== undefined && input.text === null;
}

const KEYS: Readonly<Record<Exclude<Grouping, "none">, (shown: Shown, cell: number) => number>> = {
  status: (shown, cell) => CELL_STATUSES.indexOf(cellStatus(shown, cell)),
  path: ({ run }, cell) => run.pathTaken(cell),
  error: ({ run }, cell) => run.errorNumber(cell),
  duration: ({ run }, cell) => {
    const ms = run.durationMs(cell);
    return ms === null ? BOUNDS_MS.length : BOUNDS_MS.findIndex((bound) => ms < bound);
  },
};

function labelFor(grouping: Grouping, key: number, log: IterationLog): string {
  switch (grouping) {
    case "status": {
      const status = CELL_STATUSES[key] ?? "pending";
      return `${CELL_GLYPHS[status]} ${CELL_WORDS[status]}`;
    }
    case "path":
      return pathWords(log, key);
    case "error":
      return log.errorName(key) ?? "No error";
    case "duration":
      return durationWords(key);
    default:
      return "";
  }
}

/** The names of the states that were entered, as in `Sound? → Broken`. */
export function pathWords(log: IterationLog, walk: number): string {
  const states = log.pathStates(walk).map(stateName);
  if (states.length === 0) return "No state entered";
  if (states.length <= MOST_STATES) return states.join(" → ");
  const [head, tail] = [states.slice(0, MOST_STATES - 3), states.slice(-2)];
  return [...head, `… ${states.length - head.length - tail.length} more …`, ...tail].join(" → ");
}

function durationWords(key: number): string {
  const [from, to] = [BOUNDS_MS[key - 1], BOUNDS_MS[key]];
  if (to === undefined) return "Not begun";
  if (from === undefined) return "No time";
  return to === Number.POSITIVE_INFINITY ? `${duration(from)} and more` : `${duration(from)} to ${duration(to)}`;
}

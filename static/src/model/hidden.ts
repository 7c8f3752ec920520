/** States inside of containers that are drawn as one box: which box stands for them, and what it says of them. Pure. */

import type { Problem } from "../protocol/messages";
import type { AnalysedDocument } from "./document";
import type { NodeStatuses, Status } from "./execution";
import { isInside } from "./paths";

/** The paths before the state's own, outermost first: of `Both/0/Each/Work` they are `Both`, `Both/0` and `Both/0/Each`. */
export function pathsAround(path: string): readonly string[] {
  const around: string[] = [];
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    around.push(path.slice(0, slash));
  }
  return around;
}

/** The outermost of the collapsed containers around the state; null where it is on show. */
export function hiddenBy(path: string, collapsed: ReadonlySet<string>): string | null {
  if (collapsed.size === 0) return null;
  return pathsAround(path).find((container) => collapsed.has(container)) ?? null;
}

/** The ids of the boxes that stand for what is inside of them. */
export function boxesOf(document: AnalysedDocument): ReadonlySet<string> {
  return new Set(document.graph?.nodes.filter((node) => node.holds !== "").map(({ id }) => id));
}

/** Numbers of states (how often the search found something, …) with those of hidden states added to their boxes. */
export function countsShown(
  counts: ReadonlyMap<string, number>,
  boxes: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  if (boxes.size === 0) return counts;
  const shown = new Map<string, number>();
  for (const [path, count] of counts) {
    const at = hiddenBy(path, boxes) ?? path;
    shown.set(at, (shown.get(at) ?? 0) + count);
  }
  return shown;
}

export interface ProblemsInside {
  readonly worst: Problem["severity"];
  /** Errors and warnings. */
  readonly count: number;
}

/** The errors and warnings in each box, its own among them. */
export function problemsInside(document: AnalysedDocument): ReadonlyMap<string, ProblemsInside> {
  const found = new Map<string, ProblemsInside>();
  const boxes = boxesOf(document);
  if (boxes.size === 0) return found;
  for (const { path, severity } of document.problems) {
    if (path === null || severity === "info") continue;
    const at = hiddenBy(path, boxes) ?? (boxes.has(path) ? path : null);
    if (at === null) continue;
    const known = found.get(at);
    found.set(at, {
      worst: severity === "error" || known?.worst === "error" ? "error" : "warning",
      count: (known?.count ?? 0) + 1,
    });
  }
  return found;
}

/** What is under way in a box, what went wrong, and what is done: most urgent first. */
const ORDER: readonly Status[] = [
  "paused",
  "running",
  "retrying",
  "waiting",
  "failed",
  "aborted",
  "caught",
  "succeeded",
];

export interface StatusInside {
  readonly status: Status;
  readonly count: number;
}

/** How many of the states inside of the box stand how; containers do not count, what they hold does. */
export function statusesInside(
  statuses: NodeStatuses,
  box: string,
  containers: ReadonlySet<string>,
): readonly StatusInside[] {
  const counts = new Map<Status, number>();
  for (const [path, { status }] of statuses) {
    if (isInside(path, box) && !containers.has(path)) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return ORDER.flatMap((status) => {
    const count = counts.get(status);
    return count === undefined ? [] : [{ status, count }];
  });
}

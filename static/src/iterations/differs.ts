/** An iteration that went another way than a given one. Pure. */

import type { IterationLog } from "../model/iteration_log";
import { pathWords } from "./arrange";
import { CELL_WORDS, cellStatus, type Shown } from "./cell_status";

/**
 * Return the next iteration after `from` (then from the first on) whose status, path or error is another than that of
 * `from`, of those the ways that the fewest went; null where all went the same way. Pending ones count only where
 * nothing else differs.
 */
export function oneThatDiffers(shown: Shown, from: number): number | null {
  const { run } = shown;
  const way = (index: number) => `${cellStatus(shown, index)} ${run.pathTaken(index)} ${run.errorNumber(index)}`;
  const own = way(from);
  const ways = new Map<string, { next: number; count: number }>();
  for (let step = 1; step < run.length; step += 1) {
    const index = (from + step) % run.length;
    const found = way(index);
    if (found === own) continue;
    const known = ways.get(found);
    if (known === undefined) ways.set(found, { next: index, count: 1 });
    else known.count += 1;
  }
  let best: { next: number; count: number } | null = null;
  for (const candidate of ways.values()) {
    if (best === null || rank(shown, candidate) < rank(shown, best)) best = candidate;
  }
  return best?.next ?? null;
}

function rank({ run }: Shown, { next, count }: { readonly next: number; readonly count: number }): number {
  return run.status(next) === "pending" ? run.length + count : count;
}

/** What differs between two iterations, in words: `failed instead of succeeded; path Sound? → Broken`. */
export function differenceWords(log: IterationLog, shown: Shown, one: number, other: number): string {
  const { run } = shown;
  const words: string[] = [];
  const [was, is] = [cellStatus(shown, one), cellStatus(shown, other)];
  if (was !== is) words.push(`${CELL_WORDS[is]} instead of ${CELL_WORDS[was]}`);
  if (run.errorNumber(one) !== run.errorNumber(other)) words.push(`error ${run.error(other) ?? "none"}`);
  if (run.pathTaken(one) !== run.pathTaken(other)) words.push(`path ${pathWords(log, run.pathTaken(other))}`);
  return words.join("; ");
}

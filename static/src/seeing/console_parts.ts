/** What stands in the console, in order: what was typed, between it what logpoints said meanwhile. Pure. */

import type { LogpointLine } from "../protocol/messages";
import type { ConsoleEntry } from "./console";

export interface ConsolePart {
  /** What logpoints of the open execution said before. */
  readonly lines: readonly LogpointLine[];
  /** Null at the end, after the last entry. */
  readonly entry: ConsoleEntry | null;
}

/** Put each line of the log of `execution` after the entries that were typed before it was there. */
export function consoleParts(
  log: readonly LogpointLine[],
  entries: readonly ConsoleEntry[],
  execution: string | null,
): readonly ConsolePart[] {
  const parts: ConsolePart[] = [];
  let done = 0;
  for (const entry of entries) {
    const head = entry.execution === execution ? entry.head : 0;
    let end = done;
    while (end < log.length && (log[end]?.sequence ?? 0) <= head) end += 1;
    parts.push({ lines: log.slice(done, end), entry });
    done = end;
  }
  return [...parts, { lines: log.slice(done), entry: null }];
}

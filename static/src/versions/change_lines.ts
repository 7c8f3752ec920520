/** What has changed between two versions, in words. */

import type { DifferenceView } from "../protocol/messages";

export interface ChangeLine {
  readonly kind: "added" | "removed" | "changed" | "renamed" | "none";
  readonly sign: string;
  readonly text: string;
}

/** One line a state, in the order added, removed, renamed, changed; one that says so where nothing has changed. */
export function changeLines(found: DifferenceView): readonly ChangeLine[] {
  if (found.problem !== null) {
    return [{ kind: "none", sign: "!", text: `The graphs cannot be compared: ${found.problem}` }];
  }
  const lines: ChangeLine[] = [
    ...found.added.map((path): ChangeLine => ({ kind: "added", sign: "+", text: `${path} added` })),
    ...found.removed.map((path): ChangeLine => ({ kind: "removed", sign: "−", text: `${path} removed` })),
    ...found.changed
      .filter((state) => state.renamed)
      .map(
        (state): ChangeLine => ({ kind: "renamed", sign: "≈", text: renamed(state.before, state.path, state.fields) }),
      ),
    ...found.changed
      .filter((state) => !state.renamed)
      .map(
        (state): ChangeLine => ({ kind: "changed", sign: "~", text: changed(state.path, state.before, state.fields) }),
      ),
  ];
  if (found.fields.length > 0) {
    lines.push({ kind: "changed", sign: "~", text: `The state machine: ${found.fields.join(", ")}` });
  }
  return lines.length > 0 ? lines : [{ kind: "none", sign: "=", text: "No state has changed." }];
}

function renamed(before: string, path: string, fields: readonly string[]): string {
  return `${before} is now ${path}${fields.length > 0 ? `, and ${fields.join(", ")} changed` : ""}`;
}

function changed(path: string, before: string, fields: readonly string[]): string {
  const moved = path === before ? "" : ` (moved from ${before})`;
  return fields.length > 0 ? `${path}: ${fields.join(", ")}${moved}` : `${path}${moved}`;
}

/** The time of a save: of today only the time of day. */
export function timeOf(ms: number, now = Date.now()): string {
  const time = new Date(ms);
  const isToday = time.toDateString() === new Date(now).toDateString();
  return isToday
    ? time.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
    : time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** The list of versions: by day, and of what was typed without a pause one row, which opens. Pure. */

import type { VersionRow } from "../protocol/messages";

const BURST_MS = 120_000;

/** `head` is the newest; `rest` are those before it that were typed without a pause, newest first. */
export interface VersionGroup {
  readonly head: VersionRow;
  readonly rest: readonly VersionRow[];
}

export interface VersionDay {
  readonly day: string;
  readonly groups: readonly VersionGroup[];
}

/** What a version is called in the list: what was done, else how it came about. */
export function titleOf({ name, note, kind }: VersionRow): string {
  return name ?? (note === "" ? KIND_WORDS[kind] : upperFirst(note));
}

export const KIND_WORDS: Readonly<Record<VersionRow["kind"], string>> = {
  opened: "First version",
  typed: "Typed",
  gesture: "Gesture",
  saved: "Saved",
  restored: "Restored",
  merged: "Merged with the file",
  file: "Taken from the file",
  run: "Ran",
  program: "By a program",
};

/** Return the rows, newest first, in groups. */
export function groupsOf(rows: readonly VersionRow[]): readonly VersionGroup[] {
  const groups: { head: VersionRow; rest: VersionRow[] }[] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const last = group?.rest.at(-1) ?? group?.head;
    if (group !== undefined && last !== undefined && isBurst(last, row)) group.rest.push(row);
    else groups.push({ head: row, rest: [] });
  }
  return groups;
}

/** Return groups under the days of their heads. */
export function daysOf(groups: readonly VersionGroup[], dayOf: (ms: number) => string): readonly VersionDay[] {
  const days: { day: string; groups: VersionGroup[] }[] = [];
  for (const group of groups) {
    const day = dayOf(group.head.saved_ms);
    const last = days.at(-1);
    if (last?.day === day) last.groups.push(group);
    else days.push({ day, groups: [group] });
  }
  return days;
}

/** Today, yesterday, or the date. */
export function dayOf(ms: number, now = Date.now()): string {
  const day = new Date(ms).toDateString();
  if (day === new Date(now).toDateString()) return "Today";
  if (day === new Date(now - 86_400_000).toDateString()) return "Yesterday";
  return new Date(ms).toLocaleDateString(undefined, { dateStyle: "medium" });
}

/** The numbers of shown versions that do not say what was done, with a version before them. */
export function unexplained(shown: readonly VersionRow[], first: number | undefined): readonly number[] {
  return shown.filter(({ note, number }) => note === "" && number !== first).map(({ number }) => number);
}

function isBurst(newer: VersionRow, older: VersionRow): boolean {
  const typed = newer.kind === "typed" && older.kind === "typed";
  return typed && newer.name === null && older.name === null && newer.saved_ms - older.saved_ms < BURST_MS;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

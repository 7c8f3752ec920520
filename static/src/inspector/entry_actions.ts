/** What is done with the entries of a state: add, remove, move; the focus goes along. */

import { findState } from "../model/document";
import type { App } from "../model/store";
import type { AddEntry } from "../protocol/messages";
import type { EntryKey } from "./entry_keys";
import { focusEntry } from "./focus";

/** A list of entries: those of one kind of the state at `path`. */
export interface EntryList {
  readonly path: string;
  readonly entry: AddEntry["entry"];
  readonly count: number;
}

/** Add an entry, and go on in what it asks for first. */
export async function addEntry(app: App, list: EntryList, testId: string, index?: number): Promise<void> {
  const { path, entry } = list;
  const before = entriesOf(app, list);
  if (!(await app.edit({ kind: "add_entry", path, entry, ...(index === undefined ? {} : { index }) }))) return;
  const after = entriesOf(app, list);
  const at = after.findIndex((each, place) => each !== before[place]);
  focusEntry(`${testId}:${at < 0 ? after.length - 1 : at}`);
}

/** The entries as texts, to tell them apart. */
function entriesOf(app: App, { path, entry }: EntryList): readonly string[] {
  const entries = findState(app.analysed.peek(), path)?.fields[FIELD_OF[entry]];
  return Array.isArray(entries) ? entries.map((each) => JSON.stringify(each)) : [];
}

const FIELD_OF: Readonly<Record<AddEntry["entry"], string>> = {
  rule: "Choices",
  catcher: "Catch",
  retrier: "Retry",
  branch: "Branches",
};

export async function changeEntry(
  app: App,
  list: EntryList,
  index: number,
  testId: string,
  key: EntryKey,
): Promise<void> {
  const { path, entry, count } = list;
  const part = document.activeElement?.getAttribute("data-part") ?? null;
  if (key === "remove") {
    if (await app.edit({ kind: "remove_entry", path, entry, index })) {
      focusCard(`${testId}:${Math.max(0, Math.min(index, count - 2))}`, null);
    }
    return;
  }
  const to = key === "up" ? index - 1 : index + 1;
  await moveEntry(app, list, index, to, testId, part);
}

/** Let an entry stand at `to`; the focus goes with it, to the same part. */
export async function moveEntry(
  app: App,
  { path, entry, count }: EntryList,
  index: number,
  to: number,
  testId: string,
  part: string | null = null,
): Promise<void> {
  if (to === index || to < 0 || to >= count) return;
  if (!(await app.edit({ kind: "move_entry", path, entry, index, to }))) return;
  app.announce(`Moved to place ${to + 1} of ${count}`);
  focusCard(`${testId}:${to}`, part);
}

/** The focus goes with the entry, so that it can be moved on: to the same button, else to the entry. */
function focusCard(testId: string, part: string | null): void {
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`.entry[data-testid="${testId}"]`);
    const button = part === null ? null : card?.querySelector<HTMLButtonElement>(`[data-part="${part}"]:enabled`);
    (button ?? card)?.focus();
  });
}

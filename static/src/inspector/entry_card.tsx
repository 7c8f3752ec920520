/**
 * One rule, catcher, retrier or branch in the form of its state: it can be moved up and down, removed, and have another
 * put before it, by its buttons or by keys. The text keeps every entry as it is written.
 */

import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import type { App } from "../model/store";
import type { AddEntry } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { type EntryKey, entryKey } from "./entry_keys";

/** A list of entries: those of one kind of the state at `path`. */
export interface EntryList {
  readonly path: string;
  readonly entry: AddEntry["entry"];
  readonly count: number;
}

export interface EntryCardProps {
  readonly list: EntryList;
  readonly index: number;
  /** Begins the test ids. */
  readonly testId: string;
  readonly title: string;
  /** Stands behind the title. */
  readonly note?: ComponentChildren;
  readonly selected?: boolean;
  readonly children?: ComponentChildren;
}

export function EntryCard({ list, index, testId, title, note, selected = false, children }: EntryCardProps) {
  const app = useApp();
  const { path, entry, count } = list;
  const last = count - 1;
  const needed = last === 0 && (entry === "rule" || entry === "branch");
  const act = (key: EntryKey) => void change(app, list, index, testId, key);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const key = entryKey(event, event.target === event.currentTarget);
    if (key === null) return;
    event.preventDefault();
    event.stopPropagation();
    // What was typed in a field of it is sent first: a field sends it when it is left.
    if (event.target !== event.currentTarget) (event.target as HTMLElement).blur();
    act(key);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and a legend of its own
    <div
      class="form-card entry"
      role="group"
      aria-label={title}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the entry need a place for the focus
      tabIndex={0}
      data-testid={`${testId}:${index}`}
      data-selected={selected || undefined}
      onKeyDown={onKeyDown}
    >
      <div class="form-card-head">
        <span class="entry-title">
          {title}
          {note !== undefined && <> · {note}</>}
        </span>
        <IconButton
          icon="arrowUp"
          size={14}
          label={`Move ${title} up`}
          keys="Alt+ArrowUp"
          disabled={index === 0}
          data-part="up"
          data-testid={`${testId}-up:${index}`}
          onClick={() => act("up")}
        />
        <IconButton
          icon="arrowDown"
          size={14}
          label={`Move ${title} down`}
          keys="Alt+ArrowDown"
          disabled={index >= last}
          data-part="down"
          data-testid={`${testId}-down:${index}`}
          onClick={() => act("down")}
        />
        <IconButton
          icon="add"
          size={14}
          label={`Add a ${entry} before ${title}`}
          data-testid={`${testId}-insert:${index}`}
          onClick={() => void app.edit({ kind: "add_entry", path, entry, index })}
        />
        <IconButton
          icon="trash"
          size={14}
          label={needed ? `The last ${entry} has to stay` : `Delete ${title}`}
          keys={needed ? undefined : "Delete"}
          disabled={needed}
          data-testid={`${testId}-remove:${index}`}
          onClick={() => act("remove")}
        />
      </div>
      {children}
    </div>
  );
}

export interface AddEntryButtonProps {
  readonly list: EntryList;
  readonly testId: string;
  readonly label: string;
  /** Why it is not possible, if so. */
  readonly why?: string | undefined;
}

/** Adds an entry as the last, before one of all errors. */
export function AddEntryButton({ list: { path, entry }, testId, label, why }: AddEntryButtonProps) {
  const app = useApp();
  return (
    <Button
      look="outline"
      icon="add"
      data-testid={testId}
      disabled={why !== undefined}
      title={why}
      onClick={() => void app.edit({ kind: "add_entry", path, entry })}
    >
      {label}
    </Button>
  );
}

async function change(app: App, list: EntryList, index: number, testId: string, key: EntryKey): Promise<void> {
  const { path, entry, count } = list;
  const part = document.activeElement?.getAttribute("data-part") ?? null;
  if (key === "remove") {
    if (await app.edit({ kind: "remove_entry", path, entry, index })) {
      focusCard(`${testId}:${Math.max(0, Math.min(index, count - 2))}`, null);
    }
    return;
  }
  const to = key === "up" ? index - 1 : index + 1;
  if (to < 0 || to >= count) return;
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

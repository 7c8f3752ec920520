/**
 * One rule, catcher, retrier or branch in the form of its state: it can be dragged by its grip, moved up and down,
 * removed, and have another put before it, by its buttons or by keys. The text keeps every entry as it is written.
 */

import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { addEntry, changeEntry, type EntryList } from "./entry_actions";
import { dropMark, EntryGrip } from "./entry_grip";
import { type EntryKey, entryKey } from "./entry_keys";

export interface EntryCardProps {
  readonly list: EntryList;
  readonly index: number;
  /** Begins the test ids. */
  readonly testId: string;
  readonly title: string;
  /** Stands behind the title. */
  readonly note?: ComponentChildren;
  readonly selected?: boolean;
  /** Buttons of its own kind. */
  readonly tools?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function EntryCard({ list, index, testId, title, note, selected = false, tools, children }: EntryCardProps) {
  const app = useApp();
  const { entry, count } = list;
  const last = count - 1;
  const needed = last === 0 && (entry === "rule" || entry === "branch");
  const act = (key: EntryKey) => void changeEntry(app, list, index, testId, key);
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
      data-list={list.entry}
      {...dropMark(app, list, index)}
      onKeyDown={onKeyDown}
    >
      <div class="form-card-head">
        {count > 1 && <EntryGrip list={list} index={index} testId={testId} title={title} />}
        <span class="entry-title">
          {title}
          {note !== undefined && <> · {note}</>}
        </span>
        {tools}
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
          onClick={() => void addEntry(app, list, testId, index)}
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
export function AddEntryButton({ list, testId, label, why }: AddEntryButtonProps) {
  const app = useApp();
  return (
    <Button
      look="outline"
      icon="add"
      data-testid={testId}
      disabled={why !== undefined}
      title={why}
      onClick={() => void addEntry(app, list, testId.replace(/-add$/, ""))}
    >
      {label}
    </Button>
  );
}

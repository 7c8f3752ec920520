/** A dialog that finds one of many things by typing, and does what choosing it means. */

import { useRef, useState } from "preact/hooks";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { Keys } from "../ui/keys";
import { TypeTile } from "../ui/type_tile";
import { find } from "./search";

const MOST_SHOWN = 60;

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** Words beside the title by which it is found. */
  readonly words?: string;
  readonly type?: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

export interface SearchDialogProps {
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  readonly entries: readonly Entry[];
  readonly testId: string;
  /** The beginning of the entries' test ids. */
  readonly entryTestId: string;
  readonly onClose: () => void;
}

export function SearchDialog({ title, label, placeholder, entries, testId, entryTestId, onClose }: SearchDialogProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = find(
    entries,
    (entry) => entry.title,
    typed,
    (entry) => entry.words ?? "",
  ).slice(0, MOST_SHOWN);
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    requestAnimationFrame(entry.run);
  };
  const move = (to: number) => {
    const next = (to + found.length) % Math.max(1, found.length);
    setAt(next);
    requestAnimationFrame(() => list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <Dialog title={title} testId={testId} onClose={onClose}>
      <input
        class="input palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${at}` : undefined}
        aria-label={label}
        placeholder={placeholder}
        data-testid={`${testId}-input`}
        data-autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(at + 1);
          else if (event.key === "ArrowUp") move(at - 1);
          else if (event.key === "Enter") choose(found[at]);
          else return;
          event.preventDefault();
        }}
      />
      <div class="palette-list" id="palette-list" role="listbox" aria-label="Found" ref={list}>
        {found.map((entry, index) => (
          <button
            type="button"
            key={entry.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            data-active={index === at || undefined}
            data-testid={`${entryTestId}:${entry.id}`}
            class="palette-row"
            tabIndex={-1}
            onClick={() => choose(entry)}
          >
            {entry.type === undefined ? <Icon name="chevronRight" /> : <TypeTile type={entry.type} size={20} />}
            <span class="palette-title">{entry.title}</span>
            <span class="palette-note">{entry.note}</span>
            {entry.keys !== undefined && <Keys keys={entry.keys} />}
          </button>
        ))}
        {found.length === 0 && <p class="nothing">Nothing of that name</p>}
      </div>
    </Dialog>
  );
}

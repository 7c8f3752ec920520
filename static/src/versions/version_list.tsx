/** The versions of a document by day. Up and Down go from one to the next, Right and Left open and close a group. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { VersionRow } from "../protocol/messages";
import { Icon } from "../ui/icons";
import { timeOf } from "./change_lines";
import { dayOf, daysOf, groupsOf, KIND_WORDS, titleOf, type VersionGroup } from "./grouping";

export interface VersionListProps {
  readonly rows: readonly VersionRow[];
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
  /** A group was opened. */
  readonly onOpen: (rows: readonly VersionRow[]) => void;
  /** Shows older ones, where there are more. */
  readonly onOlder: (() => void) | null;
}

export function VersionList({ rows, chosen, onChoose, onOpen, onOlder }: VersionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const newest = rows[0]?.number;
  const isThere = newest !== undefined;
  useEffect(() => {
    if (isThere) list.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [isThere]);
  const turn = ({ head, rest }: VersionGroup, open: boolean) => {
    setOpened(
      (before) => new Set(open ? [...before, head.number] : [...before].filter((each) => each !== head.number)),
    );
    if (open) onOpen(rest);
  };
  const onKeyDown = (event: KeyboardEvent, group: VersionGroup) => {
    const isOpen = opened.has(group.head.number);
    if ((event.key === "ArrowRight" && !isOpen) || (event.key === "ArrowLeft" && isOpen)) {
      if (group.rest.length > 0) turn(group, !isOpen);
    } else if (!moveFocus(list.current, event)) return;
    event.preventDefault();
  };
  return (
    <div class="versions-list" ref={list}>
      {daysOf(groupsOf(rows), (ms) => dayOf(ms)).map(({ day, groups }) => (
        <section key={day} aria-label={day}>
          <h3 class="versions-day">{day}</h3>
          <ul>
            {groups.map((group) => {
              const isOpen = opened.has(group.head.number);
              const shown = isOpen ? [group.head, ...group.rest] : [group.head];
              return shown.map((row, index) => (
                <li key={row.number} class={index > 0 ? "versions-inner" : ""}>
                  <Row
                    row={row}
                    isNow={row.number === newest}
                    isChosen={row.number === chosen}
                    isStop={row.number === (chosen ?? newest)}
                    onChoose={onChoose}
                    onKeyDown={(event) => onKeyDown(event, group)}
                  />
                  {index === 0 && group.rest.length > 0 && (
                    <button
                      type="button"
                      class="versions-more"
                      aria-expanded={isOpen}
                      data-testid={`versions-more:${row.number}`}
                      onClick={() => turn(group, !isOpen)}
                    >
                      <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={12} />
                      {group.rest.length} more while typing
                    </button>
                  )}
                </li>
              ));
            })}
          </ul>
        </section>
      ))}
      {onOlder !== null && (
        <button type="button" class="versions-more" data-testid="versions-older" onClick={onOlder}>
          Older versions
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: VersionRow;
  readonly isNow: boolean;
  readonly isChosen: boolean;
  /** Whether Tab comes here. */
  readonly isStop: boolean;
  readonly onChoose: (number: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Row({ row, isNow, isChosen, isStop, onChoose, onKeyDown }: RowProps) {
  const title = titleOf(row);
  const how = KIND_WORDS[row.kind];
  const more = row.name !== null && row.note !== "" ? row.note : title === how ? "" : how;
  return (
    <button
      type="button"
      class="versions-row"
      aria-pressed={isChosen}
      tabIndex={isStop ? 0 : -1}
      title={`Version ${row.number}, ${row.size.toLocaleString()} bytes`}
      data-testid={`version:${row.number}`}
      data-kind={row.kind}
      data-autofocus={isStop || undefined}
      onClick={() => onChoose(row.number)}
      onFocus={() => onChoose(row.number)}
      onKeyDown={onKeyDown}
    >
      <span class="versions-name">
        {row.name !== null && <Icon name="star" size={12} />}
        {title}
        {isNow && <span class="versions-now">Now</span>}
      </span>
      <span class="versions-when">
        <time dateTime={new Date(row.saved_ms).toISOString()}>{timeOf(row.saved_ms)}</time>
        {more !== "" && ` · ${more}`}
      </span>
    </button>
  );
}

/** Move the focus as the key says; true if it was such a key. */
function moveFocus(list: HTMLElement | null, event: KeyboardEvent): boolean {
  const all = [...(list?.querySelectorAll<HTMLElement>(".versions-row") ?? [])];
  const at = all.indexOf(event.currentTarget as HTMLElement);
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: all.length - 1,
  };
  const goal = goals[event.key];
  if (goal === undefined) return false;
  all[Math.min(Math.max(goal, 0), all.length - 1)]?.focus();
  return true;
}

/**
 * The table of events. Only the rows on show are drawn, so that 40,000 scroll like 40.
 *
 * The grid has the focus and names its active row. Arrows move that row, Enter and a press go to its moment.
 */

import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { EventView } from "../protocol/messages";
import { useRowWindow } from "../ui/window";
import type { EventIndex } from "./event_index";
import type { Rows } from "./event_rows";
import { detailsOf, offset, TONE_GLYPHS, toneOf, typeName } from "./event_words";

const ROW_PX = 26;
const TALL_ROW_PX = 46;
const HEAD_PX = 26;
/** Below this width a row takes two lines. */
const NARROW_PX = 620;

export interface EventsTableProps {
  readonly index: EventIndex;
  readonly rows: Rows;
  /** The sequence of the selected event. */
  readonly active: number;
  /** Whether something is shown beside the table: it has less room then. */
  readonly beside: boolean;
  /** The selection is moved over an event. */
  readonly onPick: (event: EventView) => void;
  /** An event is gone to. */
  readonly onOpen: (event: EventView) => void;
}

export function EventsTable({ index, rows, active, beside, onPick, onOpen }: EventsTableProps) {
  const dbg = useDebugger();
  const id = useId();
  const narrow = useSignal(false);
  const [rowPx, headPx] = narrow.value ? [TALL_ROW_PX, 0] : [ROW_PX, HEAD_PX];
  const shown = useRowWindow(rows.length, rowPx);
  useLayoutEffect(() => {
    narrow.value = shown.width < NARROW_PX;
  }, [shown.width]);
  const cursor = dbg.app.debug.cursor.value;
  const running = !dbg.canSeek.value;
  const activeRow = rows.row(active);
  const reveal = (row: number) => {
    const element = shown.ref.current;
    if (element === null || row < 0) return;
    const [top, bottom] = [row * rowPx, (row + 1) * rowPx];
    const room = element.clientHeight - headPx;
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - rowPx);
    else if (bottom > element.scrollTop + room) element.scrollTop = bottom - room + rowPx;
  };
  useFollowing(shown.ref, running, activeRow, rows.length, () => reveal(activeRow), rowPx, beside);

  const open = (row: number, act: (event: EventView) => void) => {
    const event = index.at(rows.sequence(Math.min(rows.length - 1, Math.max(0, row))));
    if (event !== undefined) act(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor(((shown.ref.current?.clientHeight ?? 0) - headPx) / rowPx) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: activeRow + 1,
      ArrowUp: activeRow - 1,
      PageDown: activeRow + page,
      PageUp: activeRow - page,
      Home: 0,
      End: rows.length - 1,
    };
    const row = to[event.key];
    if (row !== undefined) open(row, onPick);
    else if (event.key === "Enter") open(activeRow, onOpen);
    else return;
    event.preventDefault();
  };
  const drawn: number[] = [];
  for (let row = shown.first; row < shown.last; row += 1) drawn.push(row);
  const isDrawn = activeRow >= shown.first && activeRow < shown.last && rows.sequence(activeRow) === active;
  const origin = index.events[0]?.time_ms ?? 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows are a window over a long list, which a <table> cannot be
    <div
      class="history-events-table"
      role="grid"
      aria-label="Events"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isDrawn ? `${id}-${active}` : undefined}
      tabIndex={0}
      ref={shown.ref}
      data-narrow={narrow.value || undefined}
      data-testid="events"
      onScroll={shown.onScroll}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const row = (event.target as Element).closest<HTMLElement>("[data-row]")?.dataset.row;
        if (row !== undefined) open(Number(row), onOpen);
      }}
    >
      <Head />
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div class="history-events-space" role="rowgroup" style={{ height: `${rows.length * rowPx}px` }}>
        {drawn.map((row) => {
          const event = index.at(rows.sequence(row));
          if (event === undefined) return null;
          return (
            <EventRow
              key={event.sequence}
              id={`${id}-${event.sequence}`}
              event={event}
              place={index.place(event)}
              row={row}
              top={row * rowPx}
              time={offset(event.time_ms - origin)}
              active={event.sequence === active}
              current={event.sequence === cursor}
              future={event.sequence > cursor}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Keep the selected row in view when it moves; while events come in only as long as the end is what is looked at. */
function useFollowing(
  ref: { readonly current: HTMLElement | null },
  running: boolean,
  row: number,
  length: number,
  reveal: () => void,
  rowPx: number,
  beside: boolean,
): void {
  const atEnd = useRef(true);
  const before = useRef(0);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 3 * rowPx;
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [rowPx]);
  useLayoutEffect(() => {
    const grown = length !== before.current;
    before.current = length;
    if (!running || !grown || atEnd.current) reveal();
  }, [row, running, length, rowPx, beside]);
}

function Head() {
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: see the grid
    // biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="rowgroup" class="history-events-head">
      <div role="row" class="history-events-columns">
        <span role="columnheader">#</span>
        <span role="columnheader">Time</span>
        <span role="columnheader">Type</span>
        <span role="columnheader">State</span>
        <span role="columnheader">Details</span>
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: end
    // biome-ignore-end lint/a11y/useSemanticElements: end
  );
}

interface EventRowProps {
  readonly id: string;
  readonly event: EventView;
  readonly place: string;
  readonly row: number;
  readonly top: number;
  readonly time: string;
  readonly active: boolean;
  readonly current: boolean;
  readonly future: boolean;
}

function EventRow({ id, event, place, row, top, time, active, current, future }: EventRowProps) {
  const tone = toneOf(event);
  const details = detailsOf(event);
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: see the grid
    // biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus and names the active row
    <div
      id={id}
      role="row"
      class="history-event-row history-events-columns"
      aria-rowindex={row + 2}
      aria-selected={active}
      aria-current={current ? "step" : undefined}
      data-testid={`event:${event.sequence}`}
      data-row={row}
      data-type={event.type}
      data-tone={tone}
      data-current={current || undefined}
      data-future={future || undefined}
      data-internal={event.aws_type === "" || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" class="history-event-number" title={awsNumber(event)}>
        {current && <span class="visually-hidden">cursor at </span>}
        {event.sequence}
      </span>
      <span role="gridcell" class="history-event-time">
        {time}
      </span>
      <span role="gridcell" class="history-event-type" title={typeName(event)}>
        {TONE_GLYPHS[tone] !== "" && (
          <span class="history-event-glyph" aria-hidden="true">
            {TONE_GLYPHS[tone]}
          </span>
        )}
        {typeName(event)}
      </span>
      <span role="gridcell" class="history-event-state" title={event.path}>
        {place}
      </span>
      <span role="gridcell" class="history-event-words" title={details}>
        {details}
      </span>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: end
    // biome-ignore-end lint/a11y/useSemanticElements: end
  );
}

function awsNumber(event: EventView): string {
  if (event.id === 0) return "Not in AWS's history";
  return `Id ${event.id} in AWS's history, after ${event.previous_id}`;
}

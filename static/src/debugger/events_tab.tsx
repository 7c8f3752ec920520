/** The history: a scrubber over the record and a table of its events, of which only the rows on show are drawn. */

import { useEffect, useId, useMemo } from "preact/hooks";
import type { EventView } from "../protocol/messages";
import { useApp } from "../ui/context";
import { useRowWindow } from "../ui/window";
import { useDebugger } from "./context";
import { detailsOf, toneOf } from "./event_words";
import { Scrubber } from "./scrubber";

const ROW_HEIGHT = 24;

export function EventsTab() {
  const dbg = useDebugger();
  const app = useApp();
  const id = useId();
  const events = app.debug.events.value;
  const cursor = app.debug.cursor.value;
  const shown = useRowWindow(events.length, ROW_HEIGHT);
  const failing = dbg.failing.value?.sequence ?? null;
  const origin = events[0]?.time_ms ?? 0;
  const ended = app.debug.session.value?.reason?.kind === "end";
  // At the end of a failed execution the event that failed is the one to look at.
  const active = ended && failing !== null ? failing : cursor;
  // Follow the cursor, and nothing else.
  useEffect(() => shown.reveal(Math.max(0, active - 1)), [active, events.length === 0]);
  const go = (sequence: number) => {
    const event = events[Math.min(events.length, Math.max(1, sequence)) - 1];
    if (event === undefined) return;
    if (event.path !== "") app.select(event.path);
    if (dbg.canSeek.peek()) void dbg.seek(event.sequence);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((shown.ref.current?.clientHeight ?? 200) / ROW_HEIGHT) - 2);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 1,
      End: events.length,
    };
    const sequence = to[event.key];
    if (sequence === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(sequence);
  };
  if (app.debug.execution.value === null) {
    return <p class="nothing">No execution is open: press F5 to debug, or open an earlier one under Executions.</p>;
  }
  return (
    <div class="events">
      <Scrubber />
      <div class="events-head" aria-hidden="true">
        <span>#</span>
        <span>Time</span>
        <span>Type</span>
        <span>State</span>
        <span>Thread</span>
        <span>Details</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a window over a long list */}
      <div
        class="events-rows"
        role="grid"
        aria-label="Events"
        aria-rowcount={events.length}
        aria-activedescendant={events.length > 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        ref={shown.ref}
        onScroll={shown.onScroll}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const row = (event.target as Element).closest<HTMLElement>("[data-sequence]")?.dataset.sequence;
          if (row !== undefined) go(Number(row));
        }}
        data-testid="events"
      >
        <div class="events-space" style={{ height: `${events.length * ROW_HEIGHT}px` }}>
          {events.slice(shown.first, shown.last).map((event) => (
            <EventRow
              key={event.sequence}
              id={`${id}-${event.sequence}`}
              event={event}
              origin={origin}
              active={event.sequence === active}
              future={event.sequence > cursor}
              failing={event.sequence === failing}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface EventRowProps {
  readonly id: string;
  readonly event: EventView;
  readonly origin: number;
  readonly active: boolean;
  readonly future: boolean;
  readonly failing: boolean;
}

function EventRow({ id, event, origin, active, future, failing }: EventRowProps) {
  const dbg = useDebugger();
  void dbg.folded.value;
  const place = dbg.fold.place(event.thread);
  const index = place === undefined ? null : `${place.run.path.split("/").at(-1)}[${place.index}]`;
  const details = useMemo(() => detailsOf(event), [event]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active row
    <div
      id={id}
      class={`event-row tone-${toneOf(event)}`}
      role="row"
      aria-rowindex={event.sequence}
      aria-selected={active}
      data-testid={`event:${event.sequence}`}
      data-sequence={event.sequence}
      data-current={active || undefined}
      data-future={future || undefined}
      data-failing={failing || undefined}
      data-type={event.type}
      style={{ top: `${(event.sequence - 1) * ROW_HEIGHT}px` }}
    >
      {/* biome-ignore-start lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: see the row */}
      <span role="gridcell">{event.sequence}</span>
      <span role="gridcell">{offset(event.time_ms - origin)}</span>
      <span role="gridcell" class="event-type">
        {event.aws_type === "" ? event.type : event.aws_type}
      </span>
      <span role="gridcell">{event.path}</span>
      <span role="gridcell">{index ?? (event.thread === "0" ? "" : event.thread)}</span>
      <span role="gridcell" class="event-details" title={details}>
        {details}
      </span>
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: end */}
      {/* biome-ignore-end lint/a11y/useSemanticElements: end */}
    </div>
  );
}

/** A time since the start, to the millisecond: `12.400`, `01:02:03.004`. */
function offset(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const fraction = String(ms % 1000).padStart(3, "0");
  const two = (value: number) => String(value).padStart(2, "0");
  if (seconds < 60) return `${seconds}.${fraction}`;
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
  return seconds < 3600 ? clock : `${Math.floor(seconds / 3600)}:${clock}`;
}

/** The history of the open execution: the scrubber, a filter, the table of events and the values of the one selected. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { EventView } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icons";
import { SearchField } from "../ui/search_field";
import { activeSequence, type Picked } from "./active_event";
import { EventDetails } from "./event_details";
import { EventIndex } from "./event_index";
import { EventRows, type Filter, isFiltering, NO_FILTER } from "./event_rows";
import { EventsTable } from "./events_table";
import { Scrubber } from "./scrubber";
import { show, visit } from "./visit";

/** Whether the values are shown is remembered with the folds of the forms. */
const DETAILS = "event-details";

export function EventsTab() {
  const dbg = useDebugger();
  const { app } = dbg;
  const { debug } = app;
  const index = useMemo(() => new EventIndex(), []);
  const all = useMemo(() => new EventRows(), []);
  const filter = useSignal<Filter>(NO_FILTER);
  const picked = useSignal<Picked | null>(null);
  const execution = debug.execution.value?.id ?? null;
  const events = debug.events.value;
  const cursor = debug.cursor.value;
  index.take(events);
  // Once the cursor has moved, coming back to where it was does not bring back what was picked there.
  useEffect(() => {
    if (dbg.canSeek.peek()) picked.value = null;
  }, [cursor]);
  if (execution === null) {
    return (
      <p class="nothing" data-testid="events-nothing">
        <Icon name="play" /> No execution is open: Debug starts one, and earlier ones are under Executions.
      </p>
    );
  }
  const rows = all.rows(index, filter.value);
  const detailed = app.view.folds.value[DETAILS] ?? false;
  const active = activeSequence(picked.value, {
    execution,
    cursor,
    head: events.length,
    running: !dbg.canSeek.value,
    failing: dbg.failing.value?.sequence ?? null,
  });
  const pick = (event: EventView) => {
    picked.value = { execution, sequence: event.sequence, cursor: debug.cursor.peek() };
  };
  const selected = index.at(active);
  return (
    <div class="history-events" data-detailed={detailed || undefined}>
      <div class="history-events-tools">
        <Scrubber index={index} />
        <FilterFields filter={filter.value} onChange={(next) => (filter.value = next)} />
        <IconButton
          icon="panelRight"
          label={detailed ? "Hide the event's values" : "Show the event's values"}
          aria-pressed={detailed}
          data-testid="events-values"
          onClick={() => {
            app.view.folds.value = { ...app.view.folds.peek(), [DETAILS]: !detailed };
          }}
        />
      </div>
      <div class="history-events-body">
        {rows.length === 0 ? (
          <p class="nothing" data-testid="events-nothing">
            {isFiltering(filter.value) ? nothingFound(filter.value) : "No events yet."}
          </p>
        ) : (
          <EventsTable
            index={index}
            rows={rows}
            active={active}
            beside={detailed}
            onPick={(event) => {
              pick(event);
              show(dbg, event, false);
            }}
            onOpen={(event) => {
              pick(event);
              visit(dbg, event);
            }}
          />
        )}
        {detailed && selected !== undefined && <EventDetails event={selected} index={index} />}
      </div>
    </div>
  );
}

function nothingFound({ words, errorsOnly }: Filter): string {
  const what = errorsOnly ? "No errors" : "No events";
  return words.trim() === "" ? `${what} in this execution.` : `${what} with “${words.trim()}”.`;
}

interface FilterFieldsProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function FilterFields({ filter, onChange }: FilterFieldsProps) {
  return (
    <div class="history-events-filters">
      <SearchField
        class="history-events-filter"
        placeholder="Filter: type, state, error"
        label="Filter the events by type, state or error"
        testId="events-filter"
        words={filter.words}
        onWords={(words) => onChange({ ...filter, words })}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || filter.words === "") return;
          event.stopPropagation();
          onChange({ ...filter, words: "" });
        }}
      />
      <label class="check history-events-errors">
        <input
          type="checkbox"
          data-testid="events-errors"
          checked={filter.errorsOnly}
          onChange={(event) => onChange({ ...filter, errorsOnly: event.currentTarget.checked })}
        />
        Errors only
      </label>
    </div>
  );
}

/** The document's executions, newest first: press one to look at it again. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { canRecord, RECORD_DIALOG } from "../cases/record_dialog";
import { useDebugger } from "../debugger/context";
import { duration, EXECUTION_GLYPHS } from "../debugger/words";
import { DeleteDialog, type Doomed } from "../forks/delete_dialog";
import { branches, countForks } from "../forks/fork_words";
import type { ExecutionRow, ExecutionView } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { Icon } from "../ui/icons";
import { executionWords, startedAt } from "./execution_words";

export function ExecutionsTab() {
  const dbg = useDebugger();
  const { debug } = dbg.app;
  useEffect(() => void dbg.listExecutions(), [dbg]);
  const doomed = useSignal<Doomed | null>(null);
  const rows = dbg.executions.value;
  const remove = (row: ExecutionRow) => {
    const lines = rows.map(({ id, forked_from }) => ({ id, parent: forked_from }));
    doomed.value = { id: row.id, name: nameOf(row), forks: countForks(row.id, lines) };
  };
  const open = debug.execution.value;
  if (rows.length === 0) {
    return (
      <p class="nothing" data-testid="executions-nothing">
        <Icon name="play" /> This document has not been run yet: Debug starts it.
      </p>
    );
  }
  return (
    <div class="history-executions" data-testid="executions">
      <div class="history-execution-row history-execution-columns history-executions-head" aria-hidden="true">
        <span>Status</span>
        <span>Name</span>
        <span>Started</span>
        <span>Duration</span>
        <span>Events</span>
      </div>
      <ul>
        {branches(rows, ({ forked_from }) => forked_from).map(({ row, lead }) => (
          <li
            key={row.id}
            class="history-execution"
            onKeyDown={(event) => {
              if (event.key === "Delete" && canDelete(row)) remove(row);
            }}
          >
            {open?.id === row.id ? (
              <Row
                row={live(row, open)}
                lead={lead}
                current
                paused={dbg.paused.value}
                events={debug.events.value.length}
              />
            ) : (
              <Row row={row} lead={lead} current={false} paused={row.paused} events={row.head} />
            )}
            <IconButton
              icon="trash"
              size={14}
              class="history-execution-delete"
              label={canDelete(row) ? `Delete ${nameOf(row)}…` : "It has not ended: stop it before you delete it"}
              disabled={!canDelete(row)}
              data-testid={`execution-delete:${row.id}`}
              onClick={() => remove(row)}
            />
          </li>
        ))}
      </ul>
      {doomed.value !== null && <DeleteDialog doomed={doomed.value} onClose={() => (doomed.value = null)} />}
      {canRecord(dbg.app) && (
        <p class="history-executions-foot">
          <Button
            look="outline"
            icon="add"
            data-testid="executions-save-as-test"
            onClick={() => {
              dbg.app.view.dialog.value = RECORD_DIALOG;
            }}
          >
            Save {open?.name ?? "it"} as a test…
          </Button>
        </p>
      )}
    </div>
  );
}

function nameOf(row: ExecutionRow): string {
  return row.forked_from === null ? row.name : row.fork_name;
}

/** An execution that is no fork may be waited for by others while it runs. */
function canDelete(row: ExecutionRow): boolean {
  return row.forked_from !== null || row.status !== "RUNNING";
}

/** The row with what is known of the execution since the list was read. */
function live(row: ExecutionRow, open: ExecutionView): ExecutionRow {
  return { ...row, status: open.status, stopped_ms: open.stopped_ms ?? row.stopped_ms };
}

interface RowProps {
  readonly row: ExecutionRow;
  /** The lines of the tree before a fork's name. */
  readonly lead: string;
  readonly current: boolean;
  readonly paused: boolean;
  readonly events: number;
}

function Row({ row, lead, current, paused, events }: RowProps) {
  const dbg = useDebugger();
  const status = row.status === "RUNNING" && paused ? "PAUSED" : row.status;
  const started = new Date(row.started_ms);
  return (
    <button
      type="button"
      class="history-execution-row history-execution-columns"
      data-testid={`execution:${row.id}`}
      data-status={status}
      data-fork={row.forked_from === null ? undefined : row.fork_name}
      data-open={current || undefined}
      aria-current={current ? "true" : undefined}
      onClick={() => {
        if (!current) void dbg.reopen(row.id);
      }}
    >
      <span class={`history-execution-state execution-${status.toLowerCase()}`}>
        <span class="history-execution-glyph" aria-hidden="true">
          {EXECUTION_GLYPHS[status] ?? ""}
        </span>
        {executionWords(status)}
      </span>
      {row.forked_from === null ? (
        <span class="history-execution-name" title={row.name}>
          {row.name}
        </span>
      ) : (
        <span class="history-execution-name" title={`${row.fork_name}, forked at event ${row.forked_at}`}>
          <span class="menu-lead" aria-hidden="true">
            {lead}
          </span>{" "}
          {row.fork_name} <span class="history-execution-quiet">at event {row.forked_at}</span>
        </span>
      )}
      <time class="history-execution-quiet" dateTime={started.toISOString()} title={started.toLocaleString()}>
        {startedAt(started, new Date())}
      </time>
      <span class="history-execution-quiet history-execution-number">
        {row.stopped_ms === null ? "–" : duration(Math.max(0, row.stopped_ms - row.started_ms))}
      </span>
      <span class="history-execution-quiet history-execution-number">
        {events.toLocaleString("en")} <span class="history-execution-unit">{events === 1 ? "event" : "events"}</span>
      </span>
    </button>
  );
}

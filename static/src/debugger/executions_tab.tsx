/** The document's executions, newest first: press one to look at it again. */

import { useEffect } from "preact/hooks";
import type { ExecutionRow } from "../protocol/messages";
import { useDebugger } from "./context";
import { duration, EXECUTION_GLYPHS } from "./words";

export function ExecutionsTab() {
  const dbg = useDebugger();
  const rows = dbg.executions.value;
  // Read them when the tab is opened.
  useEffect(() => void dbg.listExecutions(), []);
  if (rows.length === 0) return <p class="nothing">This document has not been run yet.</p>;
  const open = dbg.app.debug.execution.value;
  return (
    <ul class="executions" data-testid="executions">
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} open={open?.id === row.id} status={open?.id === row.id ? open.status : row.status} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row, open, status }: { readonly row: ExecutionRow; readonly open: boolean; readonly status: string }) {
  const dbg = useDebugger();
  return (
    <button
      type="button"
      class={`execution-row execution-${status.toLowerCase()}`}
      data-testid={`execution:${row.id}`}
      data-open={open || undefined}
      aria-current={open}
      onClick={() => void dbg.reopen(row.id)}
    >
      <span class="execution-glyph" aria-hidden="true">
        {EXECUTION_GLYPHS[status] ?? ""}
      </span>
      <span class="execution-status">{status}</span>
      <span class="execution-name">{row.name}</span>
      <span class="execution-events">{row.head} events</span>
      <span class="execution-took">
        {row.stopped_ms === null ? "" : duration(Math.max(0, row.stopped_ms - row.started_ms))}
      </span>
      <time class="execution-time" dateTime={new Date(row.started_ms).toISOString()}>
        {new Date(row.started_ms).toLocaleString()}
      </time>
    </button>
  );
}

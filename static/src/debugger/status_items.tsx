/** What the debugger says in the status bar: the execution, its virtual clock, and whether the server is there. */

import { ClockItem } from "./clock_item";
import { useDebugger } from "./context";
import { duration, EXECUTION_GLYPHS } from "./words";

export function StatusItems() {
  const dbg = useDebugger();
  const { execution, events, cursor } = dbg.app.debug;
  const view = execution.value;
  const first = events.value[0];
  const now = events.value[Math.max(0, cursor.value - 1)];
  const status = view === null ? "" : dbg.paused.value && !dbg.over.value ? "PAUSED" : view.status;
  return (
    <>
      {dbg.reconnecting.value && (
        <span class="status-item status-reconnecting" role="status" data-testid="reconnecting">
          Reconnecting…
        </span>
      )}
      {view !== null && (
        <span class="status-item" data-testid="status-execution">
          {EXECUTION_GLYPHS[status]} {status}
          {view.clock === "real" &&
            first !== undefined &&
            now !== undefined &&
            ` · ${duration(now.time_ms - first.time_ms)}`}
        </span>
      )}
      {view !== null && <ClockItem />}
    </>
  );
}

/** Run to here: forwards in the record first, then on; an execution is started where none is open. */

import { begin, isEnabled } from "../actions";
import type { Debugger } from "../debugger";

export async function runTo(dbg: Debugger, path: string): Promise<void> {
  const running = dbg.app.debug.execution.peek() !== null && !dbg.over.peek();
  if (!running && !isEnabled(dbg, "continue")) await begin(dbg, { debug: true, pauseAtStart: true });
  if (!isEnabled(dbg, "continue")) return;
  await dbg.control({ action: "run_to", path });
}

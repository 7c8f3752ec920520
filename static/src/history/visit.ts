/** Going to an event: its state is selected, its iteration chosen and, where that can be, the cursor put there. */

import type { Debugger } from "../debugger/debugger";
import { findState } from "../model/document";
import { choicesTo } from "../model/fold_iterations";
import type { EventView } from "../protocol/messages";

/** Show the event's state in every pane and look at the moment after it, if the execution does not run. */
export function visit(dbg: Debugger, event: EventView): void {
  show(dbg, event, true);
  const { cursor } = dbg.app.debug;
  if (!dbg.canSeek.peek() || cursor.peek() === event.sequence) return;
  // The thread of an iteration stands in no state before its first and after its last one: look at its Map then.
  const { parent } = event.details;
  const isThere = dbg.app.debug.session.peek()?.threads.some(({ id }) => id === parent);
  void dbg.seek(event.sequence, isThere && typeof parent === "string" ? parent : null);
}

/** Select the event's state and choose its iteration, without moving the cursor. */
export function show(dbg: Debugger, event: EventView, reveal: boolean): void {
  const { app } = dbg;
  const { index } = event.details;
  const isIteration = /^(MapIteration|ChildExecution)/.test(event.type) && typeof index === "number";
  dbg.chosen.value = {
    ...dbg.chosen.peek(),
    ...choicesTo(dbg.fold, event.thread),
    ...(isIteration ? { [event.path]: index } : {}),
  };
  if (event.path !== "" && findState(app.analysed.peek(), event.path) !== undefined) {
    app.select(event.path, { reveal });
  }
}

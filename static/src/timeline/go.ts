/** Going to a visit: its state is selected, its iterations chosen and, where that can be, the cursor put at its start. */

import type { Debugger } from "../debugger/debugger";
import { findState } from "../model/document";
import type { VisitLog } from "../model/visit_log";

export async function goToVisit(dbg: Debugger, log: VisitLog, visit: number): Promise<void> {
  const { app } = dbg;
  const path = log.path(visit);
  const thread = log.thread(log.threadOf(visit));
  if (path === "" || thread === undefined) return;
  dbg.chosen.value = { ...dbg.chosen.peek(), ...choicesAround(log, log.threadOf(visit)) };
  if (findState(app.analysed.peek(), path) !== undefined) app.select(path, { reveal: true });
  if (dbg.canSeek.peek()) await dbg.seek(log.from(visit), thread.id);
}

/** Which iteration or branch of each container around it a thread is. */
export function choicesAround(log: VisitLog, number: number): Readonly<Record<string, number>> {
  const choices = new Map<string, number>();
  for (let thread = log.thread(number); thread !== undefined && thread.container !== 0; ) {
    choices.set(log.path(thread.container), thread.index);
    thread = log.thread(log.threadOf(thread.container));
  }
  return Object.fromEntries(choices);
}

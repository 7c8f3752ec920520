/** What makes forks: shared by the menu of lines, the step details, the call stack and the command palette. */

import type { Debugger } from "../debugger/debugger";
import type { EventView, ForkRequest } from "../protocol/messages";

/** Fork where the debugger stands. */
export async function forkHere(dbg: Debugger): Promise<void> {
  await make(dbg, {});
}

/** Fork where a thread, by default the focused one, entered the state that it is in. */
export async function restartFrame(dbg: Debugger, thread: string | null = null): Promise<void> {
  const session = dbg.app.debug.session.peek();
  if (session !== null) await make(dbg, { restart_frame: thread ?? session.thread });
}

/** Fork where a state was entered, as that event tells. */
export async function restartFrom(dbg: Debugger, { sequence, thread }: EventView): Promise<void> {
  await make(dbg, { sequence, restart_frame: thread });
}

/** Fork with the text as it is now, from where the record ends to hold for it. */
export async function useDefinition(dbg: Debugger): Promise<void> {
  const { app } = dbg;
  const values = app.document.peek()?.values;
  await make(dbg, { text: app.text.text(), ...(values === undefined ? {} : { values }) });
}

/** Whether the text is another than what the open execution runs, and could be run. Reads signals. */
export function canUseDefinition({ app, canSeek }: Debugger): boolean {
  const execution = app.debug.execution.value;
  void app.editing.textVersion.value;
  const { analysis, text, stale } = app.analysed.value;
  if (execution === null || execution.document !== app.document.value?.id || !canSeek.value) return false;
  return !stale && analysis?.runnable === true && text === app.text.text() && text !== execution.text;
}

async function make(dbg: Debugger, request: ForkRequest): Promise<void> {
  const refused = await dbg.forks.fork(request);
  if (refused !== null) dbg.app.fail("There is no fork", refused);
}

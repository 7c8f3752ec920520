/** The place where expressions are evaluated: where the debugger stands, as long as it stands there. */

import type { App } from "../model/store";

export interface Place {
  readonly execution: string;
  readonly sequence: number;
  readonly thread: string;
  /** Differs where the data may: another moment, stage, or an edit. */
  readonly key: string;
}

/** Return where the debugger stands, null while the execution moves or none is open. Reads signals. */
export function standingPlace(app: App): Place | null {
  const id = app.debug.execution.value?.id;
  const session = app.debug.session.value;
  if (id === undefined || session === null || !session.paused) return null;
  const { cursor: sequence, thread, stage, head } = session;
  return { execution: id, sequence, thread, key: [id, sequence, thread, stage, head].join(" ") };
}

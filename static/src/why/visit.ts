/** Which visit of a state the step details tell of: where the debugger stands, else the last one up to the cursor. */

import type { Debugger } from "../debugger/debugger";
import { lastVisit } from "../model/fold_data";
import { threadFor } from "../model/fold_iterations";

export interface VisitPlace {
  readonly execution: string;
  readonly path: string;
  readonly thread: string;
  readonly sequence: number;
  /** The debugger stands there. */
  readonly isStanding: boolean;
}

/** Return the place of the visit of `path`, null where it was not visited by then. Reads signals. */
export function visitPlace(dbg: Debugger, path: string): VisitPlace | null {
  const { execution, session, events, cursor } = dbg.app.debug;
  const view = execution.value;
  const now = session.value;
  if (view === null) return null;
  if (now?.paused === true && path === dbg.standing.value && now.path === path) {
    return { execution: view.id, path, thread: now.thread, sequence: now.cursor, isStanding: true };
  }
  void dbg.folded.value;
  const visit = lastVisit(events.value, cursor.value, path, threadFor(dbg.fold, path, dbg.chosen.value));
  if (visit === null) return null;
  return { execution: view.id, path, thread: visit.thread, sequence: cursor.value, isStanding: false };
}

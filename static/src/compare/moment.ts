/** Going to a visit: its state is selected, and the cursor of the execution that is open put where it differs. */

import type { Debugger } from "../debugger/debugger";
import { findState } from "../model/document";
import { choicesTo } from "../model/fold_iterations";
import type { ComparedVisit, RunsCompared } from "../protocol/messages";
import type { Comparing } from "./comparing";
import { keyOf } from "./row_keys";

interface Moment {
  readonly left: number | null;
  readonly right: number | null;
}

/** Select the visit's row, its state and its iteration; move nothing. */
export function selectVisit(dbg: Debugger, comparing: Comparing, compared: RunsCompared, visit: ComparedVisit): void {
  const { app } = dbg;
  comparing.selected.value = keyOf(visit);
  if (findState(app.analysed.peek(), visit.path) !== undefined) app.select(visit.path, { reveal: true });
  const open = app.debug.execution.peek()?.id;
  const side = open === compared.left.id ? visit.left : open === compared.right.id ? visit.right : null;
  if (side !== null) dbg.chosen.value = { ...dbg.chosen.peek(), ...choicesTo(dbg.fold, side.thread) };
}

/** Show the visit at that moment: in the execution that is open if it has it, else in the other. */
export async function showMoment(
  dbg: Debugger,
  comparing: Comparing,
  compared: RunsCompared,
  visit: ComparedVisit,
  moment: Moment,
): Promise<void> {
  selectVisit(dbg, comparing, compared, visit);
  const sides = [
    { id: compared.right.id, side: visit.right, at: moment.right },
    { id: compared.left.id, side: visit.left, at: moment.left },
  ].filter(({ side, at }) => side !== null && at !== null);
  const open = dbg.app.debug.execution.peek()?.id;
  const shown = sides.find(({ id }) => id === open) ?? sides[0];
  if (shown === undefined || shown.side === null || shown.at === null) return;
  if (shown.id !== open) await dbg.show(shown.id);
  if (!dbg.canSeek.peek()) return;
  await dbg.seek(shown.at, shown.side.thread);
  dbg.chosen.value = { ...dbg.chosen.peek(), ...choicesTo(dbg.fold, shown.side.thread) };
}

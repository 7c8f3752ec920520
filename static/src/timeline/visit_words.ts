/** A visit in words, as a timeline tells it. Pure. */

import { duration } from "../debugger/words";
import { GLYPHS } from "../model/execution";
import { stateName } from "../model/paths";
import type { VisitLog } from "../model/visit_log";
import { type Axis, clockTime } from "./axis";

/** When the visit began, how long it took, how it ended. */
export function visitWords(log: VisitLog, axis: Axis, visit: number, cursor: number): string {
  const from = log.events[log.from(visit) - 1];
  if (from === undefined) return "nothing yet";
  const status = log.status(visit, cursor);
  const to = log.to(visit);
  const words = [status === null ? "to come" : `${GLYPHS[status]} ${status}`];
  words.push(`from ${clockTime(axis.msAt(log.from(visit)))}`);
  if (axis.kind === "events") words.push(`events ${log.from(visit)} to ${to === 0 ? "…" : to}`);
  if (to === 0) words.push("still going on");
  else words.push(tookWords(axis, log.from(visit), to));
  const waits = log.waits(visit);
  const backoffs = waits.filter((wait) => wait.kind === "backoff");
  if (backoffs.length > 0) words.push(`${backoffs.length} ${backoffs.length === 1 ? "retry" : "retries"}`);
  return words.join(" · ");
}

/** The same, with the name of the state and of the iteration or branch that it is in. */
export function visitLine(log: VisitLog, axis: Axis, visit: number, cursor: number): string {
  if (visit === 0) return "";
  const thread = log.thread(log.threadOf(visit));
  const around =
    thread === undefined || thread.container === 0
      ? ""
      : ` of ${stateName(log.path(thread.container))}[${thread.index}]`;
  return `${stateName(log.path(visit))}${around} · ${visitWords(log, axis, visit, cursor)}`;
}

function tookWords(axis: Axis, from: number, to: number): string {
  const took = axis.msAt(to) - axis.msAt(from);
  const held = axis.wall?.heldBetween(from, to) ?? 0;
  if (held === 0) return `took ${duration(took)}`;
  return `took ${duration(took - held)}, and ${duration(held)} held`;
}

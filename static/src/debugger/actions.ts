/** What each run control does, and when it can: shared by the toolbar, the keys and the command palette. */

import { chosenRun } from "../model/fold_iterations";
import type { Action, Debugger, StartOptions } from "./debugger";
import { statusOfTarget } from "./step_targets";

export type Control =
  | "continue"
  | "pause"
  | "over"
  | "into"
  | "out"
  | "back"
  | "reverse"
  | "forward"
  | "stop"
  | "restart";

const ACTIONS: Readonly<Record<Exclude<Control, "restart">, Action>> = {
  continue: "continue",
  pause: "pause",
  over: "step_over",
  into: "step_into",
  out: "step_out",
  back: "step_back",
  reverse: "reverse_continue",
  forward: "step_forward",
  stop: "stop",
};

/** Whether the control does something now. Read signals: a component that calls it follows them. */
export function isEnabled(dbg: Debugger, control: Control): boolean {
  const { session, execution } = dbg.app.debug;
  const now = session.value;
  if (execution.value === null || now === null) return false;
  const over = dbg.over.value;
  switch (control) {
    case "continue":
    case "over":
    case "into":
    case "out":
      return now.paused && !(over && now.cursor >= now.head);
    case "pause":
      return !over && !now.paused;
    case "back":
    case "reverse":
      return now.can_step_back;
    case "forward":
      return now.can_step_forward;
    case "stop":
      return !over;
    case "restart":
      return true;
  }
}

/** Do what the control says, if it can; else nothing happens. */
export async function act(dbg: Debugger, control: Control): Promise<void> {
  if (!isEnabled(dbg, control)) return;
  if (control === "restart") return begin(dbg, { debug: true });
  if (control === "into") return stepInto(dbg);
  await dbg.control({ action: ACTIONS[control], thread: null, iteration: null, sequence: null });
}

/** Whether there is a virtual clock that can go to its next timer. Reads signals. */
export function isTimerEnabled(dbg: Debugger): boolean {
  const clock = dbg.app.debug.session.value?.clock ?? null;
  if (clock === null) return false;
  return dbg.paused.value ? !(dbg.over.value && clock.next === null) : clock.pace > 0 && clock.next !== null;
}

/** Go to where the virtual clock goes next, and stop there. */
export async function goToNextTimer(dbg: Debugger): Promise<void> {
  if (isTimerEnabled(dbg)) await dbg.control({ action: "next_timer" });
}

/** Start, or go on where an execution is paused: F5. */
export async function startOrContinue(dbg: Debugger): Promise<void> {
  if (isEnabled(dbg, "continue")) return act(dbg, "continue");
  const running = dbg.app.debug.execution.peek() !== null && !dbg.over.peek();
  if (!running) await begin(dbg, { debug: true });
}

/** Whether the text as it is now can be run. Reads signals. */
export function isRunnable({ app }: Debugger): boolean {
  return app.document.value !== null && app.analysed.value.analysis?.runnable !== false;
}

/** Start at once where the document has an input, else ask for it. */
export async function begin(dbg: Debugger, options: StartOptions): Promise<void> {
  const { app } = dbg;
  const id = app.document.peek()?.id;
  if (id === undefined) return;
  // What was typed a moment ago may have mended it.
  if (!isRunnable(dbg)) await app.analysing.now();
  if (!isRunnable(dbg)) return app.fail("The execution did not start", "Correct the errors in the text first");
  const asked = app.view.starts.peek()[id] !== undefined || !["", "{}"].includes(app.beside.input.peek().trim());
  if (!asked) return askToStart(dbg, options);
  const refused = await dbg.start(options);
  if (refused !== null) app.fail("The execution did not start", refused);
}

export function askToStart(dbg: Debugger, options: StartOptions): void {
  if (dbg.app.document.peek() !== null) dbg.startAsked.value = options;
}

/** Into the state's next stage; into the chosen iteration, where the debugger stands at a Map and it has not ended. */
export async function stepInto(dbg: Debugger, iteration: number | null = null): Promise<void> {
  const session = dbg.app.debug.session.peek();
  const path = session?.path ?? null;
  const chosen = path === null ? undefined : dbg.chosen.peek()[path];
  const open = path === null || chosen === undefined || !isOpen(dbg, path, chosen) ? null : chosen;
  await dbg.control({ action: "step_into", thread: null, iteration: iteration ?? open, sequence: null });
}

function isOpen(dbg: Debugger, path: string, index: number): boolean {
  const { targets, target_count } = dbg.app.debug.session.peek() ?? { targets: [], target_count: 0 };
  const run = chosenRun(dbg.fold, path, dbg.chosen.peek());
  return index < target_count && ["pending", "running"].includes(statusOfTarget(targets, run, index));
}

/** Ask which iteration or branch to step into: Ctrl+F11. */
export function chooseTarget(dbg: Debugger): void {
  const targets = dbg.app.debug.session.peek()?.targets ?? [];
  if (targets.length > 0) dbg.targetAsked.value = true;
  else void act(dbg, "into");
}

/** Continue or pause, whichever can be: F8. */
export async function toggleRunning(dbg: Debugger): Promise<void> {
  await act(dbg, isEnabled(dbg, "pause") ? "pause" : "continue");
}

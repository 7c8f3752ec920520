/** Which flow's Task can be answered by hand: of a state, the one that the debugger looks at. Pure but for signals. */

import type { Debugger } from "../debugger/debugger";
import { findState } from "../model/document";
import { isWithin } from "../model/fold_data";
import { threadFor } from "../model/fold_iterations";
import type { Ask, InjectedAnswer, ThreadView } from "../protocol/messages";

export interface Answerable {
  readonly path: string;
  readonly thread: string;
  /** It is at work or waits; else its call is still to come. */
  readonly isWaiting: boolean;
  /** The moment is in the past: to answer makes a fork. */
  readonly isPast: boolean;
  /** It waits for a person: nothing else answers it. */
  readonly ask: Ask | null;
  /** The attempts that are to come and have an answer. */
  readonly injected: readonly InjectedAnswer[];
  readonly hasToken: boolean;
  /** The names that the state's Retry and Catch know. */
  readonly errors: readonly string[];
}

const BEFORE: ReadonlySet<string> = new Set(["Entered", "AwaitingRetry"]);

/** Where the debugger stands, and what a person looks at. */
export type Looked = Pick<Debugger, "app" | "over" | "folded" | "fold" | "chosen">;

/** Return what can be answered of the state at `path`, null where nothing can be. Reads signals. */
export function answerable(dbg: Looked, path: string): Answerable | null {
  const state = findState(dbg.app.analysed.value, path);
  const session = dbg.app.debug.session.value;
  if (session === null || (dbg.over.value && !session.paused)) return null;
  const isPast = session.paused && session.cursor < session.head;
  if (dbg.over.value && !isPast) return null;
  void dbg.folded.value;
  const around = threadFor(dbg.fold, path, dbg.chosen.value);
  const here = session.threads.filter((thread) => thread.path === path);
  const thread = pick(here, session.thread, around);
  const asks = isPast ? [] : session.asks.filter((ask) => ask.path === path);
  const ask = asks.find((each) => each.thread === thread?.id) ?? (thread === undefined ? asks[0] : undefined) ?? null;
  const id = thread?.id ?? ask?.thread;
  const status = thread?.status ?? "AwaitingTask";
  if (id === undefined || (state !== undefined && state.type !== "Task")) return null;
  if (status !== "AwaitingTask" && !BEFORE.has(status)) return null;
  const resource = ask?.resource ?? state?.resource ?? "";
  return {
    path,
    thread: id,
    isWaiting: status === "AwaitingTask",
    ask,
    isPast,
    injected: isPast ? [] : session.injected.filter((each) => each.thread === id && each.path === path),
    hasToken: resource.endsWith(".waitForTaskToken") || resource.includes(":activity:"),
    errors: errorNames(state?.fields ?? {}),
  };
}

function pick(here: readonly ThreadView[], focused: string, around: string | null): ThreadView | undefined {
  const own = here.find((thread) => thread.id === focused);
  if (own !== undefined) return own;
  if (around === null) return here[0];
  return here.find((thread) => isWithin(thread.id, around));
}

const USUAL = ["States.TaskFailed", "States.Timeout", "States.HeartbeatTimeout", "States.Permissions"];

/** The names in `Retry` and `Catch` first, then the usual ones. */
export function errorNames(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const named = [fields.Retry, fields.Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  const own = named.flatMap((each: unknown) => {
    const names = typeof each === "object" && each !== null && "ErrorEquals" in each ? each.ErrorEquals : [];
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  });
  return [...new Set([...own.filter((name) => name !== "States.ALL"), ...USUAL])];
}

/**
 * Every visit of a state, in which thread it was, and what it waited for: what a timeline draws. Pure.
 *
 * Visits, threads and waits have numbers from 1 and are kept in columns, so that 100,000 of them are a few megabytes. Times
 * are told by events: `from` and `to` are sequences, `to` 0 where it still goes on at the end of the record.
 */

import type { EventView } from "../protocol/messages";
import { Column } from "./change_log";

export const VISIT_STATUSES = ["running", "succeeded", "caught", "failed", "aborted"] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];
const [RUNNING, SUCCEEDED, CAUGHT, FAILED, ABORTED] = [0, 1, 2, 3, 4] as const;

export const WAIT_KINDS = ["wait", "backoff", "queued"] as const;
/** A Wait state or an outside answer, the delay before a retry, an activity that no worker has taken yet. */
export type WaitKind = (typeof WAIT_KINDS)[number];

export interface Wait {
  readonly kind: WaitKind;
  readonly from: number;
  readonly to: number;
}

/** One flow: the root, an iteration or a branch. */
export interface ThreadRow {
  readonly id: string;
  /** The visit of the container that started it; 0 for the root. */
  readonly container: number;
  readonly index: number;
  readonly from: number;
  readonly visits: Column;
}

const ROOT = "0";

export class VisitLog {
  /** Grows whenever a visit or a thread was added. */
  size = 0;
  #events: readonly EventView[] = [];
  #read = 0;
  #threads: ThreadRow[] = [];
  #numbers = new Map<string, number>();
  #open = new Map<string, number>();
  #children = new Map<number, number[]>();
  #paths: string[] = [];
  #pathNumbers = new Map<string, number>();
  #visit = newVisits();
  #wait = newWaits();
  #openWait = new Map<number, number>();
  #waitsOf = new Map<number, number[]>();
  #failures: number[] = [];

  /** Take in what `events` has more than the last time. */
  take(events: readonly EventView[]): void {
    if (events.length < this.#read || events[0] !== this.#events[0]) this.#forget();
    this.#events = events;
    for (; this.#read < events.length; this.#read += 1) {
      const event = events[this.#read];
      if (event !== undefined) this.#take(event);
    }
  }

  get events(): readonly EventView[] {
    return this.#events;
  }

  /** The sequences of the events at which a state failed. */
  get failures(): readonly number[] {
    return this.#failures;
  }

  /** A thread by its number; the root is 1. */
  thread(number: number): ThreadRow | undefined {
    return this.#threads[number - 1];
  }

  threadNumber(id: string): number {
    return this.#numbers.get(id) ?? 0;
  }

  /** The numbers of the threads that a visit of a container started, by their index. */
  children(visit: number): readonly number[] {
    return this.#children.get(visit) ?? NONE;
  }

  /** The visits of `thread` are asked for with numbers of `ThreadRow.visits`. */
  path(visit: number): string {
    return this.#paths[this.#visit.path.at(visit)] ?? "";
  }

  threadOf(visit: number): number {
    return this.#visit.thread.at(visit);
  }

  from(visit: number): number {
    return this.#visit.from.at(visit);
  }

  to(visit: number): number {
    return this.#visit.to.at(visit);
  }

  /** The visit of `thread` that event `sequence` lies in; 0 without one. */
  visitAt(thread: string, sequence: number): number {
    const visits = this.thread(this.threadNumber(thread))?.visits;
    let [low, high] = [0, visits?.length ?? 0];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.from(visits?.at(middle) ?? 0) <= sequence) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (visits?.at(low - 1) ?? 0);
  }

  /** How the visit stands after event `cursor`; null where it has not begun. */
  status(visit: number, cursor: number): VisitStatus | null {
    if (this.from(visit) > cursor) return null;
    const to = this.to(visit);
    return to === 0 || to > cursor ? "running" : (VISIT_STATUSES[this.#visit.status.at(visit)] ?? "running");
  }

  waits(visit: number): readonly Wait[] {
    return (this.#waitsOf.get(visit) ?? NONE).map((wait) => ({
      kind: WAIT_KINDS[this.#wait.kind.at(wait)] ?? "wait",
      from: this.#wait.from.at(wait),
      to: this.#wait.to.at(wait),
    }));
  }

  #take(event: EventView): void {
    const { sequence, details, thread } = event;
    switch (event.type) {
      case "ExecutionStarted":
        this.#threadFor(ROOT, sequence);
        return;
      case "StateEntered":
        this.#enter(event);
        return;
      case "TaskScheduled":
        if (details.integration === "activity") this.#beginWait(thread, sequence, "queued");
        return;
      case "WaitStarted":
      case "TaskSubmitted":
        this.#beginWait(thread, sequence, "wait");
        return;
      case "RetryScheduled":
        this.#beginWait(thread, sequence, "backoff");
        return;
      case "RetryStarted":
        this.#endWait(thread, sequence);
        this.#mark(thread, RUNNING);
        return;
      case "TaskStarted":
      case "WaitEnded":
      case "TaskSucceeded":
      case "TaskFailed":
      case "TaskTimedOut":
        this.#endWait(thread, sequence);
        return;
      case "StateFailed":
        this.#failures.push(sequence);
        this.#mark(thread, FAILED);
        return;
      case "StateExited":
        this.#end(thread, sequence, typeof details.caught === "number" ? CAUGHT : SUCCEEDED);
        return;
      case "StateAborted":
      case "MapIterationFailed":
      case "ChildExecutionFailed":
      case "BranchFailed":
      case "MapIterationAborted":
      case "ChildExecutionAborted":
      case "BranchAborted":
        this.#end(thread, sequence, ABORTED);
        return;
      case "MapIterationStarted":
      case "ChildExecutionStarted":
      case "BranchStarted":
        this.#beginChild(event);
        return;
      case "ExecutionSucceeded":
      case "ExecutionFailed":
      case "ExecutionAborted":
      case "ExecutionTimedOut":
        for (const open of [...this.#open.keys()]) this.#end(open, sequence, ABORTED);
        return;
      default:
        return;
    }
  }

  #threadFor(id: string, sequence: number): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#threads.push({ id, container: 0, index: 0, from: sequence, visits: new Column() });
    this.#numbers.set(id, number);
    this.size += 1;
    return number;
  }

  #beginChild({ sequence, details, thread: id }: EventView): void {
    const container = this.#open.get(String(details.parent)) ?? 0;
    const index = Number(details.index);
    const number = this.#threads.push({ id, container, index, from: sequence, visits: new Column() });
    this.#numbers.set(id, number);
    this.size += 1;
    const siblings = this.#children.get(container) ?? [];
    if (siblings.length === 0) this.#children.set(container, siblings);
    let at = siblings.length;
    while (at > 0 && (this.thread(siblings[at - 1] ?? 0)?.index ?? 0) > index) at -= 1;
    siblings.splice(at, 0, number);
  }

  #enter({ sequence, thread: id, path }: EventView): void {
    const thread = this.#threadFor(id, sequence);
    const visit = Math.max(1, this.#visit.from.length);
    this.#visit.from.set(visit, sequence);
    this.#visit.thread.set(visit, thread);
    this.#visit.path.set(visit, this.#pathNumber(path));
    this.thread(thread)?.visits.push(visit);
    this.#open.set(id, visit);
    this.size += 1;
  }

  #mark(thread: string, status: number): void {
    const visit = this.#open.get(thread);
    if (visit !== undefined) this.#visit.status.set(visit, status);
  }

  /** What ended its flow by failing has failed, though AWS calls it aborted. */
  #end(thread: string, sequence: number, status: number): void {
    const visit = this.#open.get(thread);
    if (visit === undefined) return;
    this.#endWait(thread, sequence);
    const failed = status === ABORTED && this.#visit.status.at(visit) === FAILED;
    this.#visit.status.set(visit, failed ? FAILED : status);
    this.#visit.to.set(visit, sequence);
    this.#open.delete(thread);
  }

  #beginWait(thread: string, sequence: number, kind: WaitKind): void {
    const visit = this.#open.get(thread);
    if (visit === undefined) return;
    this.#endWait(thread, sequence);
    const wait = Math.max(1, this.#wait.from.length);
    this.#wait.from.set(wait, sequence);
    this.#wait.kind.set(wait, WAIT_KINDS.indexOf(kind));
    this.#openWait.set(visit, wait);
    const waits = this.#waitsOf.get(visit);
    if (waits === undefined) this.#waitsOf.set(visit, [wait]);
    else waits.push(wait);
  }

  #endWait(thread: string, sequence: number): void {
    const visit = this.#open.get(thread);
    const wait = visit === undefined ? undefined : this.#openWait.get(visit);
    if (visit === undefined || wait === undefined) return;
    this.#wait.to.set(wait, sequence);
    this.#openWait.delete(visit);
  }

  #pathNumber(path: string): number {
    const known = this.#pathNumbers.get(path);
    if (known !== undefined) return known;
    const number = this.#paths.push(path) - 1;
    this.#pathNumbers.set(path, number);
    return number;
  }

  #forget(): void {
    this.#read = 0;
    this.size += 1;
    this.#threads = [];
    this.#numbers = new Map();
    this.#open = new Map();
    this.#children = new Map();
    this.#paths = [];
    this.#pathNumbers = new Map();
    this.#visit = newVisits();
    this.#wait = newWaits();
    this.#openWait = new Map();
    this.#waitsOf = new Map();
    this.#failures = [];
  }
}

const NONE: readonly number[] = [];

function newVisits() {
  return { from: new Column(), to: new Column(), path: new Column(), thread: new Column(), status: new Column() };
}

function newWaits() {
  return { from: new Column(), to: new Column(), kind: new Column() };
}

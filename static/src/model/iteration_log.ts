/**
 * The iterations of every Map and the branches of every Parallel, at any cursor: status, path taken, last error, times.
 *
 * Where `Fold` keeps what the canvas shows and starts anew when the cursor moves back, this is made for 100,000
 * iterations: it reads each event once, and moving its cursor costs only the changes in between. Pure.
 */

import type { EventView } from "../protocol/messages";
import { ChangeLog, Column } from "./change_log";

export const ITERATION_STATUSES = [
  "pending",
  "running",
  "retrying",
  "succeeded",
  "caught",
  "failed",
  "aborted",
] as const;
export type IterationStatus = (typeof ITERATION_STATUSES)[number];

const [RUNNING, RETRYING, SUCCEEDED, CAUGHT, FAILED, ABORTED] = [1, 2, 3, 4, 5, 6] as const;

/** One run of a Map or a Parallel, as it stands at the cursor of its `IterationLog`. */
export class RunLog {
  /** Its place among all runs of the execution, from 0. */
  readonly number: number;
  readonly isMap: boolean;
  /** The event that began it. */
  readonly start: EventView;
  /** How many iterations have each status but `pending`, by the number of the status. */
  readonly tally: number[] = [];
  /** The number of each iteration among all of the execution, from 1; 0 where it never begins. */
  readonly children = new Column();
  batch: { readonly items: number | null; readonly bytes: number | null } = { items: null, bytes: null };
  readonly #log: IterationLog;

  constructor(log: IterationLog, number: number, start: EventView, isMap: boolean) {
    this.#log = log;
    this.number = number;
    this.start = start;
    this.isMap = isMap;
  }

  get path(): string {
    return this.start.path;
  }

  get thread(): string {
    return this.start.thread;
  }

  get length(): number {
    return this.#log.lengths.at(this.number);
  }

  status(index: number): IterationStatus {
    return ITERATION_STATUSES[this.#log.statuses.at(this.children.at(index))] ?? "pending";
  }

  /** How many have each status; together `length`. */
  get counts(): Readonly<Record<IterationStatus, number>> {
    const of = (status: number) => this.tally[status] ?? 0;
    const begun = this.tally.reduce((total, count) => total + (count ?? 0), 0);
    return {
      pending: this.length - begun,
      running: of(RUNNING),
      retrying: of(RETRYING),
      succeeded: of(SUCCEEDED),
      caught: of(CAUGHT),
      failed: of(FAILED),
      aborted: of(ABORTED),
    };
  }

  /** The number of the path taken so far, see `IterationLog.pathStates`; 0 before the first state. */
  pathTaken(index: number): number {
    return this.#log.paths.at(this.children.at(index));
  }

  /** The number of the last error that the iteration itself met, be it retried or caught; 0 without one. */
  errorNumber(index: number): number {
    return this.#log.errors.at(this.children.at(index));
  }

  /** The name of that error. */
  error(index: number): string | null {
    return this.#log.errorName(this.errorNumber(index));
  }

  /** The event that began the iteration, undefined where it has not begun by the cursor. */
  started(index: number): EventView | undefined {
    return this.status(index) === "pending" ? undefined : this.#log.startOf(this.children.at(index));
  }

  /** The event that ended the iteration, undefined where it has not ended by the cursor. */
  ended(index: number): EventView | undefined {
    const child = this.children.at(index);
    return this.#log.statuses.at(child) < SUCCEEDED ? undefined : this.#log.endOf(child);
  }

  /** How many milliseconds the iteration has taken up to the cursor, null before it began. */
  durationMs(index: number): number | null {
    const started = this.started(index);
    if (started === undefined) return null;
    return (this.ended(index)?.time_ms ?? this.#log.timeMs) - started.time_ms;
  }
}

interface Place {
  readonly run: RunLog;
  readonly index: number;
}

export class IterationLog {
  /** The sequence of the event that is looked at. */
  cursor = 0;
  #events: readonly EventView[] = [];
  #read = 0;
  #record = new Recorded();
  #runs: RunLog[] = [];
  #runsOfPath = new Map<string, RunLog[]>();
  #current = new Map<string, RunLog>();
  #places = new Map<string, Place>();

  /** Take in what `events` has more than the last time, and stand at `cursor`. */
  take(events: readonly EventView[], cursor: number): void {
    if (events.length < this.#read || events[0] !== this.#events[0]) this.#forget();
    this.#events = events;
    for (; this.#read < events.length; this.#read += 1) {
      const event = events[this.#read];
      if (event !== undefined) this.#take(event);
    }
    this.cursor = cursor;
    this.#record.seek(cursor);
  }

  /** The runs of the container at `path` that have begun by the cursor, oldest first. */
  runs(path: string): readonly RunLog[] {
    const runs = this.#runsOfPath.get(path) ?? [];
    return runs.at(-1) !== undefined && isBegun(runs.at(-1), this.cursor)
      ? runs
      : runs.filter((run) => isBegun(run, this.cursor));
  }

  /** The paths of the containers that have begun by the cursor, in the order of their first runs. */
  containers(): readonly string[] {
    return [...this.#runsOfPath.keys()].filter((path) => isBegun(this.#runsOfPath.get(path)?.[0], this.cursor));
  }

  /** The run that `thread` is a child of, and its index there. */
  place(thread: string): Place | undefined {
    return this.#places.get(thread);
  }

  /** The time at the cursor. */
  get timeMs(): number {
    return this.#event(this.cursor)?.time_ms ?? 0;
  }

  /** The states of a path taken, in the order in which they were entered. */
  pathStates(walk: number): readonly string[] {
    return this.#record.states(walk);
  }

  // --- for the runs

  get lengths(): ChangeLog {
    return this.#record.lengths;
  }

  get statuses(): ChangeLog {
    return this.#record.statuses;
  }

  get paths(): ChangeLog {
    return this.#record.paths;
  }

  get errors(): ChangeLog {
    return this.#record.errors;
  }

  errorName(number: number): string | null {
    return this.#record.errorNames[number - 1] ?? null;
  }

  startOf(child: number): EventView | undefined {
    return this.#event(this.#record.started.at(child));
  }

  endOf(child: number): EventView | undefined {
    return this.#event(this.#record.ended.at(child));
  }

  #event(sequence: number): EventView | undefined {
    return this.#events[sequence - 1];
  }

  #take(event: EventView): void {
    const { sequence, details } = event;
    const record = this.#record;
    switch (event.type) {
      case "StateEntered":
        this.#ofChild(event, (child) => record.enter(child, event));
        return;
      case "StateFailed":
        this.#ofChild(event, (child) => record.meet(child, event));
        return;
      case "RetryScheduled":
        this.#ofChild(event, (child) => record.statuses.add(sequence, child, RETRYING));
        return;
      case "RetryStarted":
        this.#ofChild(event, (child) => record.statuses.add(sequence, child, RUNNING));
        return;
      case "StateExited":
        if (typeof details.caught === "number") this.#ofChild(event, (child) => record.caught.set(child, 1));
        return;
      case "MapStateStarted":
        this.#begin(event, true, Number(details.length));
        return;
      case "ParallelStateStarted":
        this.#begin(event, false, Number(details.count));
        return;
      case "MapRunStarted":
        this.#openMapRun(event);
        return;
      case "ItemsRead":
        this.#setItems(event, this.#runOf(event.thread, event.path), Number(details.length));
        return;
      case "MapIterationStarted":
      case "ChildExecutionStarted":
      case "BranchStarted":
        this.#beginChild(event, this.#runOf(String(details.parent), event.path), Number(details.index));
        return;
      case "MapIterationSucceeded":
      case "ChildExecutionSucceeded":
      case "BranchSucceeded":
        this.#ofChild(event, (child) => record.end(child, sequence, SUCCEEDED));
        return;
      case "MapIterationFailed":
      case "ChildExecutionFailed":
      case "BranchFailed":
        this.#ofChild(event, (child) => {
          record.meet(child, event);
          record.end(child, sequence, FAILED);
        });
        return;
      case "MapIterationAborted":
      case "ChildExecutionAborted":
      case "BranchAborted":
        this.#ofChild(event, (child) => record.end(child, sequence, ABORTED));
        return;
      case "ExecutionSucceeded":
      case "ExecutionFailed":
      case "ExecutionAborted":
      case "ExecutionTimedOut":
        record.stop(sequence);
        return;
      default:
        return;
    }
  }

  #runOf(thread: string, path: string): RunLog | undefined {
    return this.#current.get(`${thread} ${path}`);
  }

  #ofChild(event: EventView, tell: (child: number) => void): void {
    const place = this.#places.get(event.thread);
    if (place !== undefined) tell(place.run.children.at(place.index));
  }

  #begin(event: EventView, isMap: boolean, length: number): void {
    const run = new RunLog(this, this.#runs.length, event, isMap);
    this.#runs.push(run);
    this.#current.set(`${event.thread} ${event.path}`, run);
    const runs = this.#runsOfPath.get(event.path);
    if (runs === undefined) this.#runsOfPath.set(event.path, [run]);
    else runs.push(run);
    this.lengths.add(event.sequence, run.number, length);
  }

  #openMapRun(event: EventView): void {
    const run = this.#runOf(event.thread, event.path);
    if (run === undefined) return;
    const { batch_items: items, batch_bytes: bytes } = event.details;
    run.batch = { items: typeof items === "number" ? items : null, bytes: typeof bytes === "number" ? bytes : null };
    this.#setItems(event, run, Number(run.start.details.length));
  }

  /** Say how many items a Map has, of which each child takes one or a batch. */
  #setItems(event: EventView, run: RunLog | undefined, count: number): void {
    if (run === undefined) return;
    const { items, bytes } = run.batch;
    this.lengths.add(event.sequence, run.number, bytes === null ? Math.ceil(count / (items ?? 1)) : 0);
  }

  #beginChild(event: EventView, run: RunLog | undefined, index: number): void {
    if (run === undefined) return;
    if (index >= this.lengths.last(run.number)) this.lengths.add(event.sequence, run.number, index + 1);
    run.children.set(index, this.#record.begin(run, event.sequence));
    this.#places.set(event.thread, { run, index });
  }

  #forget(): void {
    this.#read = 0;
    this.#record = new Recorded();
    this.#runs = [];
    this.#runsOfPath = new Map();
    this.#current = new Map();
    this.#places = new Map();
  }
}

function isBegun(run: RunLog | undefined, cursor: number): boolean {
  return run !== undefined && run.start.sequence <= cursor;
}

/** What is recorded of all iterations, by their number from 1. */
class Recorded {
  readonly lengths = new ChangeLog();
  readonly statuses = new ChangeLog((child, before, after) => this.#tally(child, before, after));
  readonly paths = new ChangeLog();
  readonly errors = new ChangeLog();
  readonly started = new Column();
  readonly ended = new Column();
  readonly caught = new Column();
  readonly errorNames: string[] = [];
  readonly #runs: (RunLog | undefined)[] = [undefined];
  readonly #steps: { readonly before: number; readonly path: string }[] = [];
  readonly #walks = new Map<string, number>();

  begin(run: RunLog, sequence: number): number {
    const child = this.#runs.push(run) - 1;
    this.started.set(child, sequence);
    this.statuses.add(sequence, child, RUNNING);
    return child;
  }

  enter(child: number, { sequence, path }: EventView): void {
    this.paths.add(sequence, child, this.#walked(this.paths.last(child), path));
  }

  meet(child: number, { sequence, details }: EventView): void {
    this.errors.add(sequence, child, this.#errorNumber(details.error));
  }

  end(child: number, sequence: number, how: typeof SUCCEEDED | typeof FAILED | typeof ABORTED): void {
    this.ended.set(child, sequence);
    this.statuses.add(sequence, child, how === SUCCEEDED && this.caught.at(child) === 1 ? CAUGHT : how);
  }

  /** What is under way when the execution ends was stopped with it. */
  stop(sequence: number): void {
    for (let child = 1; child < this.#runs.length; child += 1) {
      if (this.statuses.last(child) < SUCCEEDED) this.end(child, sequence, ABORTED);
    }
  }

  seek(sequence: number): void {
    for (const log of [this.lengths, this.statuses, this.paths, this.errors]) log.seek(sequence);
  }

  states(walk: number): readonly string[] {
    const states: string[] = [];
    for (let at = this.#steps[walk - 1]; at !== undefined; at = this.#steps[at.before - 1]) states.push(at.path);
    return states.reverse();
  }

  #walked(before: number, path: string): number {
    const key = `${before} ${path}`;
    const known = this.#walks.get(key);
    if (known !== undefined) return known;
    const walk = this.#steps.push({ before, path });
    this.#walks.set(key, walk);
    return walk;
  }

  #errorNumber(error: unknown): number {
    const name = typeof error === "string" && error !== "" ? error : "(no name)";
    const known = this.errorNames.indexOf(name);
    return known >= 0 ? known + 1 : this.errorNames.push(name);
  }

  #tally(child: number, before: number, after: number): void {
    const tally = this.#runs[child]?.tally;
    if (tally === undefined) return;
    if (before !== 0) tally[before] = (tally[before] ?? 0) - 1;
    if (after !== 0) tally[after] = (tally[after] ?? 0) + 1;
  }
}

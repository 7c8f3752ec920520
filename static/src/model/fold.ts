/**
 * The fold of an execution's events into what the page shows: visits, iterations, transitions taken.
 *
 * `Fold` grows event by event; `foldTo` brings one to a cursor, from the start again where the cursor moved back, and
 * `FoldKeeper` does so from a place on the way. It knows nothing of the definition: what was *not* taken is told from the graph, in `fold_status.ts`.
 */

import type { EventView } from "../protocol/messages";
import type { Badge } from "./execution";
import { childPath, parentPath } from "./paths";

export type ChildStatus = "running" | "succeeded" | "failed" | "aborted";

/** An iteration or a child execution of a Map, or a branch of a Parallel. */
export interface Child {
  readonly index: number;
  readonly thread: string;
  readonly status: ChildStatus;
}

/**
 * One run of a Map or Parallel: `children` by index, with gaps where one has not started. `length` is how many there will
 * be; of a Map that goes by batches of so many bytes it is how many there are.
 */
export interface ContainerRun {
  readonly path: string;
  readonly thread: string;
  readonly isMap: boolean;
  readonly length: number;
  readonly children: ReadonlyMap<number, Child>;
}

type Doing = "running" | "waiting" | "retrying";
type Ended = "succeeded" | "failed" | "caught" | "aborted";

/** How the visits of one state stand. */
export interface Visits {
  readonly total: number;
  readonly running: number;
  readonly waiting: number;
  readonly retrying: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly caught: number;
  readonly aborted: number;
  /** How the visit that ended last did. */
  readonly last: Ended | null;
  readonly badge: Badge | null;
}

interface MutableVisits extends Record<Doing | Ended, number> {
  total: number;
  last: Ended | null;
  badge: Badge | null;
}

interface Visit {
  readonly path: string;
  state: Doing | Ended;
  edited: boolean;
}

interface MutableRun {
  readonly path: string;
  readonly thread: string;
  readonly isMap: boolean;
  /** The sequence of the event that began it. */
  readonly start: number;
  length: number;
  batch: { readonly items: number | null; readonly bytes: number | null };
  readonly children: Map<number, Child>;
}

export class Fold {
  /** The sequence of the last event taken. */
  at = 0;
  /** Whether the execution has ended by `at`. */
  over = false;
  readonly visits: ReadonlyMap<string, Visits>;
  /** Transitions as `path|kind|index`, see `transitionKey`. */
  readonly taken: ReadonlySet<string>;
  /** The machines (`""`, `Map`, `Both/0`) that were entered. */
  readonly machines: ReadonlySet<string>;

  readonly #visits = new Map<string, MutableVisits>();
  readonly #taken = new Set<string>();
  readonly #machines = new Set<string>();
  readonly #open = new Map<string, Visit>();
  readonly #leftFor = new Map<string, string>();
  readonly #runs = new Map<string, MutableRun>();
  readonly #runsOfPath = new Map<string, MutableRun[]>();
  readonly #begun = new Map<number, MutableRun>();
  /** Of each thread the event that began its container's run, and its index there. A clone shares it: it stays true. */
  #childOf = new Map<string, { readonly start: number; readonly index: number }>();

  constructor() {
    this.visits = this.#visits;
    this.taken = this.#taken;
    this.machines = this.#machines;
  }

  /** The runs of the container at `path`, oldest first. */
  runs(path: string): readonly ContainerRun[] {
    return this.#runsOfPath.get(path) ?? [];
  }

  /** Where the flows are: the states that they are in, or have left for. */
  places(): ReadonlySet<string> {
    const places = new Set(this.#leftFor.values());
    for (const { path } of this.#open.values()) places.add(path);
    return places;
  }

  /** The container's run that `thread` is a child of, and its index there. */
  place(thread: string): { readonly run: ContainerRun; readonly index: number } | undefined {
    const child = this.#childOf.get(thread);
    const run = child === undefined ? undefined : this.#begun.get(child.start);
    return child === undefined || run?.children.has(child.index) !== true ? undefined : { run, index: child.index };
  }

  /** A fold that stands where this one does and grows apart from it. */
  clone(): Fold {
    const copy = new Fold();
    copy.at = this.at;
    copy.over = this.over;
    for (const [path, visits] of this.#visits) copy.#visits.set(path, { ...visits });
    for (const key of this.#taken) copy.#taken.add(key);
    for (const machine of this.#machines) copy.#machines.add(machine);
    for (const [thread, visit] of this.#open) copy.#open.set(thread, { ...visit });
    for (const [thread, path] of this.#leftFor) copy.#leftFor.set(thread, path);
    const copies = new Map<MutableRun, MutableRun>();
    const copyOf = (run: MutableRun): MutableRun => {
      const known = copies.get(run) ?? { ...run, children: new Map(run.children) };
      copies.set(run, known);
      return known;
    };
    for (const [key, run] of this.#runs) copy.#runs.set(key, copyOf(run));
    for (const [path, runs] of this.#runsOfPath) copy.#runsOfPath.set(path, runs.map(copyOf));
    for (const [start, run] of this.#begun) copy.#begun.set(start, copyOf(run));
    copy.#childOf = this.#childOf;
    return copy;
  }

  take(event: EventView): void {
    this.at = event.sequence;
    const { thread, path } = event;
    switch (event.type) {
      case "StateEntered":
        this.#enter(thread, path);
        return;
      case "TaskScheduled":
        // an activity waits for a worker first
        this.#move(thread, event.details.integration === "activity" ? "waiting" : "running");
        return;
      case "TaskSucceeded":
      case "TaskFailed":
      case "TaskTimedOut":
        this.#move(thread, "running");
        this.#badge(thread, event.details.source);
        return;
      case "WaitStarted":
      case "TaskSubmitted":
        this.#move(thread, "waiting");
        return;
      case "TaskStarted":
      case "WaitEnded":
      case "RetryStarted":
        this.#move(thread, "running");
        return;
      case "StateFailed":
        this.#move(thread, "failed");
        return;
      case "RetryScheduled":
        this.#move(thread, "retrying");
        return;
      case "ValueEdited":
        this.#edited(thread);
        return;
      case "StateExited":
        this.#exit(event);
        return;
      case "StateAborted": // AWS: the Task whose failure ended its flow counts as aborted, too
        if (this.#open.get(thread)?.state !== "failed") this.#move(thread, "aborted");
        return;
      case "MapStateStarted":
        this.#begin(thread, path, true, Number(event.details.length));
        return;
      case "ParallelStateStarted":
        this.#begin(thread, path, false, Number(event.details.count));
        return;
      case "MapRunStarted":
        this.#openMapRun(event);
        return;
      case "ItemsRead":
        this.#setItems(this.#runs.get(`${thread} ${path}`), Number(event.details.length));
        return;
      case "MapIterationStarted":
      case "ChildExecutionStarted":
      case "BranchStarted":
        this.#child(event, "running");
        return;
      case "MapIterationSucceeded":
      case "ChildExecutionSucceeded":
      case "BranchSucceeded":
        this.#child(event, "succeeded");
        return;
      case "MapIterationFailed":
      case "ChildExecutionFailed":
      case "BranchFailed":
        this.#child(event, "failed");
        return;
      case "MapIterationAborted":
      case "ChildExecutionAborted":
      case "BranchAborted":
        this.#move(thread, "aborted");
        this.#child(event, "aborted");
        return;
      case "ExecutionSucceeded":
      case "ExecutionFailed":
      case "ExecutionAborted":
      case "ExecutionTimedOut":
        this.#end();
        return;
      default:
        return;
    }
  }

  #enter(thread: string, path: string): void {
    const visits = this.#visitsOf(path);
    visits.total += 1;
    visits.running += 1;
    this.#open.set(thread, { path, state: "running", edited: false });
    this.#leftFor.delete(thread);
    this.#machines.add(parentPath(path));
  }

  #move(thread: string, to: Doing | Ended): void {
    const visit = this.#open.get(thread);
    if (visit === undefined || visit.state === to) return;
    const visits = this.#visitsOf(visit.path);
    visits[visit.state] -= 1;
    visits[to] += 1;
    visit.state = to;
    if (to !== "running" && to !== "waiting" && to !== "retrying") visits.last = to;
  }

  #exit(event: EventView): void {
    const { caught, rule, next } = event.details;
    if (typeof caught === "number") this.#taken.add(transitionKey(event.path, "catch", caught));
    else if (next === null) this.#taken.add(transitionKey(event.path, "end", null));
    else if (event.details.state_type !== "Choice") this.#taken.add(transitionKey(event.path, "next", null));
    else if (typeof rule === "number") this.#taken.add(transitionKey(event.path, "choice", rule));
    else this.#taken.add(transitionKey(event.path, "default", null));
    this.#move(event.thread, typeof caught === "number" ? "caught" : "succeeded");
    this.#open.delete(event.thread);
    if (typeof next === "string") this.#leftFor.set(event.thread, childPath(parentPath(event.path), next));
  }

  #badge(thread: string, source: unknown): void {
    const visit = this.#open.get(thread);
    if (visit === undefined || visit.edited) return;
    const visits = this.#visitsOf(visit.path);
    if (source === "live" || source === "mocked" || source === "recorded" || source === "edited") visits.badge = source;
  }

  #edited(thread: string): void {
    const visit = this.#open.get(thread);
    if (visit === undefined) return;
    visit.edited = true;
    this.#visitsOf(visit.path).badge = "edited";
  }

  #begin(thread: string, path: string, isMap: boolean, length: number): void {
    const batch = { items: null, bytes: null };
    const run: MutableRun = { path, thread, isMap, start: this.at, length, batch, children: new Map() };
    this.#begun.set(this.at, run);
    this.#runs.set(`${thread} ${path}`, run);
    const runs = this.#runsOfPath.get(path);
    if (runs === undefined) this.#runsOfPath.set(path, [run]);
    else runs.push(run);
  }

  #openMapRun(event: EventView): void {
    const run = this.#runs.get(`${event.thread} ${event.path}`);
    if (run === undefined) return;
    const { batch_items: items, batch_bytes: bytes } = event.details;
    run.batch = {
      items: typeof items === "number" ? items : null,
      bytes: typeof bytes === "number" ? bytes : null,
    };
    this.#setItems(run, run.length);
  }

  /** Say how many items a Map has, of which each child takes one or a batch. */
  #setItems(run: MutableRun | undefined, count: number): void {
    if (run === undefined) return;
    if (run.batch.bytes !== null) run.length = run.children.size;
    else run.length = Math.ceil(count / (run.batch.items ?? 1));
  }

  #child(event: EventView, status: ChildStatus): void {
    const index = Number(event.details.index);
    const run = this.#runs.get(`${String(event.details.parent)} ${event.path}`);
    if (run === undefined) return;
    if (index >= run.length) run.length = index + 1;
    run.children.set(index, { index, thread: event.thread, status });
    if (status === "running") this.#childOf.set(event.thread, { start: run.start, index });
    else {
      this.#open.delete(event.thread);
      this.#leftFor.delete(event.thread);
    }
  }

  /** What is still open when the execution ends was stopped with it. */
  #end(): void {
    this.over = true;
    for (const [thread, visit] of this.#open) if (visit.state !== "failed") this.#move(thread, "aborted");
    for (const { children } of this.#runs.values()) {
      for (const child of children.values()) {
        if (child.status === "running") children.set(child.index, { ...child, status: "aborted" });
      }
    }
  }

  #visitsOf(path: string): MutableVisits {
    let visits = this.#visits.get(path);
    if (visits === undefined) {
      visits = {
        total: 0,
        running: 0,
        waiting: 0,
        retrying: 0,
        succeeded: 0,
        failed: 0,
        caught: 0,
        aborted: 0,
        last: null,
        badge: null,
      };
      this.#visits.set(path, visits);
    }
    return visits;
  }
}

/** Return the fold of the events up to `cursor`; `events[n]` has sequence `n + 1`. `before` is used up. */
export function foldTo(before: Fold | null, events: readonly EventView[], cursor: number): Fold {
  const fold = before === null || before.at > cursor ? new Fold() : before;
  const end = Math.min(cursor, events.length);
  for (let index = fold.at; index < end; index += 1) {
    const event = events[index];
    if (event !== undefined) fold.take(event);
  }
  return fold;
}

export function transitionKey(source: string, kind: string, index: number | null): string {
  return `${source}|${kind}|${index ?? ""}`;
}

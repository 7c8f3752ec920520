/**
 * The execution that is open: follows it, and fills `app.debug` with what the page shows of it.
 *
 * The server's session is the truth about where the debugger stands; what a state looks like is folded here from the
 * events up to the cursor. Editing the text never closes an execution: statuses go by path.
 */

import { batch, computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { answerable } from "../injecting/answerable";
import type { LiveConnection } from "../live/connection";
import { Follower } from "../live/follow";
import type { Fold } from "../model/fold";
import { failingEvent } from "../model/fold_data";
import { type Chosen, choicesTo } from "../model/fold_iterations";
import { FoldKeeper } from "../model/fold_keeper";
import { edgeStatuses, nodeStatuses, standingAt } from "../model/fold_status";
import type { App } from "../model/store";
import type { Ask, EventView, ExecutionView, Scopes, Session } from "../protocol/messages";
import { Beat } from "./beat";
import { follow } from "./effects";
import { Settling } from "./settling";

const SETTLE_WITHIN_MS = 2000;
/** If nothing is heard so long after a request, where the debugger stands is read anew. */
const CONFIRM_AFTER_MS = 400;
/** How often a running execution is drawn anew: often enough to see it move, with time left for what a person does. */
const BEAT_MS = 50;

/** A moment of the record that is looked at before the server has answered. */
export interface Moment {
  readonly sequence: number;
  readonly thread: string | null;
}

export class Followed {
  readonly scopes: Signal<Scopes | null> = signal(null);
  /** The fold at the cursor changes in place: this grows with it. */
  readonly folded: Signal<number> = signal(0);
  /** The iteration of each Map that a person looks at. */
  readonly chosen: Signal<Chosen> = signal({});
  readonly over: ReadonlySignal<boolean>;
  readonly paused: ReadonlySignal<boolean>;
  /** Whether another moment can be looked at: when it is paused or over. */
  readonly canSeek: ReadonlySignal<boolean>;
  /** The state where the debugger stands. */
  readonly standing: ReadonlySignal<string | null>;
  readonly asks: ReadonlySignal<readonly Ask[]>;
  /** The event at which the execution failed. */
  readonly failing: ReadonlySignal<EventView | null>;
  /** Called when an execution that was followed has ended. */
  onEnd: () => void = () => undefined;

  readonly #app: App;
  readonly #live: LiveConnection;
  readonly #settling = new Settling();
  readonly #disposers: readonly (() => void)[];
  readonly #beat = new Beat(BEAT_MS, () => this.#takeArrived());
  #arrived: readonly EventView[] = [];
  #told: { readonly session: Session; readonly status: string } | null = null;
  readonly #folds = new FoldKeeper();
  #follower: Follower | null = null;
  #heard = 0;
  #moment: Moment | null = null;
  /** Its iterations are still to be chosen: the events up to it may come after the message that tells of it. */
  #askToShow: Ask | null = null;
  #isNewStop = false;
  #scopesAsked = "";

  constructor(app: App, live: LiveConnection) {
    this.#app = app;
    this.#live = live;
    const { execution, session, events } = app.debug;
    this.over = computed(() => execution.value !== null && execution.value.status !== "RUNNING");
    this.paused = computed(() => session.value?.paused === true);
    this.canSeek = computed(() => events.value.length > 0 && (this.paused.value || this.over.value));
    this.standing = computed(() => standingAt(session.value));
    this.asks = computed(() => (this.over.value ? [] : (session.value?.asks ?? [])));
    this.failing = computed(() =>
      execution.value?.status === "FAILED" ? failingEvent(events.value, session.value?.path ?? null) : null,
    );
    const openId = computed(() => execution.value?.id ?? null);
    const graph = computed(() => app.analysed.value.graph);
    this.#disposers = [
      follow(
        () => openId.value,
        (id) => void (id === null && this.#forget()),
      ),
      follow(
        () => [events.value, session.value, graph.value],
        () => this.show(),
      ),
      follow(
        () => session.value,
        (now) => this.#fetchScopes(now),
      ),
    ];
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose();
    this.#follower?.close();
  }

  get fold(): Fold {
    return this.#folds.fold;
  }

  /** How many messages told where the debugger stands. */
  get heard(): number {
    return this.#heard;
  }

  /** Show an execution and follow it. */
  open(view: ExecutionView): void {
    const { debug, backend, pending } = this.#app;
    this.#follower?.close();
    batch(() => {
      this.#forget();
      debug.events.value = [];
      debug.execution.value = view;
      debug.session.value = null;
    });
    this.takeSession(view.session, view.status);
    this.#follower = new Follower(
      this.#live,
      backend,
      view.id,
      {
        events: (events) => {
          const more = asRecorded(events, view.forked_at ?? 0);
          this.#arrived = this.#arrived.length === 0 ? more : this.#arrived.concat(more);
          this.#beat.ask();
        },
        session: (session, status) => {
          this.#heard += 1;
          this.#told = { session, status };
          // That it came to a stop, or moves again, is shown at once.
          if (session.running && debug.session.peek()?.running === true) this.#beat.ask();
          else this.#beat.now();
        },
        view: (fresh) => this.#takeView(fresh),
        failed: (error) => this.#app.fail("The execution cannot be followed", error),
      },
      pending,
    );
  }

  /** Resolves once what is under way has come to rest, at the latest after two seconds. */
  settled(): Promise<void> {
    return this.#app.pending.track(this.#settling.wait(() => this.#isSettled(), SETTLE_WITHIN_MS));
  }

  /** A message may be lost or overtaken: if none comes, read where the debugger stands. */
  confirmLater(): void {
    const heard = this.#heard;
    setTimeout(() => {
      if (this.#heard === heard) void this.read().catch(() => undefined);
    }, CONFIRM_AFTER_MS);
  }

  /** Read the execution as it is now. */
  async read(): Promise<void> {
    const id = this.#app.debug.execution.peek()?.id;
    if (id !== undefined) this.#takeView(await this.#app.backend.execution(id));
  }

  /** Show what has arrived since the last beat. */
  #takeArrived(): void {
    const { debug } = this.#app;
    const [events, told] = [this.#arrived, this.#told];
    [this.#arrived, this.#told] = [[], null];
    batch(() => {
      if (events.length > 0) debug.events.value = debug.events.peek().concat(events);
      if (told !== null) this.takeSession(told.session, told.status);
    });
    this.#settling.check();
  }

  /** Look at a moment at once, before the server has answered; null goes by the session again. */
  look(moment: Moment | null): void {
    this.#moment = moment;
    this.show();
  }

  takeSession(session: Session, status: string): void {
    const { debug } = this.#app;
    const execution = debug.execution.peek();
    if (execution === null) return;
    const before = debug.session.peek();
    // What was asked for and what is told cross on their way: the later of the two may arrive first.
    if (before !== null && isEarlier(session, before)) return;
    const shown = this.#shownAsk();
    batch(() => {
      debug.session.value = session;
      if (execution.status !== status) {
        debug.execution.value = { ...execution, status: status as ExecutionView["status"], session };
      }
    });
    this.#settling.check();
    if (execution.status === "RUNNING" && status !== "RUNNING") this.onEnd();
    if (session.paused && (before === null || !isSameStop(before, session))) this.#stopped(session);
    this.#heedAsks(session.asks, before?.asks ?? [], shown, session.paused);
  }

  /** Show a Task that waits for a person: its state, its iteration chosen. */
  showAsk(ask: Ask): void {
    this.#askToShow = ask;
    this.#chooseAsk();
    this.#app.select(ask.path);
    this.#app.view.open.right.value = true;
    this.#app.view.phoneTab.value = "data";
  }

  /** Fold up to the cursor and hand the statuses to the canvas. */
  show(): void {
    const { debug, analysed } = this.#app;
    if (debug.execution.peek() === null) return;
    const session = debug.session.peek();
    const events = debug.events.peek();
    const at = this.#moment?.sequence ?? (session?.paused === true ? session.cursor : events.length);
    const cursor = Math.min(events.length, at);
    const fold = this.#folds.to(events, cursor);
    const graph = analysed.peek().graph;
    const standing = this.#moment === null ? standingAt(session) : null;
    batch(() => {
      debug.cursor.value = cursor;
      debug.nodes.value = nodeStatuses(fold, graph, standing);
      debug.edges.value = edgeStatuses(fold, graph);
      if (session?.paused === true && session.cursor <= cursor) this.#choose(choicesTo(fold, session.thread));
      this.#chooseAsk();
      this.folded.value = this.folded.peek() + 1;
    });
  }

  #forget(): void {
    this.#follower?.close();
    this.#follower = null;
    this.#beat.stop();
    [this.#arrived, this.#told] = [[], null];
    this.#folds.forget();
    this.#moment = null;
    this.#askToShow = null;
    this.#scopesAsked = "";
    this.scopes.value = null;
    this.chosen.value = {};
    this.#settling.check();
  }

  #isSettled(): boolean {
    const { session, events } = this.#app.debug;
    const now = session.peek();
    if (now === null) return true;
    return (!now.running || now.asks.length > 0) && events.peek().length >= now.head;
  }

  #takeView(view: ExecutionView): void {
    const { execution } = this.#app.debug;
    const before = execution.peek();
    if (before?.id !== view.id) return;
    if (view.session.head > (this.#follower?.last ?? 0)) void this.#follower?.pull();
    this.takeSession(view.session, view.status);
    execution.value = view;
  }

  /** The debugger has come to a stop: say so and show the state, its iteration chosen. */
  #stopped(session: Session): void {
    const app = this.#app;
    if (session.reason !== null) app.announce(session.reason.message);
    this.#isNewStop = true;
    if (session.path !== null && app.selectedPath.peek() !== session.path) app.select(session.path);
  }

  /** The iterations of a new stop are looked at; later only those of Maps of which none was chosen yet. */
  #choose(choices: Chosen): void {
    const known = this.chosen.peek();
    if (this.#isNewStop) {
      this.#isNewStop = false;
      this.chosen.value = { ...known, ...choices };
      return;
    }
    if (Object.keys(choices).some((map) => !Object.hasOwn(known, map))) this.chosen.value = { ...choices, ...known };
  }

  /** What is newly asked is shown, and after an answer the next question; never in the place of one that still waits. */
  #heedAsks(asks: readonly Ask[], before: readonly Ask[], shown: Ask | null, isPaused: boolean): void {
    const fresh = asks.find((ask) => !before.some((known) => isSameAsk(known, ask)));
    if (fresh !== undefined) this.#app.announce(`${fresh.path} waits for an answer`);
    if (shown !== null && asks.some((ask) => isSameAsk(ask, shown))) return;
    const others = shown === null || isPaused ? [] : asks;
    const next = fresh ?? others.find((ask) => shown !== null && ask.scheduled > shown.scheduled) ?? others[0];
    if (next !== undefined) this.showAsk(next);
  }

  /** The question that a person has before them. */
  #shownAsk(): Ask | null {
    const path = this.#app.selectedPath.peek();
    const { over, folded, fold, chosen } = this;
    return path === null
      ? null
      : untracked(() => answerable({ app: this.#app, over, folded, fold, chosen }, path)?.ask ?? null);
  }

  /** Choose the iteration of the question to show, once the events have told of it. */
  #chooseAsk(): void {
    const ask = this.#askToShow;
    if (ask === null || this.#app.debug.events.peek().length < ask.scheduled) return;
    this.#askToShow = null;
    this.chosen.value = { ...this.chosen.peek(), ...choicesTo(this.fold, ask.thread) };
  }

  #fetchScopes(session: Session | null): void {
    const id = this.#app.debug.execution.peek()?.id;
    if (session === null || id === undefined || !session.paused) {
      this.#scopesAsked = "";
      this.scopes.value = null;
      return;
    }
    const key = [id, session.cursor, session.thread, session.stage, session.head].join(" ");
    if (key === this.#scopesAsked) return;
    this.#scopesAsked = key;
    const asking = this.#app.backend.scopes(id, session.cursor, session.thread).then(
      (scopes) => {
        if (this.#scopesAsked === key) this.scopes.value = scopes;
      },
      (error) => {
        if (this.#scopesAsked !== key) return;
        this.#scopesAsked = "";
        if (this.#live.connected.peek()) this.#app.fail("The data could not be read", error);
      },
    );
    void this.#app.pending.track(asking);
  }
}

/** Events up to `shared` are from the line that this one left: what was answered there is recorded here. */
function asRecorded(events: readonly EventView[], shared: number): readonly EventView[] {
  if ((events[0]?.sequence ?? shared + 1) > shared) return events;
  return events.map((event) => {
    const { source } = event.details;
    const answered = event.sequence <= shared && (source === "live" || source === "mocked");
    return answered ? { ...event, details: { ...event.details, source: "recorded" } } : event;
  });
}

function isSameAsk(left: Ask, right: Ask): boolean {
  return left.scheduled === right.scheduled;
}

/** Whether `left` was told before `right`, of the same execution. */
function isEarlier(left: Session, right: Session): boolean {
  return left.turn < right.turn || (left.turn === right.turn && left.head < right.head);
}

function isSameStop(left: Session, right: Session): boolean {
  return (
    left.paused === right.paused &&
    left.cursor === right.cursor &&
    left.thread === right.thread &&
    left.stage === right.stage &&
    left.path === right.path &&
    left.reason?.kind === right.reason?.kind
  );
}

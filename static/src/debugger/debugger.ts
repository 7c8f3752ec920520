/**
 * The debugger of the page: starts executions, follows one, moves it, and fills `app.debug` with what it shows.
 *
 * The server's session is the truth about where the debugger stands; what a state looks like is folded here from the
 * events up to the cursor. Editing the text never closes an execution: statuses go by path.
 */

import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { LiveConnection } from "../live/connection";
import { Follower } from "../live/follow";
import { isAborted, RequestRefused } from "../model/backend";
import { Fold, foldTo } from "../model/fold";
import { failingEvent } from "../model/fold_data";
import { type Chosen, choicesTo, chosenIndex, chosenRun, chosenThread, mapsAround } from "../model/fold_iterations";
import { edgeStatuses, nodeStatuses, standingAt } from "../model/fold_status";
import type { App } from "../model/store";
import type {
  Ask,
  ControlRequest,
  EventView,
  ExecutionRow,
  ExecutionView,
  FolderView,
  Mock,
  Scopes,
  Session,
} from "../protocol/messages";
import { Settling } from "./settling";
import { Values } from "./values";

const SETTLE_WITHIN_MS = 2000;
/** If nothing is heard so long after a request, where the debugger stands is read anew. */
const CONFIRM_AFTER_MS = 400;

export type Action = ControlRequest["action"];

export interface StartOptions {
  readonly debug: boolean;
  readonly pauseAtStart?: boolean;
}

/** The question whether a folder's code may run; `answer` closes it. */
export interface ConsentQuestion {
  readonly folder: string;
  readonly answer: (allow: boolean | null) => void;
}

interface Moment {
  readonly sequence: number;
  readonly thread: string | null;
}

export class Debugger {
  readonly app: App;
  readonly live: LiveConnection;

  readonly values: Values;
  readonly scopes: Signal<Scopes | null> = signal(null);
  /** The fold at the cursor; it changes in place, `folded` grows with it. */
  readonly folded: Signal<number> = signal(0);
  readonly chosen: Signal<Chosen> = signal({});
  readonly executions: Signal<readonly ExecutionRow[]> = signal([]);
  readonly folder: Signal<FolderView | null> = signal(null);
  /** The dialog that asks for an input is open, to start like this. */
  readonly startAsked: Signal<StartOptions | null> = signal(null);
  /** The dialog that asks which iteration to step into is open. */
  readonly targetAsked: Signal<boolean> = signal(false);
  readonly consentQuestion: Signal<ConsentQuestion | null> = signal(null);
  /** Whether the connection was there and is lost. */
  readonly reconnecting: ReadonlySignal<boolean>;
  readonly over: ReadonlySignal<boolean>;
  readonly paused: ReadonlySignal<boolean>;
  /** Whether another moment can be looked at: when it is paused or over. */
  readonly canSeek: ReadonlySignal<boolean>;
  /** The state where the debugger stands. */
  readonly standing: ReadonlySignal<string | null>;
  readonly asks: ReadonlySignal<readonly Ask[]>;
  /** The event at which the execution failed. */
  readonly failing: ReadonlySignal<EventView | null>;

  #fold = new Fold();
  #follower: Follower | null = null;
  #settling = new Settling();
  #heard = 0;
  #starting = false;
  #seekTo: Moment | null = null;
  #seeking = false;
  #scopesAsked = "";
  #disposers: (() => void)[] = [];

  constructor(app: App, live: LiveConnection) {
    this.app = app;
    this.live = live;
    this.values = new Values((hash) => app.backend.value(hash), app.pending);
    const { debug } = app;
    const wasConnected = signal(false);
    this.reconnecting = computed(() => wasConnected.value && !live.connected.value);
    this.over = computed(() => debug.execution.value !== null && debug.execution.value.status !== "RUNNING");
    this.paused = computed(() => debug.session.value?.paused === true);
    this.canSeek = computed(() => debug.events.value.length > 0 && (this.paused.value || this.over.value));
    this.standing = computed(() => standingAt(debug.session.value));
    this.asks = computed(() => (this.over.value ? [] : (debug.session.value?.asks ?? [])));
    this.failing = computed(() => {
      const failed = debug.execution.value?.status === "FAILED";
      return failed ? failingEvent(debug.events.value, debug.session.value?.path ?? null) : null;
    });
    const documentId = computed(() => app.document.value?.id ?? null);
    const openId = computed(() => debug.execution.value?.id ?? null);
    const graph = computed(() => app.analysed.value.graph);
    this.#disposers = [
      effect(() => {
        if (live.connected.value) wasConnected.value = true;
      }),
      follow(
        () => documentId.value,
        (id) => void (id !== null && this.#documentOpened(id)),
      ),
      follow(
        () => openId.value,
        (id) => void (id === null && this.#closed()),
      ),
      follow(
        () => [debug.events.value, debug.session.value, graph.value],
        () => this.#show(),
      ),
      follow(
        () => debug.session.value,
        (session) => this.#fetchScopes(session),
      ),
      follow(
        () => [app.breakpoints.value, app.disabledBreakpoints.value] as const,
        ([set, disabled]) => this.#sendBreakpoints(set, disabled),
      ),
      live.listen({ started: ({ document, execution }) => void this.#startedElsewhere(document, execution) }),
    ];
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose();
    this.#follower?.close();
  }

  get fold(): Fold {
    return this.#fold;
  }

  // --- start, open, close ----------------------------------------------------------------------------------------

  /** Start an execution of the text as it is; return why it was refused, if it was. */
  async start(options: StartOptions): Promise<RequestRefused | null> {
    const { app } = this;
    const document = app.document.peek();
    if (document === null || this.#starting) return null;
    this.#starting = true;
    try {
      if (!(await this.#askConsent())) return null;
      await app.pending.track(this.#stopOpen());
      const view = await app.pending.track(
        app.backend.start({
          document: document.id,
          text: app.text.text(),
          machine: app.document.peek()?.machine ?? document.machine,
          values: document.values,
          input: app.input.peek(),
          clock: app.view.starts.peek()[document.id]?.clock ?? "virtual",
          mocks: app.mocks.peek(),
          breakpoints: this.#enabledBreakpoints(),
          debug: options.debug,
          pause_at_start: options.pauseAtStart ?? false,
          name: null,
        }),
      );
      app.announce("Execution started");
      this.open(view);
      await this.#settled();
      return null;
    } catch (error) {
      if (error instanceof RequestRefused) return error;
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  /** Show an execution and follow it. */
  open(view: ExecutionView): void {
    const { app } = this;
    const { debug } = app;
    this.#follower?.close();
    batch(() => {
      this.#fold = new Fold();
      this.#seekTo = null;
      this.scopes.value = null;
      this.chosen.value = {};
      debug.events.value = [];
      debug.execution.value = view;
      debug.session.value = null;
    });
    this.#takeSession(view.session, view.status);
    this.#follower = new Follower(
      this.live,
      app.backend,
      view.id,
      {
        events: (events) => {
          debug.events.value = debug.events.peek().concat(events);
          this.#settling.check();
        },
        session: (session, status) => {
          this.#heard += 1;
          this.#takeSession(session, status);
        },
        view: (fresh) => this.#takeView(fresh),
        failed: (error) => app.fail("The execution cannot be followed", error),
      },
      app.pending,
    );
    void this.listExecutions();
  }

  async reopen(id: string): Promise<void> {
    await this.#attempt("That execution cannot be opened", async () => this.open(await this.app.backend.execution(id)));
  }

  close(): void {
    this.app.closeExecution();
  }

  async listExecutions(): Promise<void> {
    const id = this.app.document.peek()?.id;
    if (id === undefined) return;
    await this.#attempt("The executions could not be listed", async () => {
      const rows = await this.app.backend.executions(id);
      if (this.app.document.peek()?.id === id) this.executions.value = rows;
    });
  }

  // --- moving ------------------------------------------------------------------------------------------------------

  /** Ask the server for a move; resolves once what it sets going has come to rest, or after two seconds. */
  async control(request: ControlRequest): Promise<void> {
    const execution = this.app.debug.execution.peek();
    if (execution === null) return;
    await this.#moving(() => this.app.backend.control(execution.id, request));
  }

  /** Look at the moment after event `sequence`. Many calls in a row ask the server for the last one only. */
  async seek(sequence: number, thread: string | null = null): Promise<void> {
    this.#seekTo = { sequence, thread };
    this.#show();
    if (this.#seeking) return;
    this.#seeking = true;
    try {
      for (let next: Moment | null = this.#seekTo; next !== null; next = this.#seekTo) {
        await this.control({ action: "seek", ...next, iteration: null });
        if (this.#seekTo === next) this.#seekTo = null;
      }
    } finally {
      this.#seeking = false;
      this.#show();
    }
  }

  /** Replace the input or the result where the debugger stands; return why that was refused, if it was. */
  async editValue(target: "input" | "result", value: string): Promise<string | null> {
    const { execution, session } = this.app.debug;
    const [id, thread] = [execution.peek()?.id, session.peek()?.thread];
    if (id === undefined || thread === undefined) return null;
    try {
      await this.#moving(() => this.app.backend.editValue(id, { thread, target, value }), true);
      this.app.announce(target === "input" ? "Input replaced" : "Result replaced");
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Answer a Task that waits for a person. */
  async answer(ask: Ask, mock: Mock, remember: boolean): Promise<string | null> {
    const { app } = this;
    const id = app.debug.execution.peek()?.id;
    if (id === undefined) return null;
    try {
      if (remember) await app.saveNow();
      await this.#moving(
        () => app.backend.answer(id, { thread: ask.thread, scheduled: ask.scheduled, mock, remember }),
        true,
      );
      if (remember) await this.#takeMocks();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  // --- iterations --------------------------------------------------------------------------------------------------

  /** Look at iteration `index` of the Map at `map`; if its thread is at work, step through that one from now on. */
  chooseIteration(map: string, index: number): void {
    this.chosen.value = { ...this.chosen.peek(), [map]: index };
    const session = this.app.debug.session.peek();
    const thread = chosenThread(this.#fold, map, this.chosen.peek());
    if (thread === null || session === null || !session.paused || session.thread === thread) return;
    const alive = session.threads.find((each) => each.id === thread);
    if (alive === undefined || alive.path === null || session.reason?.kind === "end") return;
    void this.control({ action: "focus", thread, iteration: null, sequence: null });
  }

  /** Go to the next (1) or previous (-1) iteration of the Map around what is selected. */
  stepIteration(by: 1 | -1): void {
    const path = this.app.selectedPath.peek() ?? this.standing.peek();
    const map = path === null ? undefined : mapsAround(this.#fold, path).at(-1);
    const run = map === undefined ? null : chosenRun(this.#fold, map, this.chosen.peek());
    if (run === null || map === undefined) return;
    const index = Math.min(run.length - 1, Math.max(0, chosenIndex(run, this.chosen.peek()) + by));
    this.chooseIteration(map, index);
    this.app.announce(`Iteration ${index} of ${run.length}`);
  }

  // --- consent -----------------------------------------------------------------------------------------------------

  async answerConsent(allow: boolean): Promise<void> {
    const folder = this.app.document.peek()?.folder;
    if (folder === undefined || folder === null) return;
    await this.#attempt("The answer could not be kept", async () => {
      await this.app.backend.consent({ folder, allow });
      const known = this.folder.peek();
      if (known !== null) this.folder.value = { ...known, consent: allow };
    });
  }

  // --- inside ------------------------------------------------------------------------------------------------------

  async #documentOpened(id: string): Promise<void> {
    this.live.watch(id);
    this.executions.value = [];
    await this.#attempt("The executions could not be listed", async () => {
      this.folder.value = await this.app.backend.folder();
      await this.listExecutions();
      const [latest] = this.executions.peek();
      const open = this.app.debug.execution.peek() !== null;
      if (latest?.status === "RUNNING" && !open && !this.#starting && this.app.document.peek()?.id === id) {
        this.open(await this.app.backend.execution(latest.id));
      }
    });
  }

  async #startedElsewhere(document: string, execution: string): Promise<void> {
    const { app } = this;
    const open = app.debug.execution.peek();
    if (this.#starting || app.document.peek()?.id !== document || open?.id === execution) return;
    if (open === null || open.status !== "RUNNING") return void (await this.reopen(execution));
    void this.listExecutions();
    const action = { label: "Show it", run: () => void this.reopen(execution) };
    app.notify({ kind: "info", title: "Another execution of this document has started", action });
  }

  #closed(): void {
    this.#follower?.close();
    this.#follower = null;
    this.#fold = new Fold();
    this.scopes.value = null;
    this.#scopesAsked = "";
    this.#settling.check();
  }

  /** Before the first execution of a folder with code: may it run? False if the person wants neither. */
  async #askConsent(): Promise<boolean> {
    const folder = this.app.document.peek()?.folder ?? null;
    const known = this.folder.peek();
    if (folder === null || known === null || !known.has_code || known.consent !== null) return true;
    const allow = await new Promise<boolean | null>((resolve) => {
      this.consentQuestion.value = { folder, answer: resolve };
    });
    this.consentQuestion.value = null;
    if (allow === null) return false;
    await this.answerConsent(allow);
    return true;
  }

  async #stopOpen(): Promise<void> {
    const open = this.app.debug.execution.peek();
    if (open === null || open.status !== "RUNNING") return;
    await this.#attempt("The execution could not be stopped", async () => {
      await this.app.backend.control(open.id, { action: "stop", thread: null, iteration: null, sequence: null });
    });
  }

  async #moving(request: () => Promise<Session>, rethrow = false): Promise<void> {
    const release = this.app.pending.hold();
    const heard = this.#heard;
    try {
      const session = await request();
      const status = this.app.debug.execution.peek()?.status ?? "RUNNING";
      const known = this.app.debug.session.peek();
      // A message may have overtaken the answer: then it knows more.
      const overtaken = this.#heard !== heard && known !== null && known.head > session.head;
      if (!overtaken) this.#takeSession(session, status);
      if (session.running) this.#confirmLater();
      await this.#settled();
    } catch (error) {
      if (rethrow) throw error;
      this.#refused(error);
    } finally {
      release();
    }
  }

  #refused(error: unknown): void {
    if (isAborted(error)) return;
    if (error instanceof RequestRefused && error.status === 409) {
      const said = error.message.charAt(0).toUpperCase() + error.message.slice(1);
      this.app.announce(said);
      this.app.notify({ kind: "info", title: said });
    } else this.app.fail("That did not work", error);
  }

  #settled(): Promise<void> {
    return this.app.pending.track(this.#settling.wait(() => this.#isSettled(), SETTLE_WITHIN_MS));
  }

  #isSettled(): boolean {
    const { session, events } = this.app.debug;
    const now = session.peek();
    if (now === null) return true;
    return (!now.running || now.asks.length > 0) && events.peek().length >= now.head;
  }

  /** A message may be lost or overtaken: if none comes, read where the debugger stands. */
  #confirmLater(): void {
    const heard = this.#heard;
    const id = this.app.debug.execution.peek()?.id;
    setTimeout(() => {
      if (id === undefined || this.#heard !== heard || this.app.debug.execution.peek()?.id !== id) return;
      void this.app.backend.execution(id).then(
        (view) => this.#takeView(view),
        () => undefined,
      );
    }, CONFIRM_AFTER_MS);
  }

  #takeView(view: ExecutionView): void {
    if (this.app.debug.execution.peek()?.id !== view.id) return;
    this.app.debug.execution.value = view;
    if (view.session.head > (this.#follower?.last ?? 0)) void this.#follower?.pull();
    this.#takeSession(view.session, view.status);
  }

  #takeSession(session: Session, status: string): void {
    const { debug } = this.app;
    const execution = debug.execution.peek();
    if (execution === null) return;
    const before = debug.session.peek();
    const ended = execution.status === "RUNNING" && status !== "RUNNING";
    batch(() => {
      debug.session.value = session;
      if (execution.status !== status || ended) {
        debug.execution.value = { ...execution, status: status as ExecutionView["status"], session };
      }
    });
    this.#settling.check();
    if (ended) void this.#readEnd(execution.id);
    if (session.paused && (before === null || !sameStop(before, session))) this.#stopped(session);
    const fresh = session.asks.find((ask) => !before?.asks.some((known) => known.scheduled === ask.scheduled));
    if (fresh !== undefined) {
      this.app.announce(`${fresh.path} waits for an answer`);
      this.app.select(fresh.path);
    }
  }

  /** The debugger has come to a stop: say so and show the state, its iteration chosen. */
  #stopped(session: Session): void {
    const { app } = this;
    if (session.reason !== null) app.announce(session.reason.message);
    this.chosen.value = { ...this.chosen.peek(), ...choicesTo(this.#fold, session.thread) };
    if (session.path !== null && app.selectedPath.peek() !== session.path) app.select(session.path);
  }

  async #readEnd(id: string): Promise<void> {
    await this.#attempt("The result could not be read", async () => {
      this.#takeView(await this.app.backend.execution(id));
      await this.listExecutions();
    });
  }

  /** Fold up to the cursor and hand the statuses to the canvas. */
  #show(): void {
    const { app } = this;
    const { debug } = app;
    const session = debug.session.peek();
    const events = debug.events.peek();
    if (debug.execution.peek() === null) return;
    const head = events.length;
    const cursor = Math.min(head, this.#seekTo?.sequence ?? (session?.paused === true ? session.cursor : head));
    this.#fold = foldTo(this.#fold, events, cursor);
    const graph = app.analysed.peek().graph;
    const standing = this.#seekTo === null ? standingAt(session) : null;
    batch(() => {
      debug.cursor.value = cursor;
      debug.nodes.value = nodeStatuses(this.#fold, graph, standing);
      debug.edges.value = edgeStatuses(this.#fold, graph);
      if (session?.paused === true && session.cursor <= cursor) {
        const choices = choicesTo(this.#fold, session.thread);
        const known = this.chosen.peek();
        if (Object.entries(choices).some(([map]) => known[map] === undefined))
          this.chosen.value = { ...choices, ...known };
      }
      this.folded.value += 1;
    });
  }

  #fetchScopes(session: Session | null): void {
    const id = this.app.debug.execution.peek()?.id;
    if (session === null || id === undefined || !session.paused) {
      this.#scopesAsked = "";
      this.scopes.value = null;
      return;
    }
    const key = [id, session.cursor, session.thread, session.stage, session.head].join(" ");
    if (key === this.#scopesAsked) return;
    this.#scopesAsked = key;
    const asking = this.app.backend.scopes(id, session.cursor, session.thread).then(
      (scopes) => {
        if (this.#scopesAsked === key) this.scopes.value = scopes;
      },
      (error) => {
        if (this.#scopesAsked !== key) return;
        this.#scopesAsked = "";
        if (this.live.connected.peek()) this.app.fail("The data could not be read", error);
      },
    );
    void this.app.pending.track(asking);
  }

  #enabledBreakpoints(): string[] {
    const disabled = this.app.disabledBreakpoints.peek();
    return [...this.app.breakpoints.peek()].filter((path) => !disabled.has(path));
  }

  #sendBreakpoints(set: ReadonlySet<string>, disabled: ReadonlySet<string>): void {
    const execution = this.app.debug.execution.peek();
    if (execution === null || execution.status !== "RUNNING") return;
    const enabled = [...set].filter((path) => !disabled.has(path));
    const known = new Set(this.app.debug.session.peek()?.breakpoints);
    if (enabled.length === known.size && enabled.every((path) => known.has(path))) return;
    void this.app.pending.track(
      this.#attempt("The breakpoints could not be set", async () => {
        const session = await this.app.backend.setBreakpoints(execution.id, enabled);
        const now = this.app.debug.session.peek();
        if (now !== null) this.app.debug.session.value = { ...now, breakpoints: session.breakpoints };
      }),
    );
  }

  /** The server has kept an answer with the document: take over its mocks and its version. */
  async #takeMocks(): Promise<void> {
    const { app } = this;
    const document = app.document.peek();
    if (document === null) return;
    const saved = await app.backend.document(document.id);
    const open = app.document.peek();
    if (open?.id !== saved.id) return;
    app.mocks.value = saved.mocks;
    if (saved.version > open.version) app.document.value = { ...open, version: saved.version };
  }

  async #attempt(title: string, work: () => Promise<void>): Promise<void> {
    try {
      await this.app.pending.track(work());
    } catch (error) {
      const unreachable = error instanceof RequestRefused && error.status === 0 && !this.live.connected.peek();
      if (!isAborted(error) && !unreachable) this.app.fail(title, error);
    }
  }
}

/** Call `act` with what `read` reads, now and whenever that changes; what `act` itself reads is not followed. */
function follow<T>(read: () => T, act: (value: T) => void): () => void {
  return effect(() => {
    const value = read();
    untracked(() => act(value));
  });
}

function sameStop(left: Session, right: Session): boolean {
  return (
    left.paused === right.paused &&
    left.cursor === right.cursor &&
    left.thread === right.thread &&
    left.stage === right.stage &&
    left.path === right.path &&
    left.reason?.kind === right.reason?.kind
  );
}

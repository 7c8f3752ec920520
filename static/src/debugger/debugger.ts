/** The debugger of the page: what its components and commands use, put together from its parts. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Forks } from "../forks/forks";
import type { AnswerKind } from "../injecting/answer_draft";
import type { LiveConnection } from "../live/connection";
import type { RequestRefused } from "../model/backend";
import type { Fold } from "../model/fold";
import type { App } from "../model/store";
import type { Ask, ControlRequest, InjectRequest, Mock } from "../protocol/messages";
import { attempting } from "./attempt";
import { HitsReader } from "./breakpoints/hits";
import { runTo } from "./breakpoints/run_to";
import { follow } from "./effects";
import { Followed } from "./followed";
import { type EditTarget, Moves } from "./moves";
import { type StartOptions, Starts } from "./starts";
import { Values } from "./values";

export type { ConsentQuestion, StartOptions } from "./starts";

export type Action = ControlRequest["action"];

export class Debugger {
  readonly app: App;
  readonly values: Values;
  /** The dialog that asks for an input is open, to start like this. */
  readonly startAsked: Signal<StartOptions | null> = signal(null);
  /** The dialog that asks which iteration to step into is open. */
  readonly targetAsked: Signal<boolean> = signal(false);
  /** What a menu or button asked to be answered by hand, and how its form opens. */
  readonly answerAsked: Signal<{ readonly path: string; readonly kind: AnswerKind } | null> = signal(null);
  /** Whether the connection was there and is lost. */
  readonly reconnecting: ReadonlySignal<boolean>;

  readonly scopes: Followed["scopes"];
  readonly folded: Followed["folded"];
  readonly chosen: Followed["chosen"];
  readonly over: Followed["over"];
  readonly paused: Followed["paused"];
  readonly canSeek: Followed["canSeek"];
  readonly standing: Followed["standing"];
  readonly asks: Followed["asks"];
  readonly failing: Followed["failing"];
  /** Where breakpoints hit in the record. */
  readonly hits: HitsReader;
  readonly executions: Starts["executions"];
  readonly folder: Starts["folder"];
  readonly consentQuestion: Starts["consentQuestion"];
  readonly forks: Forks;

  readonly #followed: Followed;
  readonly #moves: Moves;
  readonly #starts: Starts;
  readonly #disposers: readonly (() => void)[];

  constructor(app: App, live: LiveConnection) {
    this.app = app;
    this.values = new Values((hash) => app.backend.value(hash), app.pending);
    const attempt = attempting(app, live);
    const followed = new Followed(app, live);
    const starts = new Starts(app, live, followed, attempt);
    const moves = new Moves(app, followed, attempt);
    this.forks = new Forks(app, live, followed, attempt);
    this.forks.onChange = () => void starts.list();
    moves.onFork = (view) => this.forks.take(view);
    this.#followed = followed;
    this.#starts = starts;
    this.#moves = moves;
    ({
      scopes: this.scopes,
      folded: this.folded,
      chosen: this.chosen,
      over: this.over,
      paused: this.paused,
      canSeek: this.canSeek,
      standing: this.standing,
      asks: this.asks,
      failing: this.failing,
    } = followed);
    ({ executions: this.executions, folder: this.folder, consentQuestion: this.consentQuestion } = starts);
    followed.onEnd = () =>
      void attempt("The result could not be read", async () => {
        await followed.read();
        await starts.list();
      });
    this.hits = new HitsReader(app, attempt);
    app.runTo.value = (path) => void runTo(this, path);
    const wasConnected = signal(false);
    this.reconnecting = computed(() => wasConnected.value && !live.connected.value);
    this.#disposers = [
      follow(
        () => live.connected.value,
        (connected) => {
          if (connected) wasConnected.value = true;
        },
      ),
      follow(
        () => app.beside.breakpoints.value,
        (breakpoints) => moves.sendBreakpoints(breakpoints),
      ),
    ];
  }

  dispose(): void {
    this.hits.dispose();
    for (const dispose of this.#disposers) dispose();
    this.forks.dispose();
    this.#starts.dispose();
    this.#followed.dispose();
  }

  /** The fold at the cursor. */
  get fold(): Fold {
    return this.#followed.fold;
  }

  /** Show a Task that waits for a person. */
  showAsk(ask: Ask): void {
    this.#followed.showAsk(ask);
  }

  start(options: StartOptions): Promise<RequestRefused | null> {
    return this.#starts.start(options);
  }

  reopen(id: string): Promise<void> {
    return this.#starts.reopen(id);
  }

  /** Open an execution, and return once all of it is shown. */
  async show(id: string): Promise<void> {
    await this.#starts.reopen(id);
    await this.#followed.settled();
  }

  close(): void {
    this.app.closeExecution();
  }

  listExecutions(): Promise<void> {
    return this.#starts.list();
  }

  answerConsent(allow: boolean): Promise<void> {
    return this.#starts.answerConsent(allow);
  }

  control(request: ControlRequest): Promise<void> {
    return this.#moves.control(request);
  }

  /** Set how fast the virtual clock goes, now and in the document's later executions. */
  async setPace(pace: number): Promise<void> {
    const id = this.app.document.peek()?.id;
    const starts = this.app.view.starts.peek();
    if (id !== undefined) {
      this.app.view.starts.value = { ...starts, [id]: { clock: "virtual", ...starts[id], pace } };
    }
    await this.control({ action: "set_pace", pace });
  }

  seek(sequence: number, thread: string | null = null): Promise<void> {
    return this.#moves.seek(sequence, thread);
  }

  editValue(target: EditTarget, value: string, name = ""): Promise<string | null> {
    return this.#moves.editValue(target, value, name);
  }

  answer(ask: Ask, mock: Mock, remember: boolean): Promise<string | null> {
    return this.#moves.answer(ask, mock, remember);
  }

  inject(request: InjectRequest): Promise<string | null> {
    return this.#moves.inject(request);
  }

  chooseIteration(map: string, index: number): void {
    this.#moves.chooseIteration(map, index);
  }

  stepIteration(by: 1 | -1): void {
    this.#moves.stepIteration(by);
  }
}

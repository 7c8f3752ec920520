/** Moving the open execution: step, seek, answer, edit, follow another iteration. */

import { isAborted, RequestRefused } from "../model/backend";
import { chosenIndex, chosenRun, chosenThread, mapsAround } from "../model/fold_iterations";
import type { App } from "../model/store";
import type {
  Ask,
  Breakpoint,
  ControlRequest,
  EditValueRequest,
  ExecutionView,
  InjectRequest,
  Mock,
  Session,
} from "../protocol/messages";
import { type Attempt, messageOf } from "./attempt";
import type { Followed, Moment } from "./followed";

export type EditTarget = EditValueRequest["target"];

const EDITED_WORDS: Readonly<Record<EditTarget, string>> = { input: "Input", result: "Result", variable: "$" };

export class Moves {
  /** Called with the fork that an edit in the past has made. */
  onFork: (view: ExecutionView) => Promise<void> = async () => undefined;

  readonly #app: App;
  readonly #followed: Followed;
  readonly #attempt: Attempt;
  #seekTo: Moment | null = null;
  #seeking = false;
  #sent: Promise<void> = Promise.resolve();

  constructor(app: App, followed: Followed, attempt: Attempt) {
    this.#app = app;
    this.#followed = followed;
    this.#attempt = attempt;
  }

  /** Ask the server for a move; resolves once what it sets going has come to rest, or after two seconds. */
  async control(request: ControlRequest): Promise<void> {
    const id = this.#id();
    if (id === null) return;
    try {
      await this.#move(() => this.#app.backend.control(id, request));
    } catch (error) {
      this.#refused(error);
    }
  }

  /** Look at the moment after event `sequence`. Of many calls in a row the server is asked for the last one only. */
  async seek(sequence: number, thread: string | null = null): Promise<void> {
    this.#seekTo = { sequence, thread };
    this.#followed.look(this.#seekTo);
    if (this.#seeking) return;
    this.#seeking = true;
    try {
      for (let next: Moment | null = this.#seekTo; next !== null; next = this.#seekTo) {
        await this.control({ action: "seek", ...next, iteration: null });
        if (this.#seekTo === next) this.#seekTo = null;
      }
    } finally {
      this.#seeking = false;
      this.#followed.look(null);
    }
  }

  /** Replace the input or the result where the debugger stands, in the past by a fork; return why it was refused. */
  async editValue(target: EditTarget, value: string, name = ""): Promise<string | null> {
    const id = this.#id();
    const thread = this.#app.debug.session.peek()?.thread;
    if (id === null || thread === undefined) return null;
    try {
      const { session, fork } = await this.#app.pending.track(
        this.#app.backend.editValue(id, { thread, target, value, name }),
      );
      if (fork !== null) await this.onFork(fork);
      if (session === null) return null;
      await this.#move(async () => session);
      this.#app.announce(`${EDITED_WORDS[target]}${name} replaced`);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Answer a Task that waits for a person; return why that was refused, if it was. */
  async answer(ask: Ask, mock: Mock, remember: boolean): Promise<string | null> {
    const id = this.#id();
    if (id === null) return null;
    const { thread, scheduled } = ask;
    try {
      // The server keeps the answer with the document: what is unsaved here goes first.
      if (remember) await this.#app.saveNow();
      await this.#move(() => this.#app.backend.answer(id, { thread, scheduled, mock, remember }));
      if (remember) await this.#takeMocks();
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Answer a Task by hand, now or when its call comes; return why that was refused, if it was. */
  async inject(request: InjectRequest): Promise<string | null> {
    const id = this.#id();
    if (id === null) return null;
    try {
      await this.#move(() => this.#app.backend.inject(id, request));
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Have the open execution stop at these from now on; one request after the other. */
  sendBreakpoints(wanted: readonly Breakpoint[]): void {
    const { execution, session } = this.#app.debug;
    const id = execution.peek()?.id;
    if (id === undefined || execution.peek()?.status !== "RUNNING") return;
    if (JSON.stringify(wanted) === JSON.stringify(session.peek()?.breakpoints)) return;
    this.#sent = this.#sent.then(() =>
      this.#attempt("The breakpoints could not be set", async () => {
        const { breakpoints } = await this.#app.backend.setBreakpoints(id, wanted);
        const now = session.peek();
        if (now !== null && execution.peek()?.id === id) session.value = { ...now, breakpoints };
      }),
    );
    void this.#app.pending.track(this.#sent);
  }

  /** Look at iteration `index` of the Map at `map`; if its thread is at work, step through that one from now on. */
  chooseIteration(map: string, index: number): void {
    const { chosen, fold } = this.#followed;
    chosen.value = { ...chosen.peek(), [map]: index };
    const session = this.#app.debug.session.peek();
    const thread = chosenThread(fold, map, chosen.peek());
    if (thread === null || session === null || !session.paused || session.thread === thread) return;
    const alive = session.threads.find((each) => each.id === thread);
    if (alive === undefined || alive.path === null || session.reason?.kind === "end") return;
    void this.control({ action: "focus", thread, iteration: null, sequence: null });
  }

  /** Go to the next (1) or previous (-1) iteration of the Map around what is selected. */
  stepIteration(by: 1 | -1): void {
    const { chosen, fold, standing } = this.#followed;
    const path = this.#app.selectedPath.peek() ?? standing.peek();
    const map = path === null ? undefined : mapsAround(fold, path).at(-1);
    const run = map === undefined ? null : chosenRun(fold, map, chosen.peek());
    if (run === null || map === undefined) return;
    const index = Math.min(run.length - 1, Math.max(0, chosenIndex(run, chosen.peek()) + by));
    this.chooseIteration(map, index);
    this.#app.announce(`Iteration ${index} of ${run.length}`);
  }

  #id(): string | null {
    return this.#app.debug.execution.peek()?.id ?? null;
  }

  async #move(request: () => Promise<Session>): Promise<void> {
    const { debug, pending } = this.#app;
    const release = pending.hold();
    const heard = this.#followed.heard;
    try {
      const session = await request();
      const known = debug.session.peek();
      // A message may have overtaken the answer: then it knows more.
      const overtaken = this.#followed.heard !== heard && known !== null && known.head > session.head;
      if (!overtaken) this.#followed.takeSession(session, debug.execution.peek()?.status ?? "RUNNING");
      if (session.running) this.#followed.confirmLater();
      await this.#followed.settled();
    } finally {
      release();
    }
  }

  #refused(error: unknown): void {
    if (isAborted(error)) return;
    if (error instanceof RequestRefused && error.status === 409) {
      const said = error.message.charAt(0).toUpperCase() + error.message.slice(1);
      this.#app.announce(said);
      this.#app.notify({ kind: "info", title: said });
    } else this.#app.fail("That did not work", error);
  }

  async #takeMocks(): Promise<void> {
    const { document, beside, backend } = this.#app;
    const id = document.peek()?.id;
    if (id === undefined) return;
    const saved = await backend.document(id);
    const open = document.peek();
    if (open?.id !== saved.id) return;
    beside.mocks.value = saved.mocks;
    if (saved.version > open.version) document.value = { ...open, version: saved.version };
  }
}

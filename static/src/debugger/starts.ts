/** Starting executions and opening earlier ones; before code of a folder runs, the person is asked. */

import { computed, type Signal, signal } from "@preact/signals";
import type { LiveConnection } from "../live/connection";
import { RequestRefused } from "../model/backend";
import type { App } from "../model/store";
import type { ExecutionRow, FolderView } from "../protocol/messages";
import type { Attempt } from "./attempt";
import { follow } from "./effects";
import type { Followed } from "./followed";

export interface StartOptions {
  readonly debug: boolean;
  readonly pauseAtStart?: boolean;
}

/** The question whether a folder's code may run; `answer` closes it, `null` answers neither way. */
export interface ConsentQuestion {
  readonly folder: string;
  readonly answer: (allow: boolean | null) => void;
}

export class Starts {
  /** The document's executions, newest first. */
  readonly executions: Signal<readonly ExecutionRow[]> = signal([]);
  readonly folder: Signal<FolderView | null> = signal(null);
  readonly consentQuestion: Signal<ConsentQuestion | null> = signal(null);

  readonly #app: App;
  readonly #live: LiveConnection;
  readonly #followed: Followed;
  readonly #attempt: Attempt;
  readonly #disposers: readonly (() => void)[];
  #starting = false;

  constructor(app: App, live: LiveConnection, followed: Followed, attempt: Attempt) {
    this.#app = app;
    this.#live = live;
    this.#followed = followed;
    this.#attempt = attempt;
    const documentId = computed(() => app.document.value?.id ?? null);
    this.#disposers = [
      follow(
        () => documentId.value,
        (id) => void (id !== null && this.#documentOpened(id)),
      ),
      live.listen({ started: ({ document, execution }) => void this.#startedElsewhere(document, execution) }),
    ];
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose();
  }

  /** Start an execution of the text as it is; return why it was refused, if it was. */
  async start({ debug, pauseAtStart = false }: StartOptions): Promise<RequestRefused | null> {
    const app = this.#app;
    const document = app.document.peek();
    if (document === null || this.#starting) return null;
    this.#starting = true;
    try {
      if (!(await this.#mayRun())) return null;
      await this.#stopOpen();
      const view = await app.pending.track(
        app.backend.start({
          document: document.id,
          text: app.text.text(),
          machine: app.document.peek()?.machine ?? document.machine,
          values: document.values,
          input: app.beside.input.peek(),
          clock: app.view.starts.peek()[document.id]?.clock ?? "virtual",
          pace: app.view.starts.peek()[document.id]?.pace ?? 0,
          mocks: app.beside.mocks.peek(),
          breakpoints: app.beside.breakpoints.peek(),
          debug,
          pause_at_start: pauseAtStart,
          name: null,
        }),
      );
      app.announce("Execution started");
      this.#followed.open(view);
      void this.list();
      await this.#followed.settled();
      return null;
    } catch (error) {
      if (error instanceof RequestRefused) return error;
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  /** Show an earlier execution. */
  async reopen(id: string): Promise<void> {
    await this.#attempt("That execution cannot be opened", async () => {
      this.#followed.open(await this.#app.backend.execution(id));
    });
  }

  async list(): Promise<void> {
    const id = this.#app.document.peek()?.id;
    if (id === undefined) return;
    await this.#attempt("The executions could not be listed", async () => {
      const rows = await this.#app.backend.executions(id);
      if (this.#app.document.peek()?.id === id) this.executions.value = rows;
    });
  }

  /** Keep whether the code of the document's folder may run; executions that wait for it look again. */
  async answerConsent(allow: boolean): Promise<void> {
    const folder = this.#app.document.peek()?.folder ?? null;
    if (folder === null) return;
    await this.#attempt("The answer could not be kept", async () => {
      await this.#app.backend.consent({ folder, allow });
      const known = this.folder.peek();
      if (known !== null) this.folder.value = { ...known, consent: allow };
    });
  }

  /** Another document is open: list its executions, and show the one that is still at work. */
  async #documentOpened(id: string): Promise<void> {
    const app = this.#app;
    this.#live.watch(id);
    this.executions.value = [];
    await this.#attempt("The executions could not be listed", async () => {
      this.folder.value = await app.backend.folder();
      await this.list();
      const [latest] = this.executions.peek();
      const busy = this.#starting || app.debug.execution.peek() !== null;
      if (latest?.status !== "RUNNING" || busy || app.document.peek()?.id !== id) return;
      this.#followed.open(await app.backend.execution(latest.id));
    });
  }

  async #startedElsewhere(document: string, execution: string): Promise<void> {
    const app = this.#app;
    const open = app.debug.execution.peek();
    if (this.#starting || app.document.peek()?.id !== document || open?.id === execution) return;
    void this.list();
    if (open === null || open.status !== "RUNNING") {
      await this.reopen(execution);
      return;
    }
    const action = { label: "Show it", run: () => void this.reopen(execution) };
    app.notify({ kind: "info", title: "Another execution of this document has started", action });
  }

  /** Before the first execution of a folder with code: may it run? False if the person answers neither. */
  async #mayRun(): Promise<boolean> {
    const folder = this.#app.document.peek()?.folder ?? null;
    const known = this.folder.peek();
    if (folder === null || known === null || !known.has_code || known.consent !== null) return true;
    const allow = await new Promise<boolean | null>((resolve) => {
      this.consentQuestion.value = { folder, answer: resolve };
    });
    this.consentQuestion.value = null;
    if (allow !== null) await this.answerConsent(allow);
    return allow !== null;
  }

  async #stopOpen(): Promise<void> {
    const open = this.#app.debug.execution.peek();
    if (open === null || open.status !== "RUNNING") return;
    await this.#attempt("The execution could not be stopped", async () => {
      await this.#app.backend.control(open.id, { action: "stop", thread: null, iteration: null, sequence: null });
    });
  }
}

/** The lines of the open execution's history: `main`, and the forks that left it. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Attempt, messageOf } from "../debugger/attempt";
import { follow } from "../debugger/effects";
import type { Followed } from "../debugger/followed";
import type { LiveConnection } from "../live/connection";
import type { App } from "../model/store";
import type { ExecutionView, ForkRequest, ForkRow, ForkTree, RerunRequest } from "../protocol/messages";

export class Forks {
  /** All lines, each after its parent; null until they are known. */
  readonly tree: Signal<ForkTree | null> = signal(null);
  /** The line that is open. */
  readonly current: ReadonlySignal<ForkRow | null>;
  /** The question about this task (the event that scheduled it) was put aside. */
  readonly putAside: Signal<number | null> = signal(null);
  /** How many of the shown events are those of the line that the open one left. */
  readonly shared: ReadonlySignal<number>;

  readonly #app: App;
  readonly #followed: Followed;
  readonly #attempt: Attempt;
  readonly #disposers: readonly (() => void)[];
  /** Called when executions of the document came or went. */
  onChange: () => void = () => undefined;

  constructor(app: App, live: LiveConnection, followed: Followed, attempt: Attempt) {
    this.#app = app;
    this.#followed = followed;
    this.#attempt = attempt;
    const { execution } = app.debug;
    this.current = computed(() => this.tree.value?.forks.find(({ id }) => id === execution.value?.id) ?? null);
    this.shared = computed(() => execution.value?.forked_at ?? 0);
    const shown = computed(() => (execution.value === null ? null : `${execution.value.id} ${execution.value.status}`));
    this.#disposers = [
      follow(
        () => shown.value,
        (open) => {
          if (open === null) this.tree.value = null;
          else void this.list();
        },
      ),
      live.listen({
        linesChanged: ({ line, deleted }) => {
          const open = execution.peek();
          if (open !== null && deleted.includes(open.id)) void this.#leave(deleted, `${open.fork_name} was deleted`);
          else if (open?.line === line) void this.list();
          this.onChange();
        },
      }),
    ];
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose();
  }

  /** Make a fork and show it; return why it was refused, if it was. */
  async fork(request: ForkRequest): Promise<string | null> {
    const id = this.#app.debug.execution.peek()?.id;
    if (id === undefined) return null;
    try {
      await this.take(await this.#app.pending.track(this.#app.backend.fork(id, request)));
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Show a fork that has just been made, and say so. */
  async take(view: ExecutionView): Promise<void> {
    this.#followed.open(view);
    const said = `Forked as ${view.fork_name} at event ${view.forked_at}`;
    this.#app.announce(said);
    this.#app.notify({ kind: "success", title: said });
    await this.#followed.settled();
  }

  /** Show another line. */
  async show(row: ForkRow): Promise<void> {
    if (row.id === this.#app.debug.execution.peek()?.id) return;
    await this.#attempt("That line cannot be opened", async () => {
      this.#followed.open(await this.#app.backend.execution(row.id));
      this.#app.announce(`${row.name} is shown`);
      await this.#followed.settled();
    });
  }

  async list(): Promise<void> {
    const open = this.#app.debug.execution.peek()?.id;
    if (open === undefined) return;
    await this.#attempt("The forks could not be listed", async () => {
      const tree = await this.#app.backend.forkTree(open);
      if (this.#app.debug.execution.peek()?.id === open) this.tree.value = tree;
    });
  }

  /** Delete an execution and what was forked from it; return why that was refused, if it was. */
  async remove(id: string, name: string): Promise<string | null> {
    try {
      const { executions } = await this.#app.pending.track(this.#app.backend.deleteExecution(id));
      const open = this.#app.debug.execution.peek()?.id;
      if (open !== undefined && executions.includes(open)) await this.#leave(executions, `${name} is deleted`);
      else this.#app.announce(`${name} is deleted`);
      this.onChange();
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  async rename(row: ForkRow, name: string): Promise<string | null> {
    try {
      this.tree.value = await this.#app.pending.track(this.#app.backend.renameFork(row.id, name));
      const open = this.#app.debug.execution.peek();
      if (open?.id === row.id)
        this.#app.debug.execution.value = { ...open, fork_name: this.current.peek()?.name ?? name };
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Say what the open fork does with handlers that ran before it. */
  async chooseRerun(choice: RerunRequest["choice"]): Promise<void> {
    const id = this.#app.debug.execution.peek()?.id;
    if (id === undefined) return;
    await this.#attempt("That could not be kept", async () => {
      const session = await this.#app.backend.rerun(id, { choice });
      const open = this.#app.debug.execution.peek();
      if (open?.id === id) this.#followed.takeSession(session, open.status);
      await this.#followed.settled();
    });
  }

  /** The open line is gone: show the one that it left, if there is one, else none. */
  async #leave(deleted: readonly string[], said: string): Promise<void> {
    const rows = this.tree.peek()?.forks ?? [];
    const open = this.#app.debug.execution.peek()?.id;
    let above = rows.find(({ id }) => id === open);
    while (above !== undefined && deleted.includes(above.id)) above = rows.find(({ id }) => id === above?.parent);
    this.#app.closeExecution();
    this.#app.announce(said);
    this.#app.notify({ kind: "info", title: said });
    if (above !== undefined) await this.show(above);
  }
}

/** Where the breakpoints of the open execution hit in its record, and what its logpoints say: asked of the server. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { App } from "../../model/store";
import type { Hits } from "../../protocol/messages";
import type { Attempt } from "../attempt";
import { follow } from "../effects";

interface Wanted {
  readonly id: string;
  readonly key: string;
}

export class HitsReader {
  /** As last read; null where no execution is open or it has no breakpoints. */
  readonly found: Signal<Hits | null> = signal(null);
  /** How often each breakpoint has hit so far, by its id. */
  readonly counts: ReadonlySignal<ReadonlyMap<string, number>> = computed(
    () => new Map(this.found.value?.hits.map(({ breakpoint, sequences }) => [breakpoint, sequences.length])),
  );
  /** The sequences of all hits, not in order. */
  readonly sequences: ReadonlySignal<readonly number[]> = computed(
    () => this.found.value?.hits.flatMap(({ sequences }) => sequences) ?? [],
  );
  readonly dispose: () => void;
  readonly #app: App;
  readonly #attempt: Attempt;
  #wanted: Wanted | null = null;
  #reading = false;

  constructor(app: App, attempt: Attempt) {
    this.#app = app;
    this.#attempt = attempt;
    // As text, so that the same question is the same value; a moving execution is asked when it stands, or a person is asked.
    const question = computed(() => {
      const [execution, session] = [app.debug.execution.value, app.debug.session.value];
      if (execution === null || session === null || session.breakpoints.every(({ enabled }) => !enabled)) return null;
      const isMoving = session.running && session.asks.length === 0;
      return isMoving ? undefined : JSON.stringify([execution.id, session.head, session.breakpoints]);
    });
    this.dispose = follow(
      () => question.value,
      (key) => {
        if (key === null) this.#forget();
        else if (key !== undefined) void this.#read(key);
      },
    );
  }

  #forget(): void {
    this.#wanted = null;
    this.found.value = null;
  }

  /** Of many questions in a row the last is asked. */
  async #read(key: string): Promise<void> {
    const id = this.#app.debug.execution.peek()?.id;
    if (id === undefined) return;
    this.#wanted = { id, key };
    if (this.#reading) return;
    this.#reading = true;
    try {
      for (let asked: Wanted | null = this.#wanted; asked !== null; ) {
        const { id } = asked;
        await this.#attempt("The hits of the breakpoints could not be read", async () => {
          const found = await this.#app.pending.track(this.#app.backend.hits(id));
          if (this.#wanted?.id === id) this.found.value = found;
        });
        asked = this.#wanted !== asked ? this.#wanted : null;
      }
    } finally {
      this.#reading = false;
    }
  }
}

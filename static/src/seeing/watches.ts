/** The expressions that a person watches, and what they give where the debugger stands. */

import { computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { follow } from "../debugger/effects";
import type { App } from "../model/store";
import type { Evaluated } from "../protocol/messages";
import { type Place, standingPlace } from "./place";
import { differ } from "./result_words";

export interface Watched {
  readonly expression: string;
  /** Null until it was evaluated once. */
  readonly result: Evaluated | null;
  /** What it gave at the stop before, where that was another value. */
  readonly before: Evaluated | null;
}

type Results = ReadonlyMap<string, Evaluated>;

export class Watches {
  readonly list: ReadonlySignal<readonly Watched[]>;
  /** Whether what is shown is of where the debugger stands now. */
  readonly fresh: ReadonlySignal<boolean>;

  readonly #app: App;
  readonly #results: Signal<Results> = signal(new Map());
  readonly #before: Signal<Results> = signal(new Map());
  readonly #shownAt: Signal<string> = signal("");
  #asking = false;

  constructor(app: App) {
    this.#app = app;
    this.list = computed(() => {
      const [results, before] = [this.#results.value, this.#before.value];
      return this.#expressions().map((expression) => {
        const result = results.get(expression) ?? null;
        const old = before.get(expression) ?? null;
        return { expression, result, before: old !== null && result !== null && differ(old, result) ? old : null };
      });
    });
    this.fresh = computed(() => standingPlace(app)?.key === this.#shownAt.value);
    follow(
      () => `${standingPlace(app)?.key} ${JSON.stringify(this.#expressions())}`,
      () => void this.#evaluate(),
    );
  }

  /** Watch `expression`, unless it is watched already. */
  add(expression: string): void {
    const text = expression.trim();
    const known = this.#expressions();
    if (text !== "" && !known.includes(text)) this.#keep([...known, text]);
  }

  /** Put `expression` in the place of the one at `index`; an empty one removes it. */
  replace(index: number, expression: string): void {
    const text = expression.trim();
    const others = this.#expressions().filter((_, at) => at !== index);
    if (text !== "" && !others.includes(text)) others.splice(index, 0, text);
    this.#keep(others);
  }

  remove(index: number): void {
    this.#keep(this.#expressions().filter((_, at) => at !== index));
  }

  /** The expressions of the open document. Reads signals. */
  #expressions(): string[] {
    const { document, view } = this.#app;
    return [...(view.watches.value[document.value?.id ?? ""] ?? [])];
  }

  #keep(expressions: readonly string[]): void {
    const id = this.#app.document.peek()?.id;
    if (id === undefined) return;
    const { [id]: _, ...others } = this.#app.view.watches.peek();
    this.#app.view.watches.value = expressions.length === 0 ? others : { ...others, [id]: expressions };
  }

  /** Evaluate where the debugger stands; of many calls in a row the last place alone is asked for. */
  async #evaluate(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (let asked = ""; ; ) {
        const place = untracked(() => standingPlace(this.#app));
        const expressions = untracked(() => this.#expressions());
        const key = `${place?.key} ${JSON.stringify(expressions)}`;
        if (place === null || expressions.length === 0 || key === asked) return;
        asked = key;
        await this.#app.pending.track(this.#ask(place, expressions));
      }
    } finally {
      this.#asking = false;
    }
  }

  async #ask(place: Place, expressions: readonly string[]): Promise<void> {
    let results: readonly Evaluated[];
    try {
      const request = { sequence: place.sequence, thread: place.thread, expressions: [...expressions] };
      ({ results } = await this.#app.backend.evaluate(place.execution, { ...request, language: null }));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      results = expressions.map(() => ({ value: null, error: message, column: null, missing: false }));
    }
    if (this.#shownAt.peek() !== place.key) this.#before.value = this.#results.peek();
    this.#results.value = new Map(expressions.map((expression, at) => [expression, results[at] as Evaluated]));
    this.#shownAt.value = place.key;
  }
}

const known = new WeakMap<App, Watches>();

/** Return the watches of the page. */
export function watchesOf(app: App): Watches {
  const found = known.get(app) ?? new Watches(app);
  known.set(app, found);
  return found;
}

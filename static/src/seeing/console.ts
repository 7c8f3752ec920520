/** The console: expressions that a person typed, and what they gave where the debugger stood then. */

import { computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { App } from "../model/store";
import type { Evaluated, Evaluations } from "../protocol/messages";
import { standingPlace } from "./place";

export type Language = Evaluations["language"];

export interface ConsoleEntry {
  readonly id: number;
  readonly expression: string;
  readonly language: Language | null;
  /** The state where it was asked, and the event. */
  readonly where: string;
  /** In which execution it was asked, and how many events that had then. */
  readonly execution: string;
  readonly head: number;
  /** Null until the answer is there. */
  readonly result: Evaluated | null;
}

const MOST_ENTRIES = 200;
const MOST_LINES = 100;

export class Console {
  readonly entries: Signal<readonly ConsoleEntry[]> = signal([]);
  /** The language that a person chose; null is the state's own. */
  readonly language: Signal<Language | null> = signal(null);
  /** Whether there is a place to evaluate in. */
  readonly ready: ReadonlySignal<boolean>;

  readonly #app: App;
  #next = 1;

  constructor(app: App) {
    this.#app = app;
    this.ready = computed(() => standingPlace(app) !== null);
  }

  /** Evaluate `expression` where the debugger stands. */
  async run(expression: string): Promise<void> {
    const text = expression.trim();
    const place = untracked(() => standingPlace(this.#app));
    if (text === "" || place === null) return;
    this.#remember(text);
    const session = this.#app.debug.session.peek();
    const id = this.#next++;
    const where = `${session?.path ?? "the start"} · event ${place.sequence}`;
    const told = { execution: place.execution, head: session?.head ?? 0 };
    const entry: ConsoleEntry = { id, expression: text, language: null, where, ...told, result: null };
    this.entries.value = [...this.entries.peek(), entry].slice(-MOST_ENTRIES);
    const answered = await this.#app.pending.track(this.#ask(place, text));
    this.entries.value = this.entries.peek().map((each) => (each.id === id ? { ...each, ...answered } : each));
    this.#app.announce(answered.result.value?.text?.slice(0, 200) ?? answered.result.error ?? "");
  }

  clear(): void {
    this.entries.value = [];
  }

  async #ask(place: { execution: string; sequence: number; thread: string }, text: string) {
    const { execution, sequence, thread } = place;
    const request = { sequence, thread, expressions: [text], language: this.language.peek() };
    try {
      const { language, results } = await this.#app.backend.evaluate(execution, request);
      return { language: readAs(text, this.language.peek(), language), result: results[0] as Evaluated };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { language: null, result: { value: null, error: message, column: null, missing: false } };
    }
  }

  #remember(text: string): void {
    const { consoleLines } = this.#app.view;
    consoleLines.value = [...consoleLines.peek().filter((line) => line !== text), text].slice(-MOST_LINES);
  }
}

/** In braces it is JSONata where nobody chose a language. */
function readAs(text: string, chosen: Language | null, language: Language): Language {
  return chosen === null && /^\{%[\s\S]*%\}$/.test(text) ? "JSONata" : language;
}

const known = new WeakMap<App, Console>();

/** Return the console of the page. */
export function consoleOf(app: App): Console {
  const found = known.get(app) ?? new Console(app);
  known.set(app, found);
  return found;
}

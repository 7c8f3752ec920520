/** The search over the graph: what is looked for, what was found, and which of it one stands at. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { findState } from "./document";
import { fieldLabel, findInStates, type Match, matchRange, type NamedPlace, namedPlaces, type Query } from "./find";
import type { App } from "./store";
import type { TextRange } from "./text_port";

/** Where a state or variable is used, as the server has told of `text`. */
export interface Uses {
  readonly name: string;
  readonly kind: "state" | "variable";
  readonly text: string;
  readonly places: readonly NamedPlace[];
}

export function labelOf(match: Match | NamedPlace): string {
  return "label" in match ? match.label : fieldLabel(match.keys);
}

export class Finding {
  readonly open: Signal<boolean> = signal(false);
  /** Grows when the field shall have the focus. */
  readonly asked: Signal<number> = signal(0);
  readonly query: Signal<Query> = signal({ typed: "", matchCase: false, wholeWords: false });
  /** What is listed in place of what is typed; typing ends that. */
  readonly uses: Signal<Uses | null> = signal(null);
  /** Whether anything is looked for. */
  readonly looking: ReadonlySignal<boolean>;
  readonly matches: ReadonlySignal<readonly (Match | NamedPlace)[]>;
  /** The place in `matches` where one stands; 0 where there are none. */
  readonly at: ReadonlySignal<number>;
  readonly current: ReadonlySignal<Match | NamedPlace | undefined>;
  /** How many places each state has; empty while the search is closed. */
  readonly counts: ReadonlySignal<ReadonlyMap<string, number>>;
  /** Where in the present text one stands; null where that is not known. */
  readonly place: ReadonlySignal<TextRange | null>;

  readonly #app: App;
  readonly #at: Signal<number> = signal(0);

  constructor(app: App) {
    this.#app = app;
    this.matches = computed(() => {
      const uses = this.uses.value;
      const { text, states } = app.analysed.value;
      if (!this.open.value) return [];
      if (uses !== null) return uses.text === text ? uses.places : [];
      return findInStates(states, this.query.value);
    });
    this.looking = computed(() => this.uses.value !== null || this.query.value.typed.trim() !== "");
    this.at = computed(() => Math.max(0, Math.min(this.#at.value, this.matches.value.length - 1)));
    this.current = computed(() => this.matches.value[this.at.value]);
    this.counts = computed(() => {
      const counts = new Map<string, number>();
      for (const { path } of this.matches.value) counts.set(path, (counts.get(path) ?? 0) + 1);
      return counts;
    });
    this.place = computed(() => this.#placed());
  }

  /** Open the search, or go back to its field. */
  ask(): void {
    batch(() => {
      this.#app.view.phoneTab.value = "graph";
      this.open.value = true;
      this.asked.value += 1;
    });
  }

  close(): void {
    this.open.value = false;
  }

  /** Look for something else, and go to its first place. */
  look(part: Partial<Query>): void {
    batch(() => {
      this.uses.value = null;
      this.query.value = { ...this.query.peek(), ...part };
      this.#at.value = 0;
    });
    this.#show();
  }

  /** List where the state or variable that the text names at `offset` is used. */
  async lookForUses(offset: number): Promise<void> {
    const app = this.#app;
    const document = app.document.peek();
    const analysed = app.analysed.peek();
    const { text } = analysed;
    if (document === null || analysed.stale || text !== app.text.text()) return;
    try {
      const about = { file_name: document.fileName, values: document.values };
      const found = await app.pending.track(app.backend.references({ text, offset, ...about }));
      if (app.analysed.peek().text !== text) return;
      if (found === null) {
        app.notify({ kind: "info", title: "Neither a state nor a variable is named there" });
        return;
      }
      batch(() => {
        this.ask();
        this.query.value = { ...this.query.peek(), typed: "" };
        this.uses.value = { name: found.name, kind: found.kind, text, places: namedPlaces(analysed, found) };
        this.#at.value = 0;
      });
      this.#show();
    } catch (error) {
      app.fail("Could not look for that", error);
    }
  }

  /** Go so many places further, from the last to the first and back. */
  walk(step: 1 | -1): void {
    const { length } = this.matches.peek();
    if (length > 0) this.go((this.at.peek() + step + length) % length);
  }

  go(at: number): void {
    this.#at.value = at;
    this.#show();
  }

  /** Select the state where one stands, and bring it and its place in the text into view. */
  #show(): void {
    const match = this.current.peek();
    const count = this.matches.peek().length;
    if (match === undefined) {
      if (this.looking.peek()) this.#app.announce("Nothing found");
      return;
    }
    const place = this.place.peek();
    if (match.path !== "") this.#app.select(match.path, { reveal: false });
    if (place !== null) this.#app.text.reveal(place);
    this.#app.selecting.revealOnCanvas();
    this.#app.announce(`${this.at.peek() + 1} of ${count}: ${match.path || "Start"}, ${labelOf(match)}, ${match.text}`);
  }

  #placed(): TextRange | null {
    void this.#app.editing.textVersion.value;
    const { text, states, stale } = this.#app.analysed.value;
    const match = this.current.value;
    if (match === undefined || stale || text !== this.#app.text.text()) return null;
    if ("range" in match) return match.range;
    return matchRange(text, states, match, this.query.value);
  }
}

const findings = new WeakMap<App, Finding>();

/** The one search of the page. */
export function findingOf(app: App): Finding {
  const finding = findings.get(app) ?? new Finding(app);
  findings.set(app, finding);
  return finding;
}

/** List where the state is used: as a target of transitions, or as the start. */
export function findUses(app: App, path: string | null): void {
  const state = path === null ? undefined : findState(app.analysed.peek(), path);
  if (state !== undefined) void findingOf(app).lookForUses(Math.min(state.name_start + 1, state.name_end - 1));
}

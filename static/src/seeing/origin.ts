/** Where a value comes from: what was asked, the trail that was answered, and the way back to earlier questions. */

import { type Signal, signal } from "@preact/signals";
import { messageOf } from "../debugger/attempt";
import type { Debugger } from "../debugger/debugger";
import { findState } from "../model/document";
import { fieldRange } from "../model/field_range";
import type { App } from "../model/store";
import type { ProvenanceHop, ValuePlace } from "../protocol/messages";

export interface Question {
  /** What the person asked about. */
  readonly title: string;
  readonly preview: string;
  readonly place: ValuePlace;
  /** Null until it is answered. */
  readonly hops: readonly ProvenanceHop[] | null;
  readonly error: string | null;
}

export class Origin {
  /** The questions so far, the newest last; none where nothing is asked. */
  readonly questions: Signal<readonly Question[]> = signal([]);

  readonly #app: App;
  #execution = "";

  constructor(app: App) {
    this.#app = app;
  }

  /** Ask where a value comes from; `further`: on from the question before. */
  async ask(title: string, preview: string, place: ValuePlace, further = false): Promise<void> {
    const execution = this.#app.debug.execution.peek()?.id;
    if (execution === undefined) return;
    const before = further && execution === this.#execution ? this.questions.peek() : [];
    this.#execution = execution;
    const question: Question = { title, preview, place, hops: null, error: null };
    this.questions.value = [...before, question];
    let answered: Question;
    try {
      const { hops } = await this.#app.pending.track(this.#app.backend.provenance(execution, place));
      answered = { ...question, hops };
    } catch (error) {
      answered = { ...question, error: messageOf(error) };
    }
    this.questions.value = this.questions.peek().map((each) => (each === question ? answered : each));
  }

  back(): void {
    this.questions.value = this.questions.peek().slice(0, -1);
  }

  close(): void {
    this.questions.value = [];
  }

  /** Show the state and the event of a step, and its field in the text. */
  async show(dbg: Debugger, hop: ProvenanceHop): Promise<void> {
    const app = this.#app;
    if (dbg.canSeek.peek()) await dbg.seek(hop.sequence, hop.thread);
    if (hop.path === "") return;
    app.select(hop.path);
    const { text, states, stale } = app.analysed.peek();
    const state = findState(app.analysed.peek(), hop.path);
    if (state === undefined || stale || hop.field_keys.length === 0) return;
    const inner = states.filter((each) => each !== state && each.start >= state.start && each.end <= state.end);
    const range = fieldRange(text, state, inner, hop.field_keys);
    if (range !== null) app.text.select(range);
  }
}

const known = new WeakMap<App, Origin>();

/** Return what is asked on this page. */
export function originOf(app: App): Origin {
  const found = known.get(app) ?? new Origin(app);
  known.set(app, found);
  return found;
}

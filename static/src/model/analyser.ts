/**
 * Asks the server what can be known of the text, and hands its answer on. A newer question makes an older one void.
 *
 * Where the server is quick, every typed character is analysed at once; where it is not, only when typing rests. A text
 * that cannot be read while it is typed (a quote that has no end yet) is no news until typing rests.
 */

import type { AnalyseRequest, Analysis } from "../protocol/messages";
import type { Backend } from "./backend";
import type { Pending } from "./pending";
import { Timer } from "./timer";

/** An answer that took no longer may follow every character. */
const QUICK_MS = 100;
const LEAST_REST_MS = 150;
const MOST_REST_MS = 400;
/** How long typing rests before a person is told that the text cannot be read. */
const UNREADABLE_AFTER_MS = 250;

export type HowToAnalyse = Omit<AnalyseRequest, "text" | "format">;

export interface AnalyserParts {
  readonly backend: Pick<Backend, "analyse">;
  readonly pending: Pending;
  readonly text: () => string;
  /** What else the server must know; null while nothing is open. */
  readonly how: () => HowToAnalyse | null;
  /** Whether what is shown is of a text that could be read. */
  readonly isReadable: () => boolean;
  readonly take: (text: string, analysis: Analysis) => void;
  /** Runs a question, and tells a person where it fails. */
  readonly guard: (question: () => Promise<void>) => Promise<unknown>;
}

export class Analyser {
  readonly #parts: AnalyserParts;
  #timer: Timer | null = null;
  #asking: AbortController | null = null;
  #heard = false;
  #tookMs = 0;
  #typedMs = 0;

  constructor(parts: AnalyserParts) {
    this.#parts = parts;
  }

  /** A person has typed: analyse at once or in a moment. */
  typed(): void {
    this.#typedMs = Date.now();
    const rest = this.#tookMs <= QUICK_MS ? 0 : Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, this.#tookMs));
    this.#wait(rest, () => void this.#ask(true));
  }

  /** Others have typed: analyse as soon as the question before is answered, so that what they do is seen meanwhile. */
  heard(): void {
    if (this.#asking === null && this.#timer === null) void this.#ask(true);
    else this.#heard = true;
  }

  /** Analyse at once; resolves when that is done, or void. */
  now(): Promise<void> {
    return this.#ask(false);
  }

  /** Take an analysis of the present text that somebody else was given. */
  given(text: string, analysis: Analysis): void {
    this.cancel();
    this.#parts.take(text, analysis);
  }

  /** Whatever was asked is void. */
  cancel(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#asking?.abort();
    this.#asking = null;
    this.#heard = false;
  }

  async #ask(typed: boolean): Promise<void> {
    this.cancel();
    const { backend, pending, guard } = this.#parts;
    const how = this.#parts.how();
    if (how === null) return;
    const aborter = new AbortController();
    this.#asking = aborter;
    const question = async () => {
      const [text, began] = [this.#parts.text(), Date.now()];
      try {
        const analysis = await backend.analyse({ ...how, text }, aborter.signal);
        if (this.#asking !== aborter) return;
        this.#tookMs = Date.now() - began;
        this.#arrived(text, analysis, typed);
      } finally {
        if (this.#asking === aborter) this.#answered();
      }
    };
    await pending.track(guard(question));
  }

  #answered(): void {
    this.#asking = null;
    if (!this.#heard) return;
    this.#heard = false;
    this.#wait(0, () => void this.#ask(true));
  }

  #arrived(text: string, analysis: Analysis, typed: boolean): void {
    const { isReadable, take } = this.#parts;
    const rested = Date.now() - this.#typedMs;
    if (typed && !analysis.readable && isReadable() && rested < UNREADABLE_AFTER_MS) {
      this.#wait(UNREADABLE_AFTER_MS - rested, () => take(text, analysis));
    } else take(text, analysis);
  }

  #wait(ms: number, run: () => void): void {
    this.#timer?.cancel();
    this.#timer = new Timer(this.#parts.pending, ms, () => {
      this.#timer = null;
      run();
    });
  }
}

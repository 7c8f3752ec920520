/** Does something at most so often, however often it is asked to: at once after a pause, else with the next beat. */

export class Beat {
  readonly #everyMs: number;
  readonly #act: () => void;
  #last = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(everyMs: number, act: () => void) {
    this.#everyMs = everyMs;
    this.#act = act;
  }

  /** Have it done, now or soon. */
  ask(): void {
    if (this.#timer !== null) return;
    const wait = this.#last + this.#everyMs - performance.now();
    if (wait <= 0) this.now();
    else this.#timer = setTimeout(() => this.now(), wait);
  }

  /** Do it at once. */
  now(): void {
    this.stop();
    this.#last = performance.now();
    this.#act();
  }

  /** What was asked for is not done. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

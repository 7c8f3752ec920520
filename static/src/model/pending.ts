/** What is under way (requests, debounced work): `idle()` resolves when there is nothing left. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";

export class Pending {
  readonly #count = signal(0);
  readonly busy: ReadonlySignal<boolean> = computed(() => this.#count.value > 0);
  #waiting: (() => void)[] = [];

  /** Count something as under way until the returned function is called (more calls do nothing). */
  hold(): () => void {
    this.#count.value += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#count.value -= 1;
      if (this.#count.value === 0) this.#settle();
    };
  }

  async track<T>(work: Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      return await work;
    } finally {
      release();
    }
  }

  idle(): Promise<void> {
    if (this.#count.peek() === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolve the waiting only if nothing new began in the same turn: an edit is followed by its analysis. */
  #settle(): void {
    queueMicrotask(() => {
      if (this.#count.peek() > 0) return;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const resolve of waiting) resolve();
    });
  }
}

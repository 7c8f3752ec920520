/** A delay that counts as under way until it has passed or is cancelled. */

import type { Pending } from "./pending";

export class Timer {
  readonly #release: () => void;
  readonly #handle: ReturnType<typeof setTimeout>;

  constructor(pending: Pending, afterMs: number, run: () => void) {
    this.#release = pending.hold();
    this.#handle = setTimeout(() => {
      run();
      this.#release();
    }, afterMs);
  }

  cancel(): void {
    clearTimeout(this.#handle);
    this.#release();
  }
}

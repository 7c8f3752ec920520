/** Waiting until a condition holds that others bring about, but not for ever. */

export class Settling {
  #waiting: { readonly holds: () => boolean; readonly done: () => void }[] = [];

  /** Resolve once `holds` is true, at the latest after `withinMs`. */
  wait(holds: () => boolean, withinMs: number): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const entry = { holds, done: () => finish() };
      const timer = setTimeout(() => finish(), withinMs);
      const finish = () => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((each) => each !== entry);
        resolve();
      };
      this.#waiting.push(entry);
    });
  }

  /** Look again at what is waited for. */
  check(): void {
    for (const entry of [...this.#waiting]) if (entry.holds()) entry.done();
  }
}

/** The large values of executions, fetched when they are looked at and kept while there is room. */

import type { Pending } from "../model/pending";

const MOST_KEPT = 24;

export class Values {
  readonly #fetch: (hash: string) => Promise<string>;
  readonly #pending: Pending;
  readonly #kept = new Map<string, Promise<string>>();

  constructor(fetch: (hash: string) => Promise<string>, pending: Pending) {
    this.#fetch = fetch;
    this.#pending = pending;
  }

  get(hash: string): Promise<string> {
    const known = this.#kept.get(hash);
    if (known !== undefined) return known;
    const fetching = this.#pending.track(this.#fetch(hash));
    this.#kept.set(hash, fetching);
    fetching.catch(() => this.#kept.delete(hash));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return fetching;
  }
}

/** A live connection for tests: what the server would send is said by the test. */

import { type Signal, signal } from "@preact/signals";
import type { LiveConnection, LiveListener } from "../live/connection";

export class FakeLive implements LiveConnection {
  readonly connected: Signal<boolean> = signal(true);
  readonly said: string[] = [];
  readonly #listeners = new Set<LiveListener>();

  async subscribe(execution: string, after: number): Promise<number> {
    this.said.push(`subscribe ${execution} ${after}`);
    return 0;
  }

  unsubscribe(execution: string): void {
    this.said.push(`unsubscribe ${execution}`);
  }

  watch(document: string): void {
    this.said.push(`watch ${document}`);
  }

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {}

  /** Say something to the page. */
  tell(say: (listener: LiveListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener);
  }
}

/** A live connection for tests: what the server would send is said by the test. */

import { type Signal, signal } from "@preact/signals";
import type { LiveConnection, LiveListener } from "../live/connection";
import type { Here, PeopleMessage, Person } from "../protocol/messages";

export class FakeLive implements LiveConnection {
  readonly connected: Signal<boolean> = signal(true);
  readonly said: string[] = [];
  /** Who else is there. */
  others: readonly Person[] = [];
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

  async here({ document, client, name = "", place = {} }: Here): Promise<PeopleMessage> {
    this.said.push(`here ${document} ${JSON.stringify(place)}`);
    return { document, people: [{ client, name, number: 1, place }, ...this.others] };
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

/**
 * Gestures: each asks the server for the smallest edits of the text and applies them, one gesture after the other.
 */

import type { EditCommand, EditResponse } from "../protocol/messages";
import type { HowToAnalyse } from "./analyser";
import type { Backend } from "./backend";
import { type Kept, NOTHING_KEPT } from "./following";
import type { Pending } from "./pending";
import type { TextPort } from "./text_port";

/** What came of a gesture: what the server has to say about it, or why it was refused. */
export type EditOutcome =
  | { readonly done: true; readonly notes: readonly string[] }
  | { readonly done: false; readonly reason: string };

/** What belongs to the states of a text that a gesture pastes, and what its analysis went by. */
export interface Brought {
  readonly brings: Kept;
  readonly how: HowToAnalyse;
}

export interface GestureOptions {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly text: () => TextPort;
  /** How to analyse what a gesture leaves; null while nothing is open. */
  readonly how: () => HowToAnalyse | null;
  /** Writes what the server has answered for the present text. */
  readonly apply: (command: EditCommand, response: EditResponse, brought: Brought) => Promise<void>;
}

export class Gestures {
  readonly #options: GestureOptions;
  #last: Promise<void> = Promise.resolve();

  constructor(options: GestureOptions) {
    this.#options = options;
  }

  /** Do a gesture after those before it; `brings` is what belongs to the states of a text that it pastes. */
  try(command: EditCommand, brings: Kept = NOTHING_KEPT): Promise<EditOutcome> {
    const trying = this.#last.then(() =>
      this.#do(command, brings).then(
        (notes): EditOutcome => ({ done: true, notes }),
        (error): EditOutcome => ({ done: false, reason: error instanceof Error ? error.message : String(error) }),
      ),
    );
    this.#last = trying.then(() => undefined);
    return this.#options.pending.track(trying);
  }

  /** Do a gesture and return what the server notes on it. */
  async #do(command: EditCommand, brings: Kept): Promise<readonly string[]> {
    const { backend, text, apply } = this.#options;
    for (;;) {
      const how = this.#options.how();
      if (how === null) return [];
      const { file_name, machine, ...analyse } = how;
      const before = text().text();
      const response = await backend.edit({ text: before, file_name, machine: machine ?? "", command, analyse });
      // Somebody typed meanwhile: the edits are against a text that is gone, so ask again.
      if (text().text() !== before) continue;
      await apply(command, response, { brings, how });
      return response.notes;
    }
  }
}

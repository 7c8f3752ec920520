/**
 * Gestures: each asks the server for the smallest edits of the text and applies them, one gesture after the other.
 */

import type { ReadonlySignal } from "@preact/signals";
import type { EditCommand, EditResponse } from "../protocol/messages";
import type { Backend } from "./backend";
import type { OpenDocument } from "./document";
import { type Kept, NOTHING_KEPT } from "./following";
import type { Pending } from "./pending";
import type { TextPort } from "./text_port";

/** What came of a gesture: what the server has to say about it, or why it was refused. */
export type EditOutcome =
  | { readonly done: true; readonly notes: readonly string[] }
  | { readonly done: false; readonly reason: string };

export interface GestureOptions {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly document: ReadonlySignal<OpenDocument | null>;
  readonly text: () => TextPort;
  /** Writes what the server has answered for the present text. */
  readonly apply: (command: EditCommand, response: EditResponse, brings: Kept) => Promise<void>;
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
    const { backend, document, text, apply } = this.#options;
    const open = document.peek();
    if (open === null) return [];
    for (;;) {
      const before = text().text();
      const about = { file_name: open.fileName, machine: open.machine };
      const response = await backend.edit({ text: before, ...about, command });
      // Somebody typed meanwhile: the edits are against a text that is gone, so ask again.
      if (text().text() !== before) continue;
      await apply(command, response, brings);
      return response.notes;
    }
  }
}

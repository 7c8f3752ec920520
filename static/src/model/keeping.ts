/** Keeps the open document on the server: its text, which others may change too, and what belongs to it. */

import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import type { DocumentView, PartsSaved } from "../protocol/messages";
import type { Backend } from "./backend";
import type { OpenDocument } from "./document";
import { type Attic, NO_ATTIC } from "./kept_edits";
import type { Pending } from "./pending";
import type { Reason } from "./reason";
import { Saver, type Saving, type Unsaved } from "./saver";
import type { TextPort } from "./text_port";
import { TextSync } from "./text_sync";

export interface KeepingOptions {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly document: Signal<OpenDocument | null>;
  readonly reason: Reason;
  readonly port: () => TextPort;
  /** Shows what others have saved beside the text. */
  readonly show: (parts: Partial<PartsSaved>) => void;
  readonly failed: (error: unknown) => void;
  readonly attic?: Attic | undefined;
  /** Names this window to the others. */
  readonly client?: string | undefined;
}

/** Of both, what is worth knowing most. */
const BY_WEIGHT: readonly Saving[] = ["conflict", "failed", "offline", "saving", "unsaved"];
const PARTS = ["title", "values", "breakpoints", "input", "mocks"] as const;

export class Keeping {
  readonly text: TextSync;
  readonly saving: ReadonlySignal<Saving>;
  readonly #saver: Saver;
  readonly #options: KeepingOptions;

  constructor(options: KeepingOptions) {
    this.#options = options;
    const { backend, pending, document, reason, port, failed } = options;
    this.#saver = new Saver({ backend, pending, document, failed });
    this.text = new TextSync({
      backend,
      pending,
      reason,
      port,
      failed,
      attic: options.attic ?? NO_ATTIC,
      client: options.client ?? "here",
      parts: () => this.#saver.unsaved,
    });
    this.saving = computed(() => {
      const both = [this.text.state.value, this.#saver.state.value];
      return BY_WEIGHT.find((each) => both.includes(each)) ?? "saved";
    });
  }

  /** Say whether others are in the document, who shall see soon what is changed here. */
  set together(together: boolean) {
    this.text.together = together;
    this.#saver.together = together;
  }

  /** Another document is about to be shown: what of this one is not saved stays in the browser. */
  leave(): void {
    this.text.leave();
    this.#saver.forget();
  }

  /** Note what is to be saved beside the text; it is sent with the next save, a moment from now. */
  keep(part: Unsaved): void {
    this.#saver.keep(part);
    this.text.keepSoon();
  }

  /** Save at once. True if nothing is left to save. */
  async now(): Promise<boolean> {
    const saved = await Promise.all([this.text.now(), this.#saver.now()]);
    return saved.every(Boolean);
  }

  /** Show what others have saved beside the text, but for what was changed here meanwhile. */
  hear(message: PartsSaved): void {
    const open = this.#options.document.peek();
    if (open === null || message.document !== open.id || message.version <= open.version) return;
    this.#options.document.value = { ...open, version: message.version };
    const mine = this.#saver.unsaved;
    const theirs = PARTS.filter((name) => (message[name] ?? null) !== null && mine[name] === undefined);
    this.#options.show(Object.fromEntries(theirs.map((name) => [name, message[name]])));
  }

  /** There is a server again: take what was missed, send what was not. */
  async catchUp(): Promise<void> {
    const open = this.#options.document.peek();
    if (open === null) return;
    await this.text.catchUp();
    await this.#saver.now();
    const view = await this.#options.backend.document(open.id).catch(() => null);
    if (view !== null) this.hear(partsOf(view));
  }
}

function partsOf(view: DocumentView): PartsSaved {
  const { version, title, values, breakpoints, input, mocks } = view;
  return { document: view.id, version, title, values, breakpoints, input, mocks };
}

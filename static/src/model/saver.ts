/**
 * Saves what is kept beside the text of the open document: a moment after a change, one save at a time. The last who
 * saves a part has it so; what could not be saved is kept for the next save.
 */

import { type Signal, signal } from "@preact/signals";
import type { SaveDocument } from "../protocol/messages";
import type { Backend } from "./backend";
import type { OpenDocument } from "./document";
import { isUnreachable } from "./exchange";
import type { Pending } from "./pending";
import { Timer } from "./timer";

const SAVE_AFTER_MS = 600;
const TOGETHER_MS = 120;
const RETRY_MS = 2000;

/** `offline`: the server cannot be reached; `conflict`: both changed the same lines, a person decides. */
export type Saving = "saved" | "unsaved" | "saving" | "offline" | "conflict" | "failed";

/** What is to be saved beside the text; members left out stay as they are. */
export type Unsaved = Omit<SaveDocument, "version" | "text" | "change">;

export interface SaverOptions {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly document: Signal<OpenDocument | null>;
  /** Tells a person that a save failed. */
  readonly failed: (error: unknown) => void;
}

export class Saver {
  readonly state: Signal<Saving> = signal("saved");
  /** Whether others are in the document, who shall see it soon. */
  together = false;
  readonly #options: SaverOptions;
  #unsaved: Unsaved = {};
  #sent: Unsaved = {};
  #timer: Timer | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;
  #sending: Promise<void> | null = null;

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  /** What the server is not known to have. */
  get unsaved(): Unsaved {
    return { ...this.#sent, ...this.#unsaved };
  }

  /** Note what is to be saved; it is sent a moment from now. */
  keep(part: Unsaved): void {
    if (this.#options.document.peek() === null) return;
    this.#unsaved = { ...this.#unsaved, ...part };
    if (this.#sending === null && this.state.peek() !== "offline") this.state.value = "unsaved";
    this.#timer?.cancel();
    const wait = this.together ? TOGETHER_MS : SAVE_AFTER_MS;
    this.#timer = new Timer(this.#options.pending, wait, () => void this.now());
  }

  /** Save at once, after a save that is under way. True if nothing is left to save. */
  async now(): Promise<boolean> {
    this.#timer?.cancel();
    this.#timer = null;
    await this.#sending;
    const document = this.#options.document.peek();
    if (document !== null && this.#hasUnsaved()) {
      this.#sending = this.#send(document);
      await this.#options.pending.track(this.#sending);
    }
    return !this.#hasUnsaved();
  }

  /** Forget what is not saved: another document is open now. */
  forget(): void {
    this.#timer?.cancel();
    this.#timer = null;
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
    this.#unsaved = {};
    this.state.value = "saved";
  }

  async #send(document: OpenDocument): Promise<void> {
    this.#sent = this.#unsaved;
    this.#unsaved = {};
    if (this.state.peek() !== "offline") this.state.value = "saving";
    try {
      const saved = await this.#options.backend.save(document.id, this.#sent);
      const open = this.#options.document.peek();
      if (open?.id !== document.id) return;
      this.#options.document.value = { ...open, version: Math.max(open.version, saved.version) };
      this.state.value = this.#hasUnsaved() ? "unsaved" : "saved";
    } catch (error) {
      if (this.#options.document.peek()?.id === document.id) this.#notSaved(error);
    } finally {
      this.#sent = {};
      this.#sending = null;
    }
  }

  #notSaved(error: unknown): void {
    this.#unsaved = this.unsaved;
    if (!isUnreachable(error)) {
      this.state.value = "failed";
      this.#options.failed(error);
      return;
    }
    this.state.value = "offline";
    this.#retryTimer ??= setTimeout(() => {
      this.#retryTimer = null;
      void this.now();
    }, RETRY_MS);
  }

  #hasUnsaved(): boolean {
    return Object.keys(this.#unsaved).length > 0;
  }
}

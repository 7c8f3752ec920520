/**
 * Saves the open document: a moment after a change, one save at a time, each with the version last seen. What could not
 * be saved is kept for the next save; after a conflict nothing is saved until a person has chosen.
 */

import { type Signal, signal } from "@preact/signals";
import type { SaveDocument } from "../protocol/messages";
import { type Backend, RequestRefused } from "./backend";
import type { OpenDocument } from "./document";
import type { Pending } from "./pending";
import type { Reason } from "./reason";
import { Timer } from "./timer";

const SAVE_AFTER_MS = 600;

/** `conflict`: a newer version was saved elsewhere. */
export type Saving = "saved" | "unsaved" | "saving" | "conflict" | "failed";

/** What is to be saved; members left out stay as they are. */
export type Unsaved = Omit<SaveDocument, "version">;

export interface SaverOptions {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly document: Signal<OpenDocument | null>;
  /** Why the text has changed. */
  readonly reason: Reason;
  /** Tells a person that a save failed. */
  readonly failed: (error: unknown) => void;
}

export class Saver {
  readonly state: Signal<Saving> = signal("saved");
  readonly #options: SaverOptions;
  #unsaved: Unsaved = {};
  #timer: Timer | null = null;
  #sending: Promise<void> | null = null;

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  /** Note what is to be saved; it is sent a moment from now. */
  keep(part: Unsaved): void {
    if (this.#options.document.peek() === null) return;
    this.#unsaved = { ...this.#unsaved, ...part };
    if (this.state.peek() === "conflict") return;
    if (this.#sending === null) this.state.value = "unsaved";
    this.#timer?.cancel();
    this.#timer = new Timer(this.#options.pending, SAVE_AFTER_MS, () => void this.now());
  }

  /** Save at once, after a save that is under way. True if nothing is left to save. */
  async now(): Promise<boolean> {
    this.#timer?.cancel();
    this.#timer = null;
    await this.#sending;
    const document = this.#options.document.peek();
    if (document !== null && this.#hasUnsaved() && this.state.peek() !== "conflict") {
      this.#sending = this.#send(document);
      await this.#options.pending.track(this.#sending);
    }
    return !this.#hasUnsaved();
  }

  /** Save over the version that was saved elsewhere. */
  async overwrite(version: number, part: Unsaved): Promise<void> {
    const document = this.#options.document.peek();
    if (document === null) return;
    this.#options.document.value = { ...document, version };
    this.state.value = "unsaved";
    this.#unsaved = { ...this.#unsaved, ...part };
    await this.now();
  }

  /** Forget what is not saved: another document is open now. */
  forget(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#unsaved = {};
    this.#options.reason.forget();
    this.state.value = "saved";
  }

  async #send(document: OpenDocument): Promise<void> {
    const part = this.#unsaved;
    this.#unsaved = {};
    this.state.value = "saving";
    const change = part.text === undefined ? null : this.#options.reason.take();
    try {
      const told = change === null ? part : { ...part, change };
      const saved = await this.#options.backend.save(document.id, { ...told, version: document.version });
      const open = this.#options.document.peek();
      if (open?.id !== document.id) return;
      this.#options.document.value = { ...open, version: saved.version };
      this.state.value = this.#hasUnsaved() ? "unsaved" : "saved";
    } catch (error) {
      if (this.#options.document.peek()?.id !== document.id) return;
      if (change !== null) this.#options.reason.putBack(change);
      this.#notSaved(part, error);
    } finally {
      this.#sending = null;
    }
  }

  #notSaved(part: Unsaved, error: unknown): void {
    this.#unsaved = { ...part, ...this.#unsaved };
    const conflict = error instanceof RequestRefused && error.body.code === "conflict";
    this.state.value = conflict ? "conflict" : "failed";
    this.#options.failed(error);
  }

  #hasUnsaved(): boolean {
    return Object.keys(this.#unsaved).length > 0;
  }
}

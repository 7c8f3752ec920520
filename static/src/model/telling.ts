/** What a person is told: passing messages, and what a screen reader says. */

import { type Signal, signal } from "@preact/signals";
import { isAborted } from "./backend";
import { isUnreachable } from "./exchange";

/** A passing message; `action` is a button in it. */
export interface Notice {
  readonly id: number;
  readonly kind: "info" | "success" | "error";
  readonly title: string;
  readonly description?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export class Telling {
  readonly notices: Signal<readonly Notice[]> = signal([]);
  /** What the polite live region says. */
  readonly announcement: Signal<string> = signal("");
  readonly #isUnsaved: () => boolean;
  #noticeId = 0;

  /** `isUnsaved` says whether anything waits for the server. */
  constructor(isUnsaved: () => boolean) {
    this.#isUnsaved = isUnsaved;
  }

  announce(message: string): void {
    this.announcement.value = message;
  }

  notify(notice: Omit<Notice, "id">): void {
    this.#noticeId += 1;
    this.notices.value = [...this.notices.peek(), { ...notice, id: this.#noticeId }];
  }

  dismiss(id: number): void {
    this.notices.value = this.notices.peek().filter((notice) => notice.id !== id);
  }

  /** Tell a person why something failed; `action` is what to do about it. */
  fail(title: string, error: unknown, action?: Notice["action"]): void {
    const description = error instanceof Error ? error.message : String(error);
    this.notify({ kind: "error", title, description, ...(action && { action }) });
  }

  /** Do some work, and tell a person where it fails. True if it was done. */
  async guard(title: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      // A server that is away is waited for, and the header says so.
      const isWaited = isUnreachable(error) && this.#isUnsaved();
      if (!isAborted(error) && !isWaited) this.fail(title, error);
      return false;
    }
  }
}

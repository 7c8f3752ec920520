/**
 * Keeps the text of the open document and the server's one text: pushes what is changed here, a moment after it was,
 * and puts in what others change.
 *
 * One exchange is under way at a time. What cannot be sent stays here, and in the browser's storage, until it is: a
 * server that cannot be reached is tried again. Where both have gone too far apart they are merged; where that would
 * lose something, a person decides.
 */

import { type Signal, signal } from "@preact/signals";
import type { DocumentView, EditView, PushEdits, TextEdit, TextEdited } from "../protocol/messages";
import type { Backend } from "./backend";
import { type Conflict, type Exchanged, exchange, isUnreachable, joinedText, sendAll } from "./exchange";
import { type Attic, forget, type KeptEdits, keep, leftBehind } from "./kept_edits";
import type { Pending } from "./pending";
import type { Reason } from "./reason";
import type { Saving, Unsaved } from "./saver";
import { EditsMissing, SharedText } from "./shared_text";
import { smallestEdit } from "./smallest_edit";
import type { TextPort } from "./text_port";
import { Timer } from "./timer";

const ALONE_MS = 600;
/** With others in the document there is no waiting for a pause. */
const TOGETHER_MS = 120;
const KEEP_AFTER_MS = 250;
const RETRY_MS = 2000;

/** What a window left behind, and what a person has to decide about it. */
export interface Apart {
  readonly kept: KeptEdits;
  readonly conflict: Conflict;
}

export interface Rescued {
  readonly view: DocumentView;
  readonly apart: Apart | null;
}

export interface TextSyncOptions {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly attic: Attic;
  readonly client: string;
  /** Why the text has changed, told with what is pushed. */
  readonly reason: Reason;
  readonly port: () => TextPort;
  /** What else is not saved yet, to be kept with the text. */
  readonly parts: () => Unsaved;
  /** Tells a person that a save failed. */
  readonly failed: (error: unknown) => void;
}

export class TextSync {
  readonly state: Signal<Saving> = signal("saved");
  /** How many changes the server does not have. */
  readonly unsent: Signal<number> = signal(0);
  /** Whether the browser keeps them too. */
  readonly isKept: Signal<boolean> = signal(true);
  readonly conflict: Signal<Conflict | null> = signal(null);
  /** Grows with every edit that becomes known, ours or others'. */
  readonly version: Signal<number> = signal(0);
  /** Whether others are in the document. */
  together = false;
  readonly #options: TextSyncOptions;
  #document: string | null = null;
  #shared: SharedText | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: Timer | null = null;
  #keepTimer: ReturnType<typeof setTimeout> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: TextSyncOptions) {
    this.#options = options;
    options.attic.claim(options.client);
  }

  get client(): string {
    return this.#options.client;
  }

  get shared(): SharedText | null {
    return this.#shared;
  }

  /** Send what closed windows left behind of a document that is about to be shown; return it as it is then. */
  async rescue(view: DocumentView): Promise<Rescued> {
    const { attic, backend, client } = this.#options;
    let apart: Apart | null = null;
    const left = await leftBehind(attic, view.id, client);
    for (const kept of left) {
      try {
        const conflict = await sendAll(backend, view.id, textOf(kept, kept.client));
        if (Object.keys(kept.parts).length > 0) await backend.save(view.id, kept.parts);
        if (conflict === null) forget(attic, kept);
        else apart ??= { kept, conflict };
      } catch (error) {
        if (!isUnreachable(error)) this.#options.failed(error);
      }
    }
    return { view: left.length > 0 ? await backend.document(view.id) : view, apart };
  }

  /** Keep what is not sent of the document that is shown; nothing more is done about it here. */
  leave(): void {
    this.keepNow();
    this.#shared = null;
  }

  /** Another document is shown, its text is in the port. */
  start(view: DocumentView, apart: Apart | null = null): void {
    this.#rest();
    this.#document = view.id;
    this.#options.reason.forget();
    this.conflict.value = apart?.conflict ?? null;
    this.state.value = apart === null ? "saved" : "conflict";
    this.#restart(
      apart === null ? new SharedText(view.text, view.edits, this.client) : textOf(apart.kept, this.client),
    );
    if (apart === null) return;
    this.#show(apart.conflict.mine, false);
    this.keepNow();
    if (this.isKept.peek() && apart.kept.client !== this.client) forget(this.#options.attic, apart.kept);
  }

  /** The text was changed here. */
  edited(edits: readonly TextEdit[]): void {
    if (this.#shared === null) return;
    this.#shared.edit(edits);
    this.unsent.value += 1;
    this.keepSoon();
    if (["conflict", "offline", "saving"].includes(this.state.peek())) {
      if (this.state.peek() === "saving") this.#pushSoon();
      return;
    }
    this.state.value = "unsaved";
    this.#pushSoon();
  }

  /** Push at once. True if nothing is left to send. */
  async now(): Promise<boolean> {
    this.#timer?.cancel();
    this.#timer = null;
    if (this.#shared?.hasUnsent && this.state.peek() !== "conflict") {
      await this.#options.pending.track(this.#inTurn(() => this.#push()));
    }
    return !this.#shared?.hasUnsent;
  }

  /** Take what the server tells of edits. */
  hear(message: TextEdited): void {
    const shared = this.#shared;
    if (shared === null || message.document !== this.#document || message.version <= shared.version) return;
    if (this.state.peek() === "conflict") return;
    if (message.edits.length > 0 && this.#take(message.edits)) return;
    void this.pull();
  }

  /** Fetch what others have changed. */
  pull(): Promise<void> {
    return this.#options.pending.track(this.#inTurn(() => this.#guard(() => this.#pull())));
  }

  /** There is a server again: fetch what is newer there, and send what is newer here. */
  async catchUp(): Promise<void> {
    if (this.#shared === null || this.state.peek() === "conflict") return;
    await this.pull();
    await this.now();
  }

  /** Have the text here stand, where both changed the same lines. */
  async keepMine(): Promise<void> {
    await this.#settle((view) => this.#restart(joinedText(view, this.#options.port().text(), this.client)));
    await this.now();
  }

  /** Have the server's text, where both changed the same lines; undo brings back what was here. */
  async takeTheirs(): Promise<void> {
    await this.#settle((view) => {
      this.#show(view.text, true);
      this.#restart(new SharedText(view.text, view.edits, this.client));
    });
  }

  /** Keep in the browser what the server does not have, a moment from now. */
  keepSoon(): void {
    this.#keepTimer ??= setTimeout(() => this.keepNow(), KEEP_AFTER_MS);
  }

  /** Keep it at once; `left` says that this window closes. */
  keepNow(left = false): void {
    if (this.#keepTimer !== null) clearTimeout(this.#keepTimer);
    this.#keepTimer = null;
    const [shared, document, parts] = [this.#shared, this.#document, this.#options.parts()];
    if (shared === null || document === null) return;
    if (!shared.hasUnsent && Object.keys(parts).length === 0) {
      forget(this.#options.attic, { document, client: this.client });
      this.isKept.value = true;
      return;
    }
    const { version, client, changes } = shared.unsent;
    const kept = { document, client, version, base: shared.base, changes, parts, left };
    this.isKept.value = keep(this.#options.attic, kept);
  }

  async #push(): Promise<void> {
    await this.#guard(async () => {
      for (;;) {
        const [shared, document] = [this.#shared, this.#document];
        if (shared === null || document === null || !shared.hasUnsent || this.state.peek() === "conflict") return;
        if (this.state.peek() !== "offline") this.state.value = "saving";
        const count = this.unsent.peek();
        const answer = await this.#exchange(document, shared.unsent);
        if (this.#shared !== shared) return;
        if (answer.kind === "apart") await this.#join();
        else if (answer.kind === "newer") {
          if (!this.#take(answer.edits)) await this.#join();
        } else {
          shared.confirm(answer.pushed);
          this.version.value = shared.version;
          this.unsent.value = shared.hasUnsent ? Math.max(1, this.unsent.peek() - count) : 0;
          this.#sent();
          return;
        }
      }
    });
  }

  async #exchange(document: string, pushed: PushEdits): Promise<Exchanged> {
    const { backend, reason } = this.#options;
    const change = reason.take();
    let isIn = false;
    try {
      const answer = await exchange(backend, document, change === null ? pushed : { ...pushed, change });
      isIn = answer.kind === "accepted";
      return answer;
    } finally {
      if (!isIn && change !== null) reason.putBack(change);
    }
  }

  async #pull(): Promise<void> {
    const [shared, document] = [this.#shared, this.#document];
    if (shared === null || document === null || this.state.peek() === "conflict") return;
    const answer = await this.#options.backend.editsAfter(document, shared.version);
    if (this.#shared !== shared) return;
    if (!answer.known || !this.#take(answer.edits)) await this.#join();
    else if (this.state.peek() === "offline") this.#sent();
  }

  /** Put in what others have changed; false where it does not fit. */
  #take(edits: readonly EditView[]): boolean {
    const shared = this.#shared;
    if (shared === null) return true;
    try {
      const made = shared.receive(edits);
      const isOurs = edits.some((each) => each.client === `${this.client}/file`);
      if (made.length > 0) this.#options.port().receive(made, shared.text, isOurs);
    } catch (error) {
      if (error instanceof EditsMissing || error instanceof RangeError) return false;
      throw error;
    }
    this.version.value = shared.version;
    if (!shared.hasUnsent) this.unsent.value = 0;
    return true;
  }

  /** Begin anew with the server's text, and with what was changed here merged into it. */
  async #join(): Promise<void> {
    for (;;) {
      const [shared, document] = [this.#shared, this.#document];
      if (shared === null || document === null) return;
      const mine = shared.text;
      const joined = await this.#options.backend.joinAnew(document, { base: shared.base, text: mine });
      if (this.#shared !== shared) return;
      // Somebody typed meanwhile: what is merged is the text that they left.
      if (shared.text !== mine) continue;
      if (joined.merged === null) {
        this.conflict.value = { theirs: joined.document, mine };
        this.state.value = "conflict";
        return;
      }
      this.#show(joined.merged, false);
      this.#restart(joinedText(joined.document, joined.merged, this.client));
      this.#sent();
      return;
    }
  }

  async #settle(decide: (view: DocumentView) => void): Promise<void> {
    const document = this.#document;
    if (document === null) return;
    await this.#options.pending.track(
      this.#inTurn(() =>
        this.#guard(async () => {
          const view = await this.#options.backend.document(document);
          if (this.#document !== document) return;
          decide(view);
          this.conflict.value = null;
          this.#sent();
        }),
      ),
    );
  }

  #show(text: string, undoable: boolean): void {
    const port = this.#options.port();
    const edits = smallestEdit(port.text(), text);
    if (edits.length > 0) port.receive(edits, text, undoable);
  }

  #restart(shared: SharedText): void {
    this.#shared = shared;
    this.version.value = shared.version;
    this.unsent.value = shared.hasUnsent ? 1 : 0;
  }

  #sent(): void {
    const left = this.#shared?.hasUnsent ?? false;
    this.state.value = left ? "unsaved" : "saved";
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
    if (left) {
      this.#pushSoon();
      this.keepSoon();
    } else this.keepNow();
  }

  #pushSoon(): void {
    if (this.together && this.#timer !== null) return;
    this.#timer?.cancel();
    this.#timer = new Timer(this.#options.pending, this.together ? TOGETHER_MS : ALONE_MS, () => void this.now());
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    const shared = this.#shared;
    try {
      await work();
    } catch (error) {
      if (this.#shared !== shared) return;
      if (isUnreachable(error)) this.#offline();
      else {
        this.state.value = "failed";
        this.#options.failed(error);
      }
    }
  }

  #offline(): void {
    if (this.#shared?.hasUnsent) {
      this.state.value = "offline";
      this.keepNow();
    }
    this.#retryTimer ??= setTimeout(() => {
      this.#retryTimer = null;
      void this.catchUp();
    }, RETRY_MS);
  }

  #rest(): void {
    this.#timer?.cancel();
    this.#timer = null;
    for (const timer of [this.#keepTimer, this.#retryTimer]) if (timer !== null) clearTimeout(timer);
    this.#keepTimer = null;
    this.#retryTimer = null;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function textOf(kept: KeptEdits, client: string): SharedText {
  const shared = new SharedText(kept.base, kept.version, client);
  for (const each of kept.changes) shared.change(each);
  return shared;
}

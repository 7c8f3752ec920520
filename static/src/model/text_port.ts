/**
 * The text that is edited: the only model of the document, with the only undo stack.
 *
 * CodeMirror implements it in the page (`text/`); `MemoryText` is the same without a view, for tests and for the moment
 * before the editor has loaded.
 */

import type { TextEdit } from "../protocol/messages";
import { type Along, turned } from "./along";

/** A half-open range of UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** `load`: another document was put in; `type`: a person typed; `edit`: `apply`; `history`: undo or redo. */
export type ChangeOrigin = "load" | "type" | "edit" | "history";

/** `along` is what went along with the gestures that were taken back or done again. */
export type ChangeListener = (text: string, origin: ChangeOrigin, along: readonly Along[]) => void;

export interface ApplyOptions {
  /** What to select then. */
  readonly select?: TextRange;
  /** What undo takes back with the edits, and redo does again. */
  readonly along?: Along | undefined;
}

export interface TextPort {
  text(): string;
  /** Put another text in and forget the history. */
  load(text: string): void;
  /** Apply edits (ascending, not overlapping, all against the present text) as one step of undo. */
  apply(edits: readonly TextEdit[], options?: ApplyOptions): void;
  /** Bring the range into view without taking the focus. */
  reveal(range: TextRange): void;
  /** Select the range, bring it into view and let a person type there. */
  select(range: TextRange): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Call `listener` after every change; the returned function ends that. */
  onChange(listener: ChangeListener): () => void;
}

interface Past {
  readonly text: string;
  readonly along: readonly Along[];
}

export class MemoryText implements TextPort {
  #text: string;
  #past: Past[] = [];
  #future: Past[] = [];
  readonly #listeners = new Set<ChangeListener>();

  constructor(text = "") {
    this.#text = text;
  }

  text(): string {
    return this.#text;
  }

  load(text: string): void {
    this.#past = [];
    this.#future = [];
    this.#change(text, "load");
  }

  apply(edits: readonly TextEdit[], { along }: ApplyOptions = {}): void {
    this.#remember(along === undefined ? [] : [turned(along)]);
    this.#change(applyEdits(this.#text, edits), "edit");
  }

  /** What a person's typing does. */
  type(text: string): void {
    this.#remember([]);
    this.#change(text, "type");
  }

  reveal(): void {}

  select(): void {}

  undo(): void {
    this.#travel(this.#past, this.#future);
  }

  redo(): void {
    this.#travel(this.#future, this.#past);
  }

  canUndo(): boolean {
    return this.#past.length > 0;
  }

  canRedo(): boolean {
    return this.#future.length > 0;
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #remember(along: readonly Along[]): void {
    this.#past.push({ text: this.#text, along });
    this.#future = [];
  }

  #travel(from: Past[], to: Past[]): void {
    const past = from.pop();
    if (past === undefined) return;
    to.push({ text: this.#text, along: past.along.map(turned) });
    this.#change(past.text, "history", past.along);
  }

  #change(text: string, origin: ChangeOrigin, along: readonly Along[] = []): void {
    this.#text = text;
    for (const listener of this.#listeners) listener(text, origin, along);
  }
}

/** Return `text` with the edits (ascending, not overlapping) applied. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.insert;
    at = edit.end;
  }
  return result + text.slice(at);
}

/**
 * The text that is edited: the only model of the document, with the only undo stack.
 *
 * CodeMirror implements it in the page (`text/`); `MemoryText` is the same without a view, for tests and for the moment
 * before the editor has loaded.
 */

import type { TextEdit } from "../protocol/messages";
import { type Along, turned } from "./along";
import { smallestEdit } from "./smallest_edit";

/** A half-open range of UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * `load`: another document was put in; `type`: a person typed; `edit`: `apply`; `history`: undo or redo; `remote`:
 * others changed the text.
 */
export type ChangeOrigin = "load" | "type" | "edit" | "history" | "remote";

/** Where the cursor is, and where the selection began. */
export interface Caret {
  readonly anchor: number;
  readonly head: number;
}

/** Told what was changed here (not by others): edits that ascend, of the text before. */
export type EditListener = (edits: readonly TextEdit[]) => void;

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
  /**
   * Put in what others have changed, which leaves `text`; undo leaves it alone, unless it is `undoable`. The selection
   * stays where it is.
   */
  receive(edits: readonly TextEdit[], text: string, undoable?: boolean): void;
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
  /** Call `listener` with each change that is made here, before those of `onChange`. */
  onEdit(listener: EditListener): () => void;
  /** Call `listener` when a person has put the cursor elsewhere. */
  onCaret(listener: (caret: Caret) => void): () => void;
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
  readonly #editListeners = new Set<EditListener>();

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
    this.#change(applyEdits(this.#text, edits), "edit", [], edits);
  }

  /** What is undone here is a whole text, so nothing is, once others have changed it. */
  receive(_edits: readonly TextEdit[], text: string, undoable = false): void {
    if (undoable) this.#remember([]);
    else [this.#past, this.#future] = [[], []];
    this.#change(text, "remote");
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

  onEdit(listener: EditListener): () => void {
    this.#editListeners.add(listener);
    return () => this.#editListeners.delete(listener);
  }

  /** There is no cursor. */
  onCaret(): () => void {
    return () => undefined;
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

  #change(text: string, origin: ChangeOrigin, along: readonly Along[] = [], edits?: readonly TextEdit[]): void {
    const before = this.#text;
    this.#text = text;
    if (origin !== "load" && origin !== "remote") {
      for (const listener of this.#editListeners) listener(edits ?? smallestEdit(before, text));
    }
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

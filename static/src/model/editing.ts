/** How the text changes: gestures, which the server turns into text edits, and what goes along with each of them. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { EditCommand, EditResponse, InsertState, Problem } from "../protocol/messages";
import { insertion } from "./adding";
import { type Along, alongWith, keptAlong, selectedAlong } from "./along";
import type { Analysing } from "./analysing";
import type { Backend } from "./backend";
import type { Beside } from "./beside";
import type { AnalysedDocument } from "./document";
import type { Drawing } from "./drawing";
import { type Kept, NOTHING_KEPT, reversed } from "./following";
import { gestureWords } from "./gesture_words";
import { type Brought, type EditOutcome, Gestures } from "./gestures";
import { type Selected, together } from "./multi_selection";
import type { Pending } from "./pending";
import type { Reason } from "./reason";
import { selectedAfter } from "./selected_after";
import { type Selecting, stateAlone } from "./selecting";
import { smallestEdit } from "./smallest_edit";
import type { Telling } from "./telling";
import { type TextChange, textChange } from "./text_change";
import type { ChangeOrigin, TextPort } from "./text_port";

export interface EditingParts {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly analysed: ReadonlySignal<AnalysedDocument>;
  readonly text: () => TextPort;
  readonly reason: Reason;
  readonly selecting: Selecting;
  readonly drawing: Drawing;
  readonly beside: Beside;
  readonly analysing: Analysing;
  readonly telling: Telling;
}

export class Editing {
  /** What the last gesture has written, until the text changes in another way. */
  readonly lastEdit: Signal<TextChange | null> = signal(null);
  /** Grows with every change of the text. */
  readonly textVersion: Signal<number> = signal(0);
  readonly #parts: EditingParts;
  readonly #gestures: Gestures;
  /** A gesture is being written, which brings its own analysis. */
  #writing = false;

  constructor(parts: EditingParts) {
    this.#parts = parts;
    this.#gestures = new Gestures({
      backend: parts.backend,
      pending: parts.pending,
      text: parts.text,
      how: () => parts.analysing.how(),
      apply: (command, response, brought) => this.#apply(command, response, brought),
    });
  }

  /** Ask the server for the text edits of a gesture and apply them; gestures follow one another. True if it was done. */
  async edit(command: EditCommand, brings: Kept = NOTHING_KEPT): Promise<boolean> {
    const { telling } = this.#parts;
    const outcome = await this.try(command, brings);
    if (!outcome.done) telling.fail("That edit is not possible", outcome.reason);
    else if (outcome.notes.length > 0) {
      telling.notify({ kind: "info", title: "Worth knowing", description: outcome.notes.join("\n") });
    }
    return outcome.done;
  }

  /** The same, for those who tell a person themselves what came of it. */
  try(command: EditCommand, brings: Kept = NOTHING_KEPT): Promise<EditOutcome> {
    return this.#gestures.try(command, brings);
  }

  /** Add a state of the type after what is selected, else at the end of the flow. */
  addState(type: string): Promise<boolean> {
    return this.edit(this.insertion(type));
  }

  insertion(type: string): InsertState {
    return insertion(this.#parts.analysed.peek(), this.#parts.selecting.selection.peek(), type);
  }

  /** Delete the selected state, or take the selected transition away. */
  async deleteSelection(): Promise<void> {
    const { selecting } = this.#parts;
    const selection = selecting.selection.peek();
    if (selection === null) return;
    const paths = selecting.paths.peek();
    if (paths.length > 1) await this.edit({ kind: "delete_states", paths });
    else if (selection.kind === "state") await this.edit({ kind: "delete_state", path: selection.path });
    else if (selection.transition.kind !== "start") {
      await this.edit({ kind: "disconnect", transition: selection.transition });
    }
  }

  /** Write what was probably meant in the place of what is wrong. */
  fix(problem: Problem): void {
    const { fix, start, end } = problem;
    const text = this.#parts.text();
    if (fix === null || this.#parts.analysed.peek().text !== text.text()) return;
    const quote = /^["']/.exec(text.text().slice(start.offset, end.offset))?.[0] ?? "";
    text.apply([{ start: start.offset, end: end.offset, insert: quote + fix + quote }]);
  }

  /** Have another text, as one step of undo. */
  setText(text: string): void {
    const port = this.#parts.text();
    port.apply(smallestEdit(port.text(), text));
  }

  /** The text has changed; `along` says what went along with the gestures that were taken back or done again. */
  changed(origin: ChangeOrigin, along: readonly Along[]): void {
    const { analysing } = this.#parts;
    this.textVersion.value += 1;
    this.lastEdit.value = null;
    if (origin === "load") return;
    // Half a character can be neither sent nor kept: what is left of one is replaced, as it would be there.
    const text = this.#parts.text().text();
    if (origin !== "remote" && !text.isWellFormed()) {
      this.setText(text.toWellFormed());
      return;
    }
    analysing.note(origin, along.length > 0);
    for (const each of along) this.#goAlong(each);
    if (along.length === 0 && !this.#writing) analysing.changed(origin);
  }

  async #apply(command: EditCommand, response: EditResponse, { brings, how }: Brought): Promise<void> {
    const { beside, drawing, selecting, analysing } = this.#parts;
    const there = beside.kept;
    const after = this.#selectedBy(command, response);
    const along = alongWith(response, there, brings, { before: selecting.present, after });
    this.#write(command, response, along);
    beside.become(keptAlong(there, along));
    drawing.follow(along.moves);
    const from = selecting.path.peek();
    analysing.want(command.kind === "set_field" ? null : { ...after, from });
    const { analysis } = response;
    // Containers that were moved or renamed may have to be drawn as they were: that the server did not know.
    if (analysis === null || JSON.stringify(how) !== JSON.stringify(analysing.how())) await analysing.now();
    else analysing.given(analysis);
    const path = after.selection?.kind === "state" ? after.selection.path : null;
    const isLeft = ![from, path].includes(selecting.path.peek());
    if (response.select !== null && path !== null && !isLeft) selecting.select(path);
    if (response.selection.length > 1) selecting.choose(together(response.selection, response.select));
  }

  #write(command: EditCommand, response: EditResponse, along: Along): void {
    const text = this.#parts.text();
    const before = text.text();
    const hasEdits = response.edits.length > 0;
    if (hasEdits) this.#parts.reason.add("gesture", gestureWords(command, response));
    this.#writing = true;
    try {
      text.apply(response.edits, hasEdits ? { along } : {});
    } finally {
      this.#writing = false;
    }
    this.lastEdit.value = hasEdits ? textChange(before, text.text()) : null;
  }

  /** A gesture was taken back or done again: so is what went along with it. */
  #goAlong(along: Along): void {
    const { beside, drawing, selecting, analysing } = this.#parts;
    beside.become(keptAlong(beside.kept, along));
    drawing.follow(along.undone ? reversed(along.moves) : along.moves);
    analysing.want(selectedAlong(along));
    void analysing.now().then(() => selecting.revealOnCanvas());
  }

  #selectedBy(command: EditCommand, { select, selection, moves }: EditResponse): Selected {
    const { selecting } = this.#parts;
    if (selection.length > 1) return together(selection, select);
    const path = selectedAfter(command, select, selecting.selection.peek(), moves);
    return path === null ? selecting.present : stateAlone(path);
  }
}

/**
 * What is known of the text: asks for its analysis, shows the answer, and has what a person has selected, collapsed and
 * set follow the states that have other names by typing.
 */

import { batch, type Signal } from "@preact/signals";
import type { Analysis, Problem, StateSummary } from "../protocol/messages";
import { Analyser, type HowToAnalyse } from "./analyser";
import type { Backend } from "./backend";
import type { Beside } from "./beside";
import { type AnalysedDocument, type OpenDocument, withAnalysis, withMarks } from "./document";
import type { Drawing } from "./drawing";
import { pathAfter } from "./following";
import type { Selected } from "./multi_selection";
import type { Pending } from "./pending";
import type { Selecting } from "./selecting";
import type { Telling } from "./telling";
import type { ChangeOrigin, TextPort } from "./text_port";
import { typedRename } from "./typed_rename";

export interface AnalysingParts {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly document: Signal<OpenDocument | null>;
  readonly analysed: Signal<AnalysedDocument>;
  readonly text: () => TextPort;
  readonly selecting: Selecting;
  readonly drawing: Drawing;
  readonly beside: Beside;
  readonly telling: Telling;
}

/** What to select as soon as the analysis knows it, unless another state than `from` is selected by then. */
type Wanted = Selected & { readonly from?: string | null };

export class Analysing {
  readonly #parts: AnalysingParts;
  readonly #analyser: Analyser;
  /** So that the form of a renamed state stays open. */
  #wanted: Wanted | null = null;
  /** What has changed the text since it was last analysed: a person's typing alone, others, or gestures. */
  #by: "typing" | "others" | "gestures" = "typing";

  constructor(parts: AnalysingParts) {
    this.#parts = parts;
    const { backend, pending, analysed, text, telling } = parts;
    this.#analyser = new Analyser({
      backend,
      pending,
      text: () => text().text(),
      how: () => this.how(),
      isReadable: () => !analysed.peek().stale,
      take: (of, analysis) => this.#take(of, analysis),
      guard: (question) => telling.guard("The text could not be analysed", question),
    });
  }

  /** What the server must know beside the text; null while nothing is open. */
  how(): HowToAnalyse | null {
    const document = this.#parts.document.peek();
    if (document === null) return null;
    const { fileName: file_name, machine, values, folder } = document;
    const { direction, collapsed } = this.#parts.drawing;
    return { file_name, machine, values, folder, direction: direction.peek(), collapsed: [...collapsed.peek()] };
  }

  /** Analyse the present text at once; a newer call makes an older one void. */
  now(): Promise<void> {
    return this.#analyser.now();
  }

  /** Whatever was asked is void. */
  cancel(): void {
    this.#analyser.cancel();
  }

  /** Take an analysis of the present text that came with a gesture. */
  given(analysis: Analysis): void {
    this.#analyser.given(this.#parts.text().text(), analysis);
  }

  /** Have this selected as soon as the analysis knows it; null to leave the selection alone. */
  want(wanted: Wanted | null): void {
    this.#wanted = wanted;
  }

  /** Note what has changed the text; `withGesture` where what went along with a gesture changes too. */
  note(origin: ChangeOrigin, withGesture: boolean): void {
    if (origin === "remote") this.#by = "others";
    else if (origin === "edit" || withGesture) this.#by = "gestures";
  }

  /** The text has changed: analyse it, at once or when typing rests. */
  changed(origin: ChangeOrigin): void {
    if (origin === "type") this.#analyser.typed();
    else if (origin === "remote") this.#analyser.heard();
    else void this.now();
  }

  /** Show what example data says of `text`: paths that cannot exist. */
  takeMarks(text: string, marks: readonly Problem[]): void {
    const analysed = this.#parts.analysed.peek();
    if (analysed.text !== text || (marks.length === 0 && analysed.marks.length === 0)) return;
    this.#parts.analysed.value = withMarks(analysed, marks);
  }

  #take(text: string, analysis: Analysis): void {
    const { analysed, selecting } = this.#parts;
    batch(() => {
      const before = analysed.peek();
      const after = withAnalysis(before, text, analysis);
      analysed.value = after;
      if (!after.stale) {
        if (this.#by !== "gestures") this.#followTyping(before.states, after.states);
        const isLeft = this.#wanted?.from !== undefined && this.#wanted.from !== selecting.path.peek();
        const wanted = isLeft ? null : this.#wanted;
        [this.#wanted, this.#by] = [null, "typing"];
        selecting.settle(wanted);
      }
      this.#showMachine(analysis.machine);
    });
  }

  /** The server says which of the machines in the text it has analysed. */
  #showMachine(machine: string): void {
    const document = this.#parts.document.peek();
    if (document === null || document.machine === machine) return;
    this.#parts.document.value = { ...document, machine };
    // Which of its containers are collapsed is known only now.
    if (this.#parts.drawing.collapsed.peek().size > 0) void this.now();
  }

  /** A state has another name by typing: what belongs to it goes along, with whoever has renamed it. */
  #followTyping(before: readonly StateSummary[], after: readonly StateSummary[]): void {
    const { beside, drawing, selecting } = this.#parts;
    const moves = typedRename(before, after);
    if (moves === null) return;
    if (this.#by === "typing") beside.follow(moves);
    drawing.follow(moves);
    const { selection, also } = selecting.present;
    if (selection?.kind !== "state") return;
    const path = pathAfter(moves, selection.path);
    if (path !== null) this.#wanted = { selection: { kind: "state", path }, also };
  }
}

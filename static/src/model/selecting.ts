/** What is selected, in every pane at once, and how it is brought into view. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { StateSummary, TransitionRef } from "../protocol/messages";
import { type AnalysedDocument, findState } from "./document";
import { type Selected, selectedPaths, toggled, wholeMachine } from "./multi_selection";
import { type Selection, stillThere } from "./selection";
import type { TextPort } from "./text_port";

const NOBODY: ReadonlySet<string> = new Set();

export interface SelectingParts {
  readonly analysed: ReadonlySignal<AnalysedDocument>;
  readonly text: () => Pick<TextPort, "reveal">;
  readonly announce: (message: string) => void;
}

export class Selecting {
  readonly selection: Signal<Selection | null> = signal(null);
  /** States that are selected beside the one whose form is open. */
  readonly also: Signal<ReadonlySet<string>> = signal(NOBODY);
  /** Grows when the canvas shall bring the selection into view. */
  readonly revealed: Signal<number> = signal(0);
  readonly path: ReadonlySignal<string | null>;
  /** Every selected state, in the order of the text. */
  readonly paths: ReadonlySignal<readonly string[]>;
  readonly state: ReadonlySignal<StateSummary | undefined>;
  readonly #parts: SelectingParts;

  constructor(parts: SelectingParts) {
    this.#parts = parts;
    const { analysed } = parts;
    this.path = computed(() => (this.selection.value?.kind === "state" ? this.selection.value.path : null));
    this.paths = computed(() =>
      selectedPaths(analysed.value, { selection: this.selection.value, also: this.also.value }),
    );
    this.state = computed(() => {
      const path = this.path.value;
      return path === null ? undefined : findState(analysed.value, path);
    });
  }

  /** What is selected at present; no signal follows from reading it. */
  get present(): Selected {
    return { selection: this.selection.peek(), also: this.also.peek() };
  }

  choose({ selection, also }: Selected): void {
    batch(() => {
      this.selection.value = selection;
      this.also.value = also;
    });
  }

  /** Select a state, and bring it into view in the text and on the canvas unless told otherwise. */
  select(path: string | null, options: { reveal?: boolean } = {}): void {
    this.choose(path === null ? { selection: null, also: NOBODY } : stateAlone(path));
    if (path !== null && options.reveal !== false) this.reveal();
  }

  selectEdge(transition: TransitionRef): void {
    this.choose({ selection: { kind: "edge", transition }, also: NOBODY });
  }

  /** Add a state to those selected, or take it away. */
  toggle(path: string): void {
    this.choose(toggled(this.present, path));
  }

  /** Select every state of the machine that the selected one is in. */
  selectAll(): void {
    this.choose(wholeMachine(this.#parts.analysed.peek(), this.selection.peek()));
    this.#parts.announce(`${this.paths.peek().length} states selected`);
  }

  /** Another analysis is shown: have `wanted` selected where it knows that, else what is still there. */
  settle(wanted: Selected | null): void {
    const analysed = this.#parts.analysed.peek();
    const { selection, also } = this.present;
    this.choose({
      selection: stillThere(analysed, wanted?.selection ?? null) ?? stillThere(analysed, selection),
      also: new Set([...(wanted?.also ?? also)].filter((path) => findState(analysed, path) !== undefined)),
    });
  }

  reveal(): void {
    const state = this.state.peek();
    const isThere = state !== undefined && !this.#parts.analysed.peek().stale;
    if (isThere) this.#parts.text().reveal({ start: state.start, end: state.end });
    this.revealOnCanvas();
  }

  revealOnCanvas(): void {
    this.revealed.value += 1;
  }
}

/** One state and nothing beside it. */
export function stateAlone(path: string): Selected {
  return { selection: { kind: "state", path }, also: NOBODY };
}

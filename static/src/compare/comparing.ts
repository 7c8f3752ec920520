/** The comparison that the page shows: which two executions, what came of it, and what is looked at. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { messageOf } from "../debugger/attempt";
import type { Debugger } from "../debugger/debugger";
import { marksFor, marksOf } from "../model/compared";
import type { ExecutionRow, RunsCompared } from "../protocol/messages";
import type { Look } from "./rows";

/** Two executions by their ids: A and B. */
export interface Both {
  readonly left: string;
  readonly right: string;
}

const known = new WeakMap<Debugger, Comparing>();

export function comparingOf(dbg: Debugger): Comparing {
  const found = known.get(dbg) ?? new Comparing(dbg);
  known.set(dbg, found);
  return found;
}

export class Comparing {
  /** What the person chose; null where it is left to `usual`. */
  readonly chosen: Signal<Both | null> = signal(null);
  readonly both: ReadonlySignal<Both | null>;
  readonly compared: Signal<RunsCompared | null> = signal(null);
  readonly failed: Signal<string | null> = signal(null);
  readonly look: Signal<Look> = signal({ differing: true, open: new Set<string>() });
  readonly onGraph: Signal<boolean> = signal(true);
  /** The row that is looked at, by `keyOf`. */
  readonly selected: Signal<string | null> = signal(null);

  readonly #dbg: Debugger;
  #asked = 0;

  constructor(dbg: Debugger) {
    this.#dbg = dbg;
    this.both = computed(() => {
      const rows = dbg.executions.value;
      const chosen = this.chosen.value;
      const has = (id: string) => rows.some((row) => row.id === id);
      if (chosen !== null && has(chosen.left) && has(chosen.right)) return chosen;
      return usual(rows, dbg.app.debug.execution.value?.id ?? null);
    });
  }

  /** Compare the two as they are now. */
  async compare({ left, right }: Both): Promise<void> {
    const { app } = this.#dbg;
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const compared = await app.pending.track(app.backend.compare(left, right));
      if (asked !== this.#asked) return;
      this.compared.value = compared;
      this.failed.value = null;
    } catch (error) {
      if (asked === this.#asked) this.failed.value = messageOf(error);
    }
  }

  /** Show the marks on the canvas, or take them away. */
  draw(shown: boolean): void {
    const compared = this.compared.peek();
    marksOf(this.#dbg.app).value = shown && compared !== null ? marksFor(compared) : null;
  }
}

/** Turn to the tab, with these two where they are given. */
export function openComparison(dbg: Debugger, both: Both | null = null): void {
  const { view } = dbg.app;
  if (both !== null) comparingOf(dbg).chosen.value = both;
  view.open.bottom.value = true;
  view.bottomTab.value = "compare";
}

/** A fork and what it left; else the execution that is open and the latest of the others, the older one first. */
export function usual(rows: readonly ExecutionRow[], open: string | null): Both | null {
  const here = rows.find(({ id }) => id === open) ?? rows[0];
  if (here === undefined) return null;
  const parent = rows.find(({ id }) => id === here.forked_from);
  if (parent !== undefined) return { left: parent.id, right: here.id };
  const child = rows.find(({ forked_from }) => forked_from === here.id);
  if (child !== undefined) return { left: here.id, right: child.id };
  const other = rows.find(({ id }) => id !== here.id);
  if (other === undefined) return null;
  return other.started_ms < here.started_ms ? { left: other.id, right: here.id } : { left: here.id, right: other.id };
}

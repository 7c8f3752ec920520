/**
 * The fold at any cursor: where the cursor moves back it grows anew from the nearest of a few that were kept on the way.
 *
 * None is kept on the way to the end of the record: an execution that runs is not to wait for what may never be looked
 * at. Pure.
 */

import type { EventView } from "../protocol/messages";
import { Fold, foldTo } from "./fold";

const FIRST_SPACING = 4096;
/** With more, every other one is let go of: memory stays bounded, however long the record. */
const MOST_KEPT = 12;

export class FoldKeeper {
  #fold = new Fold();
  #kept: Fold[] = [];
  #spacing = FIRST_SPACING;
  #first: EventView | undefined;

  get fold(): Fold {
    return this.#fold;
  }

  /** Return the fold of the events up to `cursor`; what was returned before is used up. */
  to(events: readonly EventView[], cursor: number): Fold {
    if (events[0] !== this.#first) this.forget();
    this.#first = events[0];
    if (this.#fold.at > cursor) this.#fold = this.#kept.findLast((kept) => kept.at <= cursor)?.clone() ?? new Fold();
    const end = Math.min(cursor, events.length);
    for (let next = this.#next(); end < events.length && next <= end; next = this.#next()) {
      this.#fold = foldTo(this.#fold, events, next);
      if ((this.#kept.at(-1)?.at ?? 0) < next) this.#keep();
    }
    this.#fold = foldTo(this.#fold, events, end);
    return this.#fold;
  }

  forget(): void {
    this.#fold = new Fold();
    this.#kept = [];
    this.#spacing = FIRST_SPACING;
  }

  /** The next place, after where the fold is, at which one is kept. */
  #next(): number {
    return (Math.floor(this.#fold.at / this.#spacing) + 1) * this.#spacing;
  }

  #keep(): void {
    this.#kept.push(this.#fold.clone());
    if (this.#kept.length <= MOST_KEPT) return;
    this.#spacing *= 2;
    this.#kept = this.#kept.filter(({ at }) => at % this.#spacing === 0);
  }
}

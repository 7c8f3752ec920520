/**
 * Values that changed with the events, one for each index, readable at any cursor: moving it applies or takes back only
 * the changes in between. Columns of numbers, so that 100,000 indices and their changes are a few megabytes. Pure.
 */

const NONE = new Int32Array(0);

/** A column of whole numbers that grows at its end; what was never set is 0. */
export class Column {
  length = 0;
  #values = NONE;

  at(index: number): number {
    return index < this.length ? (this.#values[index] ?? 0) : 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index + 1);
    if (index >= this.length) this.length = index + 1;
    this.#values[index] = value;
  }

  push(value: number): void {
    this.set(this.length, value);
  }

  #grow(room: number): void {
    const values = new Int32Array(Math.max(room, 4, this.#values.length * 2));
    values.set(this.#values);
    this.#values = values;
  }
}

export class ChangeLog {
  readonly #last = new Column();
  readonly #now = new Column();
  readonly #sequences = new Column();
  readonly #indices = new Column();
  readonly #before = new Column();
  readonly #after = new Column();
  readonly #moved: (index: number, before: number, after: number) => void;
  #applied = 0;

  /** `moved` is told of each change that moving the cursor applies or takes back. */
  constructor(moved: (index: number, before: number, after: number) => void = () => undefined) {
    this.#moved = moved;
  }

  /** The value of `index` at the cursor. */
  at(index: number): number {
    return this.#now.at(index);
  }

  /** The value of `index` after all changes. */
  last(index: number): number {
    return this.#last.at(index);
  }

  /** Say that `index` has `value` from event `sequence` on; sequences never fall. */
  add(sequence: number, index: number, value: number): void {
    const before = this.#last.at(index);
    if (before === value) return;
    this.#sequences.push(sequence);
    this.#indices.push(index);
    this.#before.push(before);
    this.#after.push(value);
    this.#last.set(index, value);
  }

  /** Move the cursor to after event `sequence`. */
  seek(sequence: number): void {
    while (this.#applied < this.#sequences.length && this.#sequences.at(this.#applied) <= sequence) {
      this.#move(this.#applied, this.#before, this.#after);
      this.#applied += 1;
    }
    while (this.#applied > 0 && this.#sequences.at(this.#applied - 1) > sequence) {
      this.#applied -= 1;
      this.#move(this.#applied, this.#after, this.#before);
    }
  }

  #move(change: number, from: Column, to: Column): void {
    const index = this.#indices.at(change);
    this.#now.set(index, to.at(change));
    this.#moved(index, from.at(change), to.at(change));
  }
}

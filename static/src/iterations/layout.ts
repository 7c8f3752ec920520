/** Where the cells of a grid lie: rows of as many cells as fit, a heading above each group. Pure. */

import type { Group } from "./arrange";

export const HEADING_PX = 24;

export interface Box {
  readonly left: number;
  readonly top: number;
}

interface Placed {
  readonly group: Group;
  readonly top: number;
  /** The rank of its first cell among all. */
  readonly first: number;
}

/** The ranks of a grid's cells count them as they stand, from 0. */
export class GridLayout {
  readonly height: number;
  readonly length: number;
  readonly columns: number;
  readonly cellPx: number;
  readonly headings: readonly { readonly label: string; readonly count: number; readonly top: number }[];
  readonly #placed: readonly Placed[];
  readonly #headingPx: number;

  constructor(groups: readonly Group[], widthPx: number, cellPx: number) {
    this.cellPx = cellPx;
    this.columns = Math.max(1, Math.floor(widthPx / cellPx));
    this.#headingPx = groups.some(({ label }) => label !== "") ? HEADING_PX : 0;
    const placed: Placed[] = [];
    let [top, first] = [0, 0];
    for (const group of groups) {
      placed.push({ group, top, first });
      top += this.#headingPx + Math.ceil(group.cells.length / this.columns) * cellPx;
      first += group.cells.length;
    }
    [this.#placed, this.height, this.length] = [placed, top, first];
    this.headings =
      this.#headingPx === 0
        ? []
        : placed.map((each) => ({ label: each.group.label, count: each.group.cells.length, top: each.top }));
  }

  /** The iteration at a rank; -1 where there is none. */
  cell(rank: number): number {
    const placed = this.#ofRank(rank);
    return placed?.group.cells[rank - placed.first] ?? -1;
  }

  /** The rank of an iteration; -1 where it is not shown. */
  rank(cell: number): number {
    for (const { group, first } of this.#placed) {
      const at = lowerBound(group.cells, cell);
      if (group.cells[at] === cell) return first + at;
    }
    return -1;
  }

  /** The upper left corner of the cell at a rank. */
  box(rank: number): Box {
    const placed = this.#ofRank(rank);
    if (placed === undefined) return { left: 0, top: 0 };
    const at = rank - placed.first;
    return {
      left: (at % this.columns) * this.cellPx,
      top: placed.top + this.#headingPx + Math.floor(at / this.columns) * this.cellPx,
    };
  }

  /** The rank of the cell at a place; -1 where there is none. */
  rankAt(x: number, y: number): number {
    const column = Math.floor(x / this.cellPx);
    const placed = this.#placed.findLast((each) => each.top <= y);
    if (placed === undefined || column < 0 || column >= this.columns) return -1;
    const row = Math.floor((y - placed.top - this.#headingPx) / this.cellPx);
    const at = row * this.columns + column;
    return row < 0 || at >= placed.group.cells.length ? -1 : placed.first + at;
  }

  /** The rank a number of rows below (above, where negative): in the same column, or the last of a shorter row. */
  vertical(rank: number, rows: number): number {
    const { left, top } = this.box(rank);
    const toY = top + rows * this.cellPx + 1;
    for (const skip of [0, this.#headingPx]) {
      const y = Math.min(this.height - 1, Math.max(0, toY + Math.sign(rows) * skip));
      if (y >= top && y < top + this.cellPx) continue;
      for (let x = left + 1; x > 0; x -= this.cellPx) {
        const found = this.rankAt(x, y);
        if (found >= 0 && found !== rank) return found;
      }
    }
    return rank;
  }

  /** The ranks, first and behind the last, of the cells that can be seen. */
  between(top: number, bottom: number): readonly [number, number] {
    let [first, last] = [this.length, 0];
    for (const placed of this.#placed) {
      const start = placed.top + this.#headingPx;
      const rows = Math.ceil(placed.group.cells.length / this.columns);
      const fromRow = Math.max(0, Math.floor((top - start) / this.cellPx));
      const toRow = Math.min(rows, Math.ceil((bottom - start) / this.cellPx));
      if (toRow <= fromRow) continue;
      first = Math.min(first, placed.first + fromRow * this.columns);
      last = Math.max(last, Math.min(placed.first + placed.group.cells.length, placed.first + toRow * this.columns));
    }
    return [Math.min(first, last), last];
  }

  #ofRank(rank: number): Placed | undefined {
    return rank < 0 || rank >= this.length ? undefined : this.#placed.findLast((each) => each.first <= rank);
  }
}

/** The place of the first number that is not below `value` in ascending numbers. */
function lowerBound(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

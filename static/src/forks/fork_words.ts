/** How forks read: what made them, and how they hang together as a tree of lines. Pure. */

import { stateName } from "../model/paths";
import type { ForkRow } from "../protocol/messages";

export interface Branch<Row> {
  readonly row: Row;
  /** The lines of a tree before the name: `├─ `, `│  └─ `. */
  readonly lead: string;
}

/** The lines of one history or of several, each below the one that it left; `parentOf` says which that is. */
export function branches<Row extends { readonly id: string }>(
  rows: readonly Row[],
  parentOf: (row: Row) => string | null,
): readonly Branch<Row>[] {
  const ids = new Set(rows.map(({ id }) => id));
  const children = new Map<string | null, Row[]>();
  for (const row of rows) {
    const parent = parentOf(row);
    const known = parent !== null && ids.has(parent) ? parent : null;
    children.set(known, [...(children.get(known) ?? []), row]);
  }
  const below = (id: string, indent: string): readonly Branch<Row>[] => {
    const rest = children.get(id) ?? [];
    return rest.flatMap((row, index) => {
      const last = index === rest.length - 1;
      return [{ row, lead: `${indent}${last ? "└─ " : "├─ "}` }, ...below(row.id, `${indent}${last ? "   " : "│  "}`)];
    });
  };
  return (children.get(null) ?? []).flatMap((row) => [{ row, lead: "" }, ...below(row.id, "")]);
}

/** How many lines left `id`, or left one that did. */
export function countForks(
  id: string,
  rows: readonly { readonly id: string; readonly parent: string | null }[],
): number {
  const own = rows.filter(({ parent }) => parent === id);
  return own.reduce((sum, row) => sum + 1 + countForks(row.id, rows), 0);
}

/** What deleting a line with so many forks means. */
export function deletionWords(forks: number): string {
  if (forks === 0) return "Its record goes; nothing brings it back.";
  const lines = forks === 1 ? "the fork that left it" : `the ${forks} forks that left it`;
  return `Its record goes, and with it ${lines}; nothing brings them back.`;
}

/** What made the line, and where: `edited at Mapper, event 41`. */
export function madeWords({ kind, state, at }: ForkRow): string {
  const where = state === null ? `event ${at}` : `${stateName(state)}, event ${at}`;
  switch (kind) {
    case "main":
      return "the first line";
    case "edit":
      return `edited at ${where}`;
    case "restart":
      return `restarted at ${where}`;
    case "definition":
      return `changed definition, from event ${at}`;
    case "fork":
      return `forked at ${where}`;
  }
}

/** In a word, for beside the name. */
export function kindWord(kind: ForkRow["kind"]): string {
  return { main: "", fork: "", edit: "edited", restart: "restarted", definition: "changed definition" }[kind];
}

/** What the record says to a changed definition. */
export function definitionWords({ at, difference, remark }: ForkRow): string {
  const events = at === 1 ? "1 event" : `${at} events`;
  const all = at === 1 ? "the first event" : `all ${events}`;
  const held =
    difference === null ? `Identical for ${all} up to here.` : `Identical for ${events}, diverges at ${difference}.`;
  return remark === null ? held : `${held} ${remark}.`;
}

/** The events of `line` after which others left it. */
export function leavings(forks: readonly ForkRow[], line: string | null): readonly number[] {
  return forks.filter(({ parent }) => parent === line && line !== null).map(({ at }) => at);
}

/** The rows of a comparison: visits that differ, those of one state in a group, and the end of both. Pure. */

import { stateName } from "../model/paths";
import type { ComparedVisit, RunsCompared, VisitDifference, VisitSide } from "../protocol/messages";

export interface VisitRow {
  readonly kind: "visit";
  readonly visit: ComparedVisit;
  /** Whether it stands in an open group. */
  readonly inGroup: boolean;
}

export interface GroupRow {
  readonly kind: "group";
  readonly path: string;
  readonly visits: readonly ComparedVisit[];
  readonly open: boolean;
}

export interface EndRow {
  readonly kind: "end";
}

export type Row = VisitRow | GroupRow | EndRow;

export interface Look {
  /** Leave out what is the same. */
  readonly differing: boolean;
  /** The paths of the groups that are open. */
  readonly open: ReadonlySet<string>;
}

export function isDifferent(visit: ComparedVisit): boolean {
  return visit.likeness !== "same" && visit.likeness !== "inside";
}

/** The rows in the order in which their states were first come to. */
export function rowsOf(compared: RunsCompared, look: Look): readonly Row[] {
  const byPath = new Map<string, ComparedVisit[]>();
  for (const visit of compared.visits) {
    if (look.differing && !isDifferent(visit)) continue;
    const there = byPath.get(visit.path);
    if (there === undefined) byPath.set(visit.path, [visit]);
    else there.push(visit);
  }
  const rows: Row[] = [];
  for (const [path, visits] of byPath) {
    const [only] = visits;
    if (visits.length === 1 && only !== undefined) rows.push({ kind: "visit", visit: only, inGroup: false });
    else {
      const open = look.open.has(path);
      rows.push({ kind: "group", path, visits, open });
      if (open) rows.push(...visits.map((visit): VisitRow => ({ kind: "visit", visit, inGroup: true })));
    }
  }
  if (!compared.same_end || !look.differing) rows.push({ kind: "end" });
  return rows;
}

/** What stands at the beginning of a row: `Mapper`, and where it is: `MapWords[3]`, `visit 2`. */
export function placeOf(visit: ComparedVisit): { readonly name: string; readonly around: string } {
  const around = visit.flow.map(({ container, index }) => `${stateName(container)}[${index}]`);
  if (visit.nth > 0) around.push(`visit ${visit.nth + 1}`);
  return { name: stateName(visit.path), around: around.join(" ") };
}

export const LIKENESS_GLYPHS: Readonly<Record<ComparedVisit["likeness"], string>> = {
  same: "=",
  differs: "≠",
  inside: "≈",
  left: "A",
  right: "B",
};

const ASPECT_WORDS: Readonly<Record<VisitDifference["aspect"], string>> = {
  input: "input",
  arguments: "arguments",
  result: "result",
  error: "error",
  output: "output",
  variables: "variables",
  next: "next state",
  end: "status",
};

export function aspectWords(aspect: VisitDifference["aspect"]): string {
  return ASPECT_WORDS[aspect];
}

/** What of the visit is not the same, in words. */
export function whatDiffers(visit: ComparedVisit): string {
  switch (visit.likeness) {
    case "same":
      return "same";
    case "left":
      return "only in A";
    case "right":
      return "only in B";
    case "inside":
      return "differs inside only";
    case "differs":
      return visit.differences.map(({ aspect }) => ASPECT_WORDS[aspect]).join(", ");
  }
}

/** The words of a group: how many of its visits differ. */
export function groupWords(visits: readonly ComparedVisit[], total: number): string {
  const differing = visits.filter(isDifferent).length;
  return `${differing.toLocaleString("en")} of ${total.toLocaleString("en")} differ`;
}

/** From when to when, in milliseconds from the start of the execution. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of the visits on one side, `null` where there are none; what has not ended lasts until `until`. */
export function spanOf(sides: readonly (VisitSide | null)[], until: number): Span | null {
  let span: Span | null = null;
  for (const side of sides) {
    if (side === null) continue;
    const end = side.ended === null ? until : side.end_ms;
    span = span === null ? { start: side.start_ms, end } : join(span, side.start_ms, end);
  }
  return span;
}

function join(span: Span, start: number, end: number): Span {
  return { start: Math.min(span.start, start), end: Math.max(span.end, end) };
}

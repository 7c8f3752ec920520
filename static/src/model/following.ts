/** Where states and transitions are after a gesture, as its answer tells, so that what belongs to them goes along. Pure. */

import type { Breakpoint, EditResponse, Mock, TransitionRef } from "../protocol/messages";
import { freshId } from "./breakpoints";
import { isInside } from "./paths";
import { sameTransition } from "./selection";

export type Moves = EditResponse["moves"];

/** Breakpoints and mocks. */
export interface Kept {
  readonly breakpoints: readonly Breakpoint[];
  readonly mocks: Readonly<Record<string, Mock>>;
}

export const NOTHING_KEPT: Kept = { breakpoints: [], mocks: {} };

export function isNothing({ breakpoints, mocks }: Kept): boolean {
  return breakpoints.length === 0 && Object.keys(mocks).length === 0;
}

/** Where the path is afterwards: along with the innermost that is named; null where it is gone. */
export function pathAfter({ paths }: Moves, path: string): string | null {
  let nearest: (typeof paths)[number] | undefined;
  for (const each of paths) {
    const concerned = each.before === path || isInside(path, each.before);
    if (concerned && each.before.length >= (nearest?.before.length ?? 0)) nearest = each;
  }
  if (nearest === undefined) return path;
  return nearest.after === null ? null : nearest.after + path.slice(nearest.before.length);
}

export function transitionAfter(moves: Moves, transition: TransitionRef): TransitionRef | null {
  const named = moves.transitions.find((each) => sameTransition(each.before, transition));
  if (named !== undefined) return named.after;
  const source = pathAfter(moves, transition.source);
  return source === null ? null : { ...transition, source };
}

/** The way back, for what was not lost. */
export function reversed({ paths, transitions }: Moves): Moves {
  return {
    paths: paths.flatMap(({ before, after }) => (after === null ? [] : [{ before: after, after: before }])),
    transitions: transitions.flatMap(({ before, after }) => (after === null ? [] : [{ before: after, after: before }])),
  };
}

/** Return what is kept as it is after the moves, and what has nowhere to go. */
export function keptAfter({ breakpoints, mocks }: Kept, moves: Moves): { readonly kept: Kept; readonly lost: Kept } {
  const stay = new Map(breakpoints.map((each) => [each, breakpointAfter(each, moves)]));
  const places = Object.keys(mocks).map((path) => [path, pathAfter(moves, path)] as const);
  const mock = (path: string) => mocks[path] as Mock;
  return {
    kept: {
      breakpoints: [...stay.values()].filter((each) => each !== null),
      mocks: Object.fromEntries(places.flatMap(([path, after]) => (after === null ? [] : [[after, mock(path)]]))),
    },
    lost: {
      breakpoints: breakpoints.filter((each) => stay.get(each) === null),
      mocks: Object.fromEntries(places.flatMap(([path, after]) => (after === null ? [[path, mock(path)]] : []))),
    },
  };
}

/** Return both; of two for one place what is there already stays. */
export function joined(there: Kept, brought: Kept): Kept {
  const breakpoints = [...there.breakpoints];
  for (const each of brought.breakpoints) {
    if (breakpoints.some((other) => isSamePlace(each, other))) continue;
    breakpoints.push({ ...each, id: freshId(breakpoints, each.id) });
  }
  return { breakpoints, mocks: { ...brought.mocks, ...there.mocks } };
}

/** Return what is left without what was brought. */
export function without(there: Kept, brought: Kept): Kept {
  const mocks = Object.entries(there.mocks).filter(([path]) => !Object.hasOwn(brought.mocks, path));
  return {
    breakpoints: there.breakpoints.filter((each) => !brought.breakpoints.some((other) => isSamePlace(each, other))),
    mocks: Object.fromEntries(mocks),
  };
}

/** Return what belongs to the states at `paths` and inside of them, told from the machine that these stand in. */
export function keptWithin({ breakpoints, mocks }: Kept, paths: readonly string[], machine: string): Kept {
  const prefix = machine === "" ? 0 : machine.length + 1;
  const concerned = (path: string) => paths.some((each) => path === each || (each !== "" && isInside(path, each)));
  const inside = {
    breakpoints: breakpoints.filter((each) => each.path !== "" && concerned(each.path)),
    mocks: Object.fromEntries(Object.entries(mocks).filter(([path]) => concerned(path))),
  };
  const up = paths.map((path) => ({ before: path, after: path.slice(prefix) }));
  return keptAfter(inside, { paths: up, transitions: [] }).kept;
}

function breakpointAfter(each: Breakpoint, moves: Moves): Breakpoint | null {
  if (each.path === "") return each;
  const target = each.target === "" ? "" : (pathAfter(moves, each.target) ?? "");
  if (each.kind !== "transition") {
    const path = pathAfter(moves, each.path);
    if (path === null) return null;
    const id = each.id.startsWith(each.path) ? path + each.id.slice(each.path.length) : each.id;
    return { ...each, id, path, target };
  }
  const after = transitionAfter(moves, { source: each.path, kind: each.edge, index: each.index });
  if (after === null) return null;
  const [before, now] = [edgeId(each.path, each.edge, each.index), edgeId(after.source, after.kind, after.index)];
  // An id that says the place says the new one.
  const id = each.id.startsWith(before) ? now + each.id.slice(before.length) : each.id;
  return { ...each, id, path: after.source, edge: after.kind, index: after.index ?? null, target };
}

function edgeId(source: string, kind: string, index: number | null | undefined): string {
  return `${source}->${kind}${(index ?? null) === null ? "" : `#${index}`}`;
}

function isSamePlace(left: Breakpoint, right: Breakpoint): boolean {
  const place = ({ path, kind, edge, index }: Breakpoint) =>
    JSON.stringify(kind === "transition" ? [kind, path, edge, index] : [kind, path]);
  return place(left) === place(right) && left.data === right.data && left.error === right.error;
}

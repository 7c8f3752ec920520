/** What tests cover: counted from points and results, and as marks on the states and transitions of the graph. */

import type { CaseRan, GraphEdge, PointView } from "../protocol/messages";

export interface Count {
  readonly covered: number;
  readonly points: number;
}

export interface Coverage {
  readonly total: Count;
  readonly groups: readonly (Count & { readonly name: PointView["group"] })[];
  /** What no test came by, in the order of the text. */
  readonly gaps: readonly PointView[];
}

/** How much of a state, or whether a transition, is covered. */
export interface CoverageMarks {
  readonly states: ReadonlyMap<string, Count & { readonly entered: boolean }>;
  /** By `transitionKey`. */
  readonly transitions: ReadonlyMap<string, boolean>;
}

/** The ids of the points that any of the results came by. */
export function coveredBy(results: Iterable<CaseRan>): ReadonlySet<string> {
  const covered = new Set<string>();
  for (const result of results) for (const id of result.covered) covered.add(id);
  return covered;
}

export function coverageOf(points: readonly PointView[], covered: ReadonlySet<string>): Coverage {
  const groups = new Map<PointView["group"], Count>();
  for (const { group, id } of points) {
    const before = groups.get(group) ?? { covered: 0, points: 0 };
    groups.set(group, { covered: before.covered + (covered.has(id) ? 1 : 0), points: before.points + 1 });
  }
  const gaps = points.filter(({ id }) => !covered.has(id));
  return {
    total: { covered: points.length - gaps.length, points: points.length },
    groups: GROUPS.flatMap((name) => {
      const count = groups.get(name);
      return count === undefined ? [] : [{ name, ...count }];
    }),
    gaps,
  };
}

const GROUPS = ["states", "transitions", "rules", "retries", "catchers", "empty maps"] as const;

/** Whole per cent, rounded down so that 100 means all. */
export function percent({ covered, points }: Count): number {
  return points === 0 ? 100 : Math.floor((100 * covered) / points);
}

const TRANSITIONS: Readonly<Record<string, GraphEdge["kind"]>> = {
  next: "next",
  true: "choice",
  default: "default",
  caught: "catch",
};

export function marksOf(points: readonly PointView[], covered: ReadonlySet<string>): CoverageMarks {
  const states = new Map<string, Count & { readonly entered: boolean }>();
  const transitions = new Map<string, boolean>();
  for (const { path, kind, index, id } of points) {
    const is = covered.has(id);
    const before = states.get(path) ?? { covered: 0, points: 0, entered: false };
    states.set(path, {
      covered: before.covered + (is ? 1 : 0),
      points: before.points + 1,
      entered: before.entered || (kind === "state" && is),
    });
    const key = transitionOfPoint({ path, kind, index });
    if (key !== null) transitions.set(key, is);
  }
  return { states, transitions };
}

/** The key of the transition that the point is about; null where it is about none. */
export function transitionOfPoint({ path, kind, index }: Pick<PointView, "path" | "kind" | "index">): string | null {
  const edge = TRANSITIONS[kind];
  return edge === undefined ? null : transitionKey(path, edge, index);
}

export function transitionKey(source: string, kind: GraphEdge["kind"], index: number | null): string {
  return `${kind}:${kind === "choice" || kind === "catch" ? (index ?? 0) : 0}:${source}`;
}

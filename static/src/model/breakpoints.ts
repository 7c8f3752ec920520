/** Breakpoints as the page keeps them: which there are on a state or an edge, and how they are drawn. Pure. */

import type { Breakpoint, GraphEdge } from "../protocol/messages";

export type BreakpointKind = Breakpoint["kind"];
export type Outcome = Breakpoint["errors"][number];

/** How a breakpoint is drawn, as in VS Code; `log` is a diamond, `conditional` has a sign in it. */
export type Glyph = "plain" | "conditional" | "log" | "after" | "data" | "error";

/** What a state's dot shows: nothing, or a breakpoint, enabled or not. */
export interface StateMark {
  readonly state: "off" | "on" | "disabled";
  readonly glyph: Glyph;
}

export const NO_MARK: StateMark = { state: "off", glyph: "plain" };

const BLANK: Breakpoint = {
  id: "",
  kind: "before",
  path: "",
  enabled: true,
  condition: "",
  language: "",
  hit: "",
  iteration: null,
  log: "",
  edge: "next",
  index: null,
  target: "",
  errors: [],
  error: "",
  data: "",
};

/** Return a breakpoint with these members, all else as in a plain one. */
export function breakpoint(members: Partial<Breakpoint> & { readonly id: string }): Breakpoint {
  return { ...BLANK, ...members };
}

export function beforeState(path: string): Breakpoint {
  return breakpoint({ id: path, path });
}

/** Return the breakpoints on a state itself: before or after it. */
export function onState(all: readonly Breakpoint[], path: string): readonly Breakpoint[] {
  return all.filter((each) => each.path === path && (each.kind === "before" || each.kind === "after"));
}

export function hasBreakpoint(all: readonly Breakpoint[], path: string): boolean {
  return all.some((each) => each.path === path && (each.kind === "before" || each.kind === "after"));
}

/** Return what is drawn at a state: of several breakpoints the first that is enabled. */
export function markOf(all: readonly Breakpoint[], path: string): StateMark {
  const here = onState(all, path);
  const shown = here.find((each) => each.enabled) ?? here[0];
  return shown === undefined ? NO_MARK : { state: shown.enabled ? "on" : "disabled", glyph: glyphOf(shown) };
}

export function glyphOf(each: Breakpoint): Glyph {
  if (each.log !== "") return "log";
  if (each.kind === "error" || each.kind === "data") return each.kind;
  if (each.condition !== "" || each.hit !== "" || each.iteration !== null) return "conditional";
  return each.kind === "after" ? "after" : "plain";
}

/** Return the breakpoint on an edge, if there is one. */
export function onEdge(all: readonly Breakpoint[], edge: GraphEdge): Breakpoint | undefined {
  return all.find(
    (each) =>
      each.kind === "transition" &&
      each.path === edge.source &&
      each.edge === edge.kind &&
      (each.index ?? null) === (edge.index ?? null),
  );
}

export function breakpointOfEdge(edge: GraphEdge): Breakpoint {
  const index = edge.index ?? null;
  const id = `${edge.source}->${edge.kind}${index === null ? "" : `#${index}`}`;
  const members = { id, path: edge.source, edge: edge.kind, index, target: edge.target };
  return breakpoint({ ...members, kind: "transition" });
}

/** Return a new id that no breakpoint has. */
export function freshId(all: readonly Breakpoint[], wanted: string): string {
  const taken = new Set(all.map(({ id }) => id));
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n += 1) if (!taken.has(`${wanted}~${n}`)) return `${wanted}~${n}`;
}

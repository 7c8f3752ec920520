/** What a comparison of two executions shows on the canvas: the states and transitions that only one of them took. */

import { type Signal, signal } from "@preact/signals";
import type { GraphEdge, RunsCompared } from "../protocol/messages";
import type { App } from "./store";

/** The executions as the page names them: A is the left, B the right. */
export type Side = "a" | "b";

/** `differs`: both came there, and `count` of their visits are not the same. */
export interface StateMark {
  readonly likeness: "differs" | Side;
  readonly count: number;
}

export interface Marks {
  readonly states: ReadonlyMap<string, StateMark>;
  /** The transitions that only one took, as `path|kind|index`. */
  readonly transitions: ReadonlyMap<string, Side>;
}

const shown = new WeakMap<App, Signal<Marks | null>>();

/** The marks on the canvas; null where none are shown. */
export function marksOf(app: App): Signal<Marks | null> {
  const found = shown.get(app) ?? signal(null);
  shown.set(app, found);
  return found;
}

export function marksFor(compared: RunsCompared): Marks {
  const states = new Map<string, StateMark>();
  for (const { path, left, right, differing } of compared.states) {
    if (right === 0) states.set(path, { likeness: "a", count: left });
    else if (left === 0) states.set(path, { likeness: "b", count: right });
    else if (differing > 0) states.set(path, { likeness: "differs", count: differing });
  }
  const transitions = new Map<string, Side>();
  for (const { path, kind, index, left, right } of compared.transitions) {
    if (left > 0 !== right > 0) transitions.set(transitionKey(path, kind, index), left > 0 ? "a" : "b");
  }
  return { states, transitions };
}

/** The mark of a drawn edge; the one that leads to End shares that of its state. */
export function edgeMark(marks: Marks, edge: GraphEdge): Side | undefined {
  const numbered = edge.kind === "choice" || edge.kind === "catch";
  return marks.transitions.get(transitionKey(edge.source, edge.kind, numbered ? edge.index : null));
}

function transitionKey(path: string, kind: string, index: number | null): string {
  return `${path}|${kind}|${index ?? ""}`;
}

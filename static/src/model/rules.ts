/**
 * Which gestures the canvas offers. The server decides (`webapp/editing`) and may still refuse; these say only what is
 * worth offering, so that a drag highlights the places where it can end.
 */

import type { Connect, Graph, GraphEdge, GraphNode, TransitionRef } from "../protocol/messages";
import { findNode, isContainer } from "./document";
import { END, isTerminal, parentPath, stateName } from "./paths";

export const STATE_TYPES = ["Task", "Choice", "Parallel", "Map", "Wait", "Pass", "Succeed", "Fail"] as const;

export type StateType = (typeof STATE_TYPES)[number];

/** One line on what a state of the type does, as the palette and the menus show it. */
export const TYPE_SUMMARIES: Readonly<Record<StateType, string>> = {
  Task: "Calls a function or a service",
  Choice: "Picks the next state by rules",
  Parallel: "Runs branches side by side",
  Map: "Runs its states for every item",
  Wait: "Pauses for a time",
  Pass: "Passes or shapes data",
  Succeed: "Ends the execution well",
  Fail: "Ends the execution with an error",
};

/** Whether a state of the type has transitions of its own. */
export function mayLeave(type: string): boolean {
  return type !== "Succeed" && type !== "Fail";
}

/** Whether a state of the type may have catchers. */
export function mayCatch(type: string): boolean {
  return type === "Task" || isContainer(type);
}

/** The transition that a new line from this state stands for: its `Next`, or one more rule of a Choice. */
export function transitionFrom(path: string, type: string): TransitionRef {
  return { source: path, kind: type === "Choice" ? "choice" : "next", index: null };
}

/** Whether a transition from `source` may lead to `target`: a state or the exit of the same machine. */
export function mayConnect(source: string, target: GraphNode): boolean {
  if (parentPath(source) !== parentPath(target.id)) return false;
  return !isTerminal(target.id) || stateName(target.id) === END;
}

/** The ids of the nodes where a line from `source` may end. */
export function connectTargets(graph: Graph, source: string): ReadonlySet<string> {
  return new Set(graph.nodes.filter((node) => mayConnect(source, node)).map((node) => node.id));
}

/** Whether the beginning of a transition may be moved: it starts at a state and leads to one. */
export function mayReconnect(edge: GraphEdge): boolean {
  return edge.kind !== "start" && edge.kind !== "end";
}

/** The ids of the states where the transition may start instead of where it does. */
export function reconnectSources(graph: Graph, { source, kind }: TransitionRef): ReadonlySet<string> {
  const may = kind === "catch" ? mayCatch : mayLeave;
  return new Set(
    graph.nodes
      .filter(({ id, type }) => id !== source && !isTerminal(id) && parentPath(id) === parentPath(source) && may(type))
      .map(({ id }) => id),
  );
}

export function connectTo(transition: TransitionRef, target: string): Connect {
  return { kind: "connect", transition, target: isTerminal(target) ? END : stateName(target) };
}

/**
 * The transition on which a state added "after `path`" is put: its `Next` or `End`; of a Choice one more rule. Undefined
 * where nothing may follow.
 */
export function transitionAfter(graph: Graph, path: string): TransitionRef | undefined {
  const type = findNode(graph, path)?.type ?? "";
  if (!mayLeave(type)) return undefined;
  if (type === "Choice") return transitionFrom(path, type);
  const edge = graph.edges.find(({ source, kind }) => source === path && (kind === "next" || kind === "end"));
  // The ends of branches and of a Map's states are not drawn.
  if (edge === undefined) return parentPath(path) === "" ? undefined : { source: path, kind: "end", index: null };
  return { source: path, kind: edge.kind, index: edge.index };
}

/** Whether a state may be put on the transition: not on the one that a Succeed or Fail is drawn with. */
export function mayInsertOn(graph: Graph, edge: GraphEdge): boolean {
  return edge.kind !== "end" || mayLeave(findNode(graph, edge.source)?.type ?? "");
}

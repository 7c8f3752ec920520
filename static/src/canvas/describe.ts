/** What a person who hears the graph is told of a state. */

import { type NodeStatus, STATUS_WORDS } from "../model/execution";
import { isTerminal } from "../model/paths";
import type { Graph, GraphNode, Problem } from "../protocol/messages";

export interface Described {
  readonly status: NodeStatus | undefined;
  readonly breakpoint: boolean;
  readonly severity: Problem["severity"] | undefined;
  readonly nextStates: number;
  /** How the states inside of a collapsed container stand, in words. */
  readonly inside?: string;
}

/** `ChoiceState, Choice, paused, breakpoint, 2 next states` */
export function describe(
  node: GraphNode,
  { status, breakpoint, severity, nextStates, inside = "" }: Described,
): string {
  if (isTerminal(node.id)) return node.name;
  const words = [node.name, node.type || "no type"];
  if (node.holds !== "") words.push(`collapsed, holds ${node.holds.replace(" · ", " and ")}`);
  if (status !== undefined && STATUS_WORDS[status.status] !== "") words.push(STATUS_WORDS[status.status]);
  if (status?.current === true && status.status !== "paused") words.push("current");
  if (inside !== "") words.push(`inside: ${inside}`);
  if (breakpoint) words.push("breakpoint");
  if (severity === "error" || severity === "warning")
    words.push(`has ${severity === "error" ? "an error" : "a warning"}`);
  words.push(`${nextStates} next ${nextStates === 1 ? "state" : "states"}`);
  return words.join(", ");
}

/** How many different states each state leads to. */
export function nextCounts(graph: Graph): ReadonlyMap<string, number> {
  const targets = new Map<string, Set<string>>();
  for (const { source, target } of graph.edges) {
    if (isTerminal(target)) continue;
    const known = targets.get(source) ?? new Set();
    targets.set(source, known.add(target));
  }
  return new Map([...targets].map(([source, set]) => [source, set.size]));
}

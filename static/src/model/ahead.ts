/** What may still happen: the states that some flow can yet come to, from where it is. Pure. */

import type { Graph } from "../protocol/messages";
import { parentPath } from "./paths";

/** The states at `places` and all that the graph's transitions lead on to; a container may still run all that it holds. */
export function statesAhead(graph: Graph, places: Iterable<string>): ReadonlySet<string> {
  const onward = new Map<string, string[]>();
  for (const { source, target } of graph.edges) {
    const targets = onward.get(source);
    if (targets === undefined) onward.set(source, [target]);
    else targets.push(target);
  }
  const reached = new Set<string>();
  const left = [...places];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    left.push(...(onward.get(path) ?? []));
  }
  const containers = graph.nodes.filter(({ type, id }) => (type === "Map" || type === "Parallel") && reached.has(id));
  const open = new Set(containers.map(({ id }) => id));
  if (open.size > 0) {
    for (const { id } of graph.nodes) if (isWithinOne(id, open)) reached.add(id);
  }
  return reached;
}

function isWithinOne(path: string, containers: ReadonlySet<string>): boolean {
  for (let around = parentPath(path); around !== ""; around = parentPath(around)) {
    if (containers.has(around)) return true;
  }
  return false;
}

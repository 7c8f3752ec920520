/** From a fold and the graph to what the canvas draws: a status for every state and transition. Pure. */

import type { Graph, GraphNode, Session } from "../protocol/messages";
import { statesAhead } from "./ahead";
import { edgeId } from "./document";
import {
  type Badge,
  type Counts,
  type EdgeStatus,
  type EdgeStatuses,
  GLYPHS,
  type NodeStatus,
  type NodeStatuses,
  type Status,
} from "./execution";
import { type Fold, transitionKey, type Visits } from "./fold";
import { isTerminal, parentPath } from "./paths";

/** The state where the debugger stands, null while nothing is paused and at the end. */
export function standingAt(session: Session | null): string | null {
  if (session === null || !session.paused || session.reason?.kind === "end") return null;
  return session.path;
}

const NONE: ReadonlySet<string> = new Set();

export function nodeStatuses(fold: Fold, graph: Graph | null, standing: string | null): NodeStatuses {
  const statuses = new Map<string, NodeStatus>();
  for (const [path, visits] of fold.visits) {
    const current = path === standing;
    statuses.set(
      path,
      nodeStatus(current ? "paused" : statusOf(visits), current, countsOf(fold, path, visits), visits.badge),
    );
  }
  if (fold.visits.size > 0 && graph !== null) {
    const ahead = fold.over ? NONE : statesAhead(graph, fold.places());
    for (const node of graph.nodes) {
      if (!isTerminal(node.id) && !statuses.has(node.id) && !ahead.has(node.id))
        statuses.set(node.id, nodeStatus("not-taken", false, null, null));
    }
  }
  return statuses;
}

export function edgeStatuses(fold: Fold, graph: Graph | null): EdgeStatuses {
  const statuses = new Map<string, EdgeStatus>();
  if (graph === null || fold.at === 0) return statuses;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const ahead = fold.over ? NONE : statesAhead(graph, fold.places());
  for (const edge of graph.edges) {
    const taken =
      edge.kind === "start"
        ? fold.machines.has(parentPath(edge.source))
        : edge.kind === "end"
          ? hasEnded(fold, nodes.get(edge.source))
          : fold.taken.has(transitionKey(edge.source, edge.kind, indexOf(edge.kind, edge.index)));
    if (taken) statuses.set(edgeId(edge), edge.kind === "catch" ? "caught" : "taken");
    else if (fold.visits.size > 0 && !ahead.has(edge.source)) statuses.set(edgeId(edge), "not-taken");
  }
  return statuses;
}

/** One status for all visits of a state: what is under way, then what went wrong, then how the last one ended. */
export function statusOf(visits: Visits): Status {
  const { running, waiting, retrying, failed, aborted, last } = visits;
  if (running > 0) return "running";
  if (retrying > 0) return "retrying";
  if (waiting > 0) return "waiting";
  if (failed > 0) return "failed";
  if (aborted > 0) return "aborted";
  return last ?? "idle";
}

/** A container counts its iterations, a state inside a Map its visits among that Map's iterations. */
function countsOf(fold: Fold, path: string, visits: Visits): Counts | null {
  const runs = fold.runs(path);
  if (runs.length > 0) return childCounts(fold, path);
  const around = iterationsAround(fold, path);
  const total = Math.max(visits.total, around);
  if (total <= 1) return null;
  return {
    total,
    running: visits.running + visits.waiting + visits.retrying,
    succeeded: visits.succeeded + visits.caught,
    failed: visits.failed + visits.aborted,
  };
}

function childCounts(fold: Fold, path: string): Counts {
  const counts = { total: 0, running: 0, succeeded: 0, failed: 0 };
  for (const run of fold.runs(path)) {
    counts.total += run.length;
    for (const { status } of run.children.values()) {
      if (status === "running") counts.running += 1;
      else if (status === "succeeded") counts.succeeded += 1;
      else counts.failed += 1;
    }
  }
  return counts;
}

/** How many iterations the innermost Map around the state has had in all; 0 outside any Map. */
function iterationsAround(fold: Fold, path: string): number {
  for (let container = parentPath(path); container !== ""; container = parentPath(container)) {
    const runs = fold.runs(container);
    if (runs.some((run) => run.isMap)) return runs.reduce((total, run) => total + run.length, 0);
  }
  return 0;
}

function nodeStatus(status: Status, current: boolean, counts: Counts | null, badge: Badge | null): NodeStatus {
  return { status, glyph: GLYPHS[status], counts, current, badge };
}

/** A Fail state is never exited: it has ended the flow once it was entered. */
function hasEnded(fold: Fold, node: GraphNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === "Fail") return fold.visits.has(node.id);
  return fold.taken.has(transitionKey(node.id, "end", null));
}

function indexOf(kind: string, index: number | null): number | null {
  return kind === "catch" || kind === "choice" ? index : null;
}

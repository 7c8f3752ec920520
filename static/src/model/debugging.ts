/** What the debugger shows, filled by `debugger/`. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { EventView, ExecutionView, Session } from "../protocol/messages";
import type { EdgeStatuses, NodeStatuses } from "./execution";

export interface Debugging {
  readonly execution: Signal<ExecutionView | null>;
  readonly session: Signal<Session | null>;
  readonly events: Signal<readonly EventView[]>;
  /** The sequence of the event that is looked at; 0 before the first. */
  readonly cursor: Signal<number>;
  readonly nodes: Signal<NodeStatuses>;
  readonly edges: Signal<EdgeStatuses>;
  /** Whether an execution is open: the canvas and the status bar show it. */
  readonly active: ReadonlySignal<boolean>;
}

export function createDebugging(): Debugging {
  const execution = signal<ExecutionView | null>(null);
  return {
    execution,
    session: signal(null),
    events: signal([]),
    cursor: signal(0),
    nodes: signal(new Map()),
    edges: signal(new Map()),
    active: computed(() => execution.value !== null),
  };
}

/** Show no execution any more. */
export function clearDebugging(debug: Debugging): void {
  batch(() => {
    debug.execution.value = null;
    debug.session.value = null;
    debug.events.value = [];
    debug.cursor.value = 0;
    debug.nodes.value = new Map();
    debug.edges.value = new Map();
  });
}

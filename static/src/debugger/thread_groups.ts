/** The threads at the cursor, put together as they are shown: the root, and the flows of each Map and Parallel. Pure. */

import type { ThreadView } from "../protocol/messages";

export interface ThreadGroup {
  /** The flow that holds the Map or Parallel; null for the root. */
  readonly parent: string | null;
  readonly title: string;
  readonly threads: readonly ThreadView[];
}

/** How a phase is marked and said. */
export const PHASES: Readonly<Record<string, readonly [glyph: string, words: string]>> = {
  Entering: ["→", "entering"],
  Entered: ["▸", "at the start"],
  AwaitingTask: ["◔", "waits for its task"],
  AwaitingTimer: ["◔", "waits"],
  AwaitingRetry: ["↻", "waits to retry"],
  Running: ["◌", "children at work"],
  OpeningMapRun: ["◌", "opens its map run"],
  AwaitingItems: ["◔", "reads its items"],
  RunningMapRun: ["◌", "children at work"],
  AwaitingWrite: ["◔", "writes its results"],
  Finishing: ["✓", "has its result"],
  Failing: ["✕", "failing"],
  Ended: ["✓", "ended"],
  Aborted: ["◼", "aborted"],
};

/** Return the groups of the threads that `filter` names: by their place, their state or what they do. */
export function threadGroups(threads: readonly ThreadView[], filter: string): readonly ThreadGroup[] {
  const sought = filter.trim().toLowerCase();
  const byId = new Map(threads.map((thread) => [thread.id, thread]));
  const groups = new Map<string | null, ThreadView[]>();
  for (const thread of threads) {
    if (thread.path === null && thread.parent === null) continue;
    if (sought !== "" && !searched(thread).includes(sought)) continue;
    const group = groups.get(thread.parent);
    if (group === undefined) groups.set(thread.parent, [thread]);
    else group.push(thread);
  }
  return [...groups].map(([parent, members]) => ({
    parent,
    title: parent === null ? "" : groupTitle(members[0], byId.get(parent)),
    threads: members.toSorted((left, right) => (left.index ?? 0) - (right.index ?? 0)),
  }));
}

/** A thread as it is called: `root`, or `MapWords[3]`. */
export function placeOf(thread: ThreadView): string {
  return thread.container === null ? "root" : `${nameOf(thread.container)}[${thread.index}]`;
}

/** The state that a thread is in, by its name. */
export function stateOf(thread: ThreadView): string {
  return thread.path === null ? "" : nameOf(thread.path);
}

function searched(thread: ThreadView): string {
  return `${placeOf(thread)} ${stateOf(thread)} ${PHASES[thread.status]?.[1] ?? thread.status}`.toLowerCase();
}

function groupTitle(member: ThreadView | undefined, parent: ThreadView | undefined): string {
  const container = nameOf(member?.container ?? "");
  return parent === undefined || parent.container === null ? container : `${container} in ${placeOf(parent)}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

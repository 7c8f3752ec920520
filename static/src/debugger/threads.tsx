/** The threads at the cursor, by the Map or Parallel that holds them; a press looks at one. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { ThreadView } from "../protocol/messages";
import { useApp } from "../ui/context";
import { useDebugger } from "./context";
import { PHASES, placeOf, stateOf, type ThreadGroup, threadGroups } from "./thread_groups";

/** More threads than this can be filtered. */
const FILTERED_FROM = 20;

export function Threads() {
  const session = useApp().debug.session.value;
  const [filter, setFilter] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const focused = session?.thread;
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[data-current]");
    if (focused === undefined || list.current === null || row === null || row === undefined) return;
    // The list alone is scrolled: the column stays where a person reads it.
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    if (top < list.current.scrollTop) list.current.scrollTop = top;
    else if (bottom > list.current.scrollTop + list.current.clientHeight) {
      list.current.scrollTop = bottom - list.current.clientHeight;
    }
  }, [focused]);
  if (session === null || session.threads.length === 0) return <p class="nothing">Nothing is being debugged.</p>;
  const { threads, thread_count: count } = session;
  const isFiltered = threads.length > FILTERED_FROM;
  const groups = threadGroups(threads, isFiltered ? filter : "");
  return (
    <div class="threads" data-testid="threads" ref={list}>
      {isFiltered && (
        <input
          class="input threads-filter"
          type="search"
          aria-label="Filter the threads by place, state or what they do"
          placeholder="Filter: state, [3], waits…"
          data-testid="threads-filter"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {groups.map((group) => (
        <Group key={group.parent} group={group} focused={session.thread} />
      ))}
      {groups.length === 0 && <p class="nothing">No thread is called so.</p>}
      {count > threads.length && (
        <p class="threads-more" data-testid="threads-more">
          {threads.length} of {count.toLocaleString("en")} threads
        </p>
      )}
    </div>
  );
}

function Group({ group, focused }: { readonly group: ThreadGroup; readonly focused: string }) {
  return (
    <>
      {group.title !== "" && (
        <h3 class="threads-title">
          {group.title} <span class="count">{group.threads.length}</span>
        </h3>
      )}
      <ul class="stack" aria-label={group.title === "" ? "Root" : group.title}>
        {group.threads.map((thread) => (
          <li key={thread.id}>
            <ThreadRow thread={thread} current={thread.id === focused} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ThreadRow({ thread, current }: { readonly thread: ThreadView; readonly current: boolean }) {
  const dbg = useDebugger();
  const [glyph, words] = PHASES[thread.status] ?? ["·", thread.status];
  const state = stateOf(thread);
  return (
    <button
      type="button"
      class="stack-row"
      data-testid={`thread:${thread.id}`}
      data-current={current || undefined}
      aria-current={current || undefined}
      title={`${placeOf(thread)}: ${state} ${words}`}
      onClick={() => void dbg.control({ action: "focus", thread: thread.id, iteration: null, sequence: null })}
    >
      <span class="stack-mark" aria-hidden="true">
        {current ? "▶" : ""}
      </span>
      <span class="stack-label">{thread.container === null ? "root" : `[${thread.index}] ${state}`}</span>
      <span class="stack-note">
        <span aria-hidden="true">{glyph}</span> {words}
      </span>
    </button>
  );
}

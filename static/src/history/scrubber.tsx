/** A slider over the record: drag it, or use the arrows, to look at any moment. Marks show errors and breakpoints. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { ForkSwitcher } from "../forks/fork_switcher";
import { leavings } from "../forks/fork_words";
import { IconButton } from "../ui/button";
import type { EventIndex } from "./event_index";
import { offset, typeName } from "./event_words";
import { PLACES, places } from "./marks";

export function Scrubber({ index }: { readonly index: EventIndex }) {
  const dbg = useDebugger();
  const { app } = dbg;
  const events = app.debug.events.value;
  const cursor = app.debug.cursor.value;
  const wanted = useSignal<number | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const at = Math.min(events.length, Math.max(1, wanted.value ?? cursor));
  const now = index.at(at);
  const elapsed = now === undefined ? 0 : now.time_ms - (events[0]?.time_ms ?? 0);
  const disabled = !dbg.canSeek.value;

  // Once a frame is often enough, however fast it is dragged.
  const seek = (sequence: number) => {
    wanted.value = Math.min(events.length, Math.max(1, sequence));
    if (frame.current !== 0) return;
    const release = app.pending.hold();
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const next = wanted.peek();
      wanted.value = null;
      if (next !== null) void dbg.seek(next);
      release();
    });
  };
  return (
    <div class="history-scrubber">
      <IconButton
        icon="chevronLeft"
        label="Previous event"
        disabled={disabled || cursor <= 1}
        data-testid="scrubber-previous"
        onClick={() => seek(at - 1)}
      />
      <div class="history-scrubber-track">
        <Marks index={index} />
        <input
          type="range"
          class="history-scrubber-range"
          aria-label="Moment of the execution"
          aria-valuetext={words(at, events.length, now === undefined ? [] : [typeName(now), index.place(now)])}
          data-testid="scrubber"
          min={1}
          max={Math.max(1, events.length)}
          step={1}
          value={at}
          disabled={disabled}
          onInput={(event) => seek(event.currentTarget.valueAsNumber)}
        />
      </div>
      <IconButton
        icon="chevronRight"
        label="Next event"
        disabled={disabled || cursor >= events.length}
        data-testid="scrubber-next"
        onClick={() => seek(at + 1)}
      />
      <output class="history-scrubber-words">
        event {Math.min(at, events.length)} / {events.length}
        {dbg.forks.shared.value > 0 && (
          <span class="history-scrubber-from" data-recorded={at <= dbg.forks.shared.value || undefined}>
            <span aria-hidden="true">◎</span>
            <span class="visually-hidden">{at <= dbg.forks.shared.value ? "recorded" : ""}</span>
          </span>
        )}
        <span class="history-scrubber-time">{offset(elapsed)}</span>
      </output>
      <ForkSwitcher testId="fork-switcher" />
    </div>
  );
}

function words(at: number, head: number, what: readonly string[]): string {
  return [`Event ${at} of ${head}`, ...what].filter((part) => part !== "").join(", ");
}

/** Little lines below the slider, one path each for errors and breakpoints, whatever their number. */
function Marks({ index }: { readonly index: EventIndex }) {
  const { app, forks, hits } = useDebugger();
  const head = app.debug.events.value.length;
  const { errors } = index;
  const found = hits.sequences.value;
  const errorPath = useMemo(() => path(places(errors, head)), [errors, errors.length, head]);
  const left = leavings(forks.tree.value?.forks ?? [], app.debug.execution.value?.id ?? null);
  const [end] = places([forks.shared.value], head);
  const stopPath = useMemo(() => path(places(found, head)), [found, head]);
  return (
    <svg class="history-scrubber-marks" viewBox={`0 0 ${PLACES} 10`} preserveAspectRatio="none" aria-hidden="true">
      {forks.shared.value > 0 && end !== undefined && (
        <path class="history-scrubber-recorded" data-testid="scrubber-recorded" d={`M0 9H${end}`} />
      )}
      <path class="history-scrubber-forks" data-testid="scrubber-forks" d={path(places(left, head))} />
      <path class="history-scrubber-stops" d={stopPath} />
      <path class="history-scrubber-errors" d={errorPath} />
    </svg>
  );
}

function path(at: readonly number[]): string {
  return at.map((place) => `M${place} 0V10`).join("");
}

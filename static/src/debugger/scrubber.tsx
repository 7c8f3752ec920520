/** A slider over the record: drag it or use the arrows to look at any moment; marks show where something failed. */

import { useMemo } from "preact/hooks";
import { useApp } from "../ui/context";
import { useDebugger } from "./context";
import { toneOf } from "./event_words";
import { duration } from "./words";

const MOST_MARKS = 200;

export function Scrubber() {
  const dbg = useDebugger();
  const app = useApp();
  const events = app.debug.events.value;
  const cursor = app.debug.cursor.value;
  const marks = useMemo(() => events.filter((event) => toneOf(event) === "failed").slice(0, MOST_MARKS), [events]);
  const now = events[Math.max(0, cursor - 1)];
  const first = events[0];
  const clock = first === undefined || now === undefined ? "" : duration(now.time_ms - first.time_ms);
  return (
    <div class="scrubber">
      <div class="scrubber-track">
        <input
          type="range"
          class="scrubber-range"
          aria-label="Moment of the execution"
          aria-valuetext={`Event ${cursor} of ${events.length}`}
          data-testid="scrubber"
          min={1}
          max={Math.max(1, events.length)}
          step={1}
          value={Math.max(1, cursor)}
          disabled={!dbg.canSeek.value}
          onInput={(event) => void dbg.seek(event.currentTarget.valueAsNumber)}
        />
        <div class="scrubber-marks" aria-hidden="true">
          {marks.map((event) => (
            <span
              key={event.sequence}
              class="scrubber-mark"
              style={{ left: `${((event.sequence - 1) / Math.max(1, events.length - 1)) * 100}%` }}
            />
          ))}
        </div>
      </div>
      <output class="scrubber-words">
        event {cursor} / {events.length}
        {clock !== "" && ` · ${clock}`}
      </output>
    </div>
  );
}

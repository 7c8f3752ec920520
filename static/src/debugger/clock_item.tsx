/** The virtual clock in the status bar: its time, its pace, and a way to what comes next. */

import { useEffect, useState } from "preact/hooks";
import type { ClockView } from "../protocol/messages";
import { clockTime } from "../timeline/axis";
import { Icon } from "../ui/icons";
import { goToNextTimer, isTimerEnabled } from "./actions";
import { PACES, paceWords, shownMs, timerWords } from "./clock";
import { useDebugger } from "./context";

const TICK_MS = 100;

export function ClockItem() {
  const dbg = useDebugger();
  const { session, events, cursor } = dbg.app.debug;
  const now = session.value;
  const first = events.value[0];
  const clock = now?.clock ?? null;
  const shown = useTicking(clock, now?.running === true);
  if (now === null || clock === null) return null;
  // While another moment is looked at, its time is shown before the server has answered.
  const event = events.value[cursor.value - 1];
  const ms = now.running ? shown : (event?.time_ms ?? clock.now_ms);
  const next = clock.next;
  return (
    <>
      <span class="status-item clock-time" data-testid="clock">
        virtual {clockTime(Math.max(0, ms - (first?.time_ms ?? clock.now_ms)))}
      </span>
      {!dbg.over.value && (
        <select
          class="clock-pace"
          aria-label="Pace of the virtual clock"
          title="How fast the virtual clock goes: at once to the next timer, or so many seconds in one"
          data-testid="clock-pace"
          value={clock.pace}
          onChange={(event) => void dbg.setPace(Number(event.currentTarget.value))}
        >
          {PACES.map((pace) => (
            <option key={pace} value={pace}>
              {paceWords(pace)}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        class="status-item clock-next"
        disabled={!isTimerEnabled(dbg)}
        title={next === null ? "Run on to the next timer" : `Jump to it: ${timerWords(next, ms)} (Alt+.)`}
        data-testid="dbg-next-timer"
        onClick={() => void goToNextTimer(dbg)}
      >
        <Icon name="stepForward" size={13} />
        <bdi class="clock-words">{next === null ? "next timer" : timerWords(next, ms)}</bdi>
        {next !== null && <span class="visually-hidden">: jump to it</span>}
      </button>
    </>
  );
}

/** What the clock shows; while it runs at a pace it is drawn anew ten times a second. */
function useTicking(clock: ClockView | null, running: boolean): number {
  const [ticked, setTicked] = useState({ clock, since: 0 });
  const ticks = running && clock !== null && clock.pace > 0 && clock.next !== null;
  const key = clock === null ? "" : `${clock.now_ms} ${clock.pace} ${clock.next?.at_ms}`;
  useEffect(() => {
    setTicked({ clock, since: 0 });
    if (!ticks) return;
    const start = performance.now();
    const timer = setInterval(() => setTicked({ clock, since: performance.now() - start }), TICK_MS);
    return () => clearInterval(timer);
  }, [ticks, key]);
  if (clock === null) return 0;
  return ticks ? shownMs(clock, ticked.since) : clock.now_ms;
}

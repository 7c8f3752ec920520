/** The bottom panel's tab on time: what ran when, what waited, what was retried. */

import { type Signal, signal } from "@preact/signals";
import { useDebugger } from "../debugger/context";
import type { Debugger } from "../debugger/debugger";
import { VisitLog } from "../model/visit_log";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icons";
import { type Segment, Segmented } from "../ui/segmented";
import { Axis, type AxisKind } from "./axis";
import { TimelineChart, type TimelineView } from "./chart";
import { hasWallTime } from "./wall";

interface Visits {
  readonly log: VisitLog;
  readonly view: Signal<TimelineView>;
  /** Whether a person said by what the axis goes. */
  readonly saidAxis: Signal<AxisKind | null>;
}

const known = new WeakMap<Debugger, Visits>();

/** The visits of the open execution, as far as they have reached the page. */
export function visitsOf(dbg: Debugger): Visits {
  let found = known.get(dbg);
  if (found === undefined) {
    const view = signal<TimelineView>({ axis: "time", domain: null, folded: new Set() });
    found = { log: new VisitLog(), view, saidAxis: signal(null) };
    known.set(dbg, found);
  }
  const events = dbg.app.debug.events.value;
  const isOther = found.log.events.length > 0 && events[0] !== found.log.events[0];
  found.log.take(events);
  if (isOther) found.view.value = { ...found.view.peek(), domain: null, folded: new Set() };
  return found;
}

export function TimelineTab() {
  const dbg = useDebugger();
  const { log, view, saidAxis } = visitsOf(dbg);
  const execution = dbg.app.debug.execution.value;
  if (execution === null || log.events.length === 0) {
    return (
      <p class="nothing" data-testid="timeline-nothing">
        <Icon name="play" /> {execution === null ? "No execution is open: Debug starts one." : "No events yet."}
      </p>
    );
  }
  const isVirtual = execution.clock === "virtual";
  // Where nothing took any time, the order of the events is what there is to see.
  const took = (log.events.at(-1)?.time_ms ?? 0) - (log.events[0]?.time_ms ?? 0);
  const [isKnown, said] = [hasWallTime(log.events), saidAxis.value];
  const kinds = axes(isVirtual, isKnown);
  const axis: AxisKind = kinds.find(({ value }) => value === said)?.value ?? (took === 0 ? "events" : "time");
  if (view.peek().axis !== axis) view.value = { ...view.peek(), axis, domain: null };
  const zoom = (by: number) => {
    const whole = new Axis(axis, log.events);
    const now = view.peek().domain ?? whole.full;
    const next = whole.zoom(now, by, (now.start + now.end) / 2);
    const isAll = next.start <= whole.full.start && next.end >= whole.full.end;
    view.value = { ...view.peek(), domain: isAll ? null : next };
  };
  return (
    <div class="tl-tab" data-testid="timeline">
      <div class="tl-tools">
        <Segmented
          label="Axis"
          testId="timeline-axis"
          value={axis}
          segments={kinds}
          onChange={(next) => {
            saidAxis.value = next;
          }}
        />
        <IconButton icon="minus" label="Zoom out" keys="-" data-testid="timeline-out" onClick={() => zoom(1 / 0.6)} />
        <IconButton icon="add" label="Zoom in" keys="+" data-testid="timeline-in" onClick={() => zoom(0.6)} />
        <IconButton
          icon="fit"
          label="Show all"
          keys="0"
          disabled={view.value.domain === null}
          data-testid="timeline-fit"
          onClick={() => {
            view.value = { ...view.peek(), domain: null };
          }}
        />
        <ul class="tl-legend" aria-label="Legend">
          <li>
            <i class="tl-key tl-key-dots" /> queued, waits
          </li>
          <li>
            <i class="tl-key tl-key-run" /> runs
          </li>
          <li>
            <i class="tl-key tl-key-hatch" /> delay before a retry
          </li>
          {axis === "wall" && (
            <li title="Paused by the debugger, waiting for a person, or its server was down: drawn short, however long it was">
              <i class="tl-key tl-key-gap" /> held, not to scale
            </li>
          )}
        </ul>
        {!isKnown && (
          <span
            class="tl-note"
            title="This execution was recorded by an earlier version, which kept the times that its events tell only"
            data-testid="timeline-no-wall"
          >
            its wall time was not recorded
          </span>
        )}
      </div>
      <TimelineChart log={log} view={view} label="Timeline of the execution" />
    </div>
  );
}

/** By what the axis may go. On the real clock the events tell the wall time; without the pauses it is worth a look, too. */
function axes(isVirtual: boolean, isKnown: boolean): readonly Segment<AxisKind>[] {
  return [
    { value: "time", label: isVirtual ? "Virtual time" : "Time" },
    ...(isKnown ? [{ value: "wall", label: isVirtual ? "Wall time" : "Without pauses" } as const] : []),
    { value: "events", label: "Event by event" },
  ];
}

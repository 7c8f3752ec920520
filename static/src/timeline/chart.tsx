/**
 * The chart: names on the left, bars on a canvas beside them, both scrolled as one; only what can be seen is drawn.
 *
 * The names are a tree with the focus on the whole: Up and Down move the row, Left and Right its bar, Enter goes there.
 */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { VisitLog } from "../model/visit_log";
import { Icon } from "../ui/icons";
import { Axis, type AxisKind, type Domain } from "./axis";
import { type Chart, type ChartColors, drawChart, ROW_PX, toX, visitAt } from "./draw";
import { Gaps } from "./gaps";
import { goToVisit } from "./go";
import { Marks } from "./marks";
import { type Row, rowName, rowsOf, rowVisits } from "./rows";
import { visitLine, visitWords } from "./visit_words";

/** How wide a character of a tick's words is, with room to spare. */
const TICK_CHARACTER_PX = 6.5;
const NAMES_PX = 190;
const NARROW_NAMES_PX = 112;
const NARROW_PX = 620;
const DRAG_PX = 4;
const COLORS = [
  ...["running", "succeeded", "caught", "failed", "aborted"],
  ...["paused", "surface", "text", "muted", "line", "accent", "error"],
];

export interface TimelineView {
  readonly axis: AxisKind;
  /** Null shows all, and grows with it. */
  readonly domain: Domain | null;
  readonly folded: ReadonlySet<number>;
}

export interface TimelineChartProps {
  readonly log: VisitLog;
  readonly view: Signal<TimelineView>;
  /** The visit of a container whose children are shown; 0 shows everything. */
  readonly container?: number;
  readonly label: string;
}

interface Pointed {
  readonly visit: number;
  readonly x: number;
  readonly y: number;
}

export function TimelineChart({ log, view, container = 0, label }: TimelineChartProps) {
  const dbg = useDebugger();
  const id = useId();
  const cursor = dbg.app.debug.cursor.value;
  const seen = useSignal({ top: 0, width: 0, height: 0 });
  const active = useSignal({ row: 0, visit: 0 });
  const pointed = useSignal<Pointed | null>(null);
  const [scroller, canvas, probes] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLDivElement>(null),
  ];
  const { axis: kind, domain: chosen, folded } = view.value;
  const rows = useMemo(() => rowsOf(log, folded, container), [log, log.size, folded, container]);
  const axis = useMemo(() => new Axis(kind, log.events), [kind, log.events]);
  const domain = chosen === null ? axis.full : axis.within(chosen);
  const { top, width: all, height } = seen.value;
  const names = all < NARROW_PX ? NARROW_NAMES_PX : NAMES_PX;
  const width = Math.max(1, all - names);
  const chart: Chart = { log, rows, axis, domain, cursor };
  const latest = useRef({ chart, width, names });
  latest.current = { chart, width, names };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const { scrollTop, clientWidth, clientHeight } = element;
      const before = seen.peek();
      if (before.top === scrollTop && before.width === clientWidth && before.height === clientHeight) return;
      seen.value = { top: scrollTop, width: clientWidth, height: clientHeight };
    };
    const zoom = (event: WheelEvent) => {
      const { chart: now, width: wide, names: left } = latest.current;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const x = event.clientX - element.getBoundingClientRect().left - left;
        const at = now.domain.start + (Math.max(0, x) / wide) * (now.domain.end - now.domain.start);
        show(now.axis.zoom(now.domain, 1.0015 ** event.deltaY, at));
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        show(now.axis.pan(now.domain, sideways / wide));
      } else return;
      event.preventDefault();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    element.addEventListener("wheel", zoom, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
      element.removeEventListener("wheel", zoom);
    };
  }, []);
  useLayoutEffect(() => {
    if (canvas.current === null || probes.current === null) return;
    const colors = readColors(probes.current);
    drawChart(canvas.current, chart, { top, width, height, scale: Math.max(1, devicePixelRatio) }, colors);
  });
  void dbg.app.view.theme.value;

  function show(next: Domain): void {
    const { full } = latest.current.chart.axis;
    const isAll = next.start <= full.start && next.end >= full.end;
    view.value = { ...view.peek(), domain: isAll ? null : next };
  }
  const reveal = (row: number) => {
    const element = scroller.current;
    if (element === null) return;
    if (row * ROW_PX < element.scrollTop) element.scrollTop = row * ROW_PX;
    else if ((row + 1) * ROW_PX > element.scrollTop + element.clientHeight) {
      element.scrollTop = (row + 1) * ROW_PX - element.clientHeight;
    }
  };
  const activate = (index: number, visit: number | null) => {
    const at = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[at];
    if (row === undefined) return;
    active.value = { row: at, visit: visit ?? nearestVisit(chart, row) };
    reveal(at);
  };
  const fold = (row: Row | undefined) => {
    if (row === undefined || row.containers.length === 0) return;
    const next = new Set(folded);
    const isFolded = row.containers.every((visit) => next.has(visit));
    for (const visit of row.containers) {
      if (isFolded) next.delete(visit);
      else next.add(visit);
    }
    view.value = { ...view.peek(), folded: next };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { row } = active.peek();
    const page = Math.max(1, Math.floor(height / ROW_PX) - 1);
    const middle = axis.at(active.peek().visit === 0 ? cursor : log.from(active.peek().visit));
    const at = middle < domain.start || middle > domain.end ? (domain.start + domain.end) / 2 : middle;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => activate(row + 1, null),
      ArrowUp: () => activate(row - 1, null),
      PageDown: () => activate(row + page, null),
      PageUp: () => activate(row - page, null),
      Home: () => activate(0, null),
      End: () => activate(rows.length - 1, null),
      ArrowRight: () => (event.shiftKey ? show(axis.pan(domain, 0.15)) : moveBar(1)),
      ArrowLeft: () => (event.shiftKey ? show(axis.pan(domain, -0.15)) : moveBar(-1)),
      "+": () => show(axis.zoom(domain, 0.6, at)),
      "=": () => show(axis.zoom(domain, 0.6, at)),
      "-": () => show(axis.zoom(domain, 1 / 0.6, at)),
      "0": () => show(axis.full),
      " ": () => fold(rows[row]),
      Enter: () => void goToVisit(dbg, log, active.peek().visit),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const moveBar = (by: 1 | -1) => {
    const { row, visit } = active.peek();
    const shown = rows[row];
    if (shown === undefined) return;
    const visits = rowVisits(log, shown);
    let at = 0;
    while (at < visits.length && visits.at(at) !== visit) at += 1;
    const next = visits.at(Math.min(visits.length - 1, Math.max(0, at + by)));
    active.value = { row, visit: next };
    const x = axis.at(log.from(next));
    if (x < domain.start || x > domain.end)
      show(axis.within({ start: x - (domain.end - domain.start) / 2, end: x + (domain.end - domain.start) / 2 }));
  };
  const placeOf = (event: PointerEvent | MouseEvent) => {
    const element = scroller.current;
    const box = element?.getBoundingClientRect();
    const y = event.clientY - (box?.top ?? 0) + (element?.scrollTop ?? 0);
    return {
      x: event.clientX - (box?.left ?? 0) - names,
      row: Math.floor(y / ROW_PX),
      y: event.clientY - (box?.top ?? 0),
    };
  };
  const drag = useRef<{ x: number; domain: Domain; moved: boolean } | null>(null);
  const onPointerDown = (event: PointerEvent) => {
    const { x } = placeOf(event);
    if (event.button !== 0 || x < 0) return;
    drag.current = { x, domain, moved: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const { x, row, y } = placeOf(event);
    const from = drag.current;
    if (from !== null && event.buttons === 1 && (from.moved || Math.abs(x - from.x) > DRAG_PX)) {
      from.moved = true;
      pointed.value = null;
      show(axis.pan(from.domain, (from.x - x) / width));
      return;
    }
    const shown = rows[row];
    const visit = shown === undefined || x < 0 ? 0 : visitAt(chart, shown, width, x);
    pointed.value = visit === 0 ? null : { visit, x: x + names, y };
  };
  const onClick = (event: MouseEvent) => {
    const { x, row } = placeOf(event);
    const wasDragged = drag.current?.moved === true;
    drag.current = null;
    const shown = rows[row];
    if (wasDragged || shown === undefined) return;
    const visit = x < 0 ? nearestVisit(chart, shown) : visitAt(chart, shown, width, x);
    activate(row, visit === 0 ? null : visit);
    if (visit !== 0) void goToVisit(dbg, log, visit);
  };
  // Where the debugger comes to stand is shown.
  useEffect(() => {
    const thread = log.threadNumber(dbg.app.debug.session.peek()?.thread ?? "0");
    const at = rows.findIndex((row) => row.thread === thread && (row.visit === 0 || isAt(log, row.visit, cursor)));
    if (at >= 0 && dbg.canSeek.peek()) reveal(at);
  }, [cursor]);

  const first = Math.max(0, Math.floor(top / ROW_PX) - 2);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW_PX) + 2);
  const tip = pointed.value ?? null;
  const focused = active.value;
  return (
    <div class="tl" data-testid="timeline-chart" data-rows={rows.length}>
      <div class="tl-ruler" style={{ paddingLeft: `${names}px` }}>
        <div class="tl-ticks" style={{ width: `${width}px` }}>
          {wholeTicks(chart, width).map(({ at, label: words }) => (
            <span key={at} class="tl-tick" style={{ left: `${toX(chart, width, at)}px` }}>
              {words}
            </span>
          ))}
          <Gaps chart={chart} width={width} />
          <Marks log={log} at={(sequence) => toX(chart, width, axis.at(sequence))} width={width} />
        </div>
      </div>
      <div class="tl-scroll" ref={scroller}>
        <div class="tl-canvas" aria-hidden="true" style={{ height: `${height}px`, marginBottom: `${-height}px` }}>
          <canvas ref={canvas} style={{ left: `${names}px`, width: `${width}px`, height: `${height}px` }} />
        </div>
        <div
          class="tl-rows"
          role="tree"
          tabIndex={0}
          aria-label={label}
          aria-activedescendant={focused.row >= first && focused.row < last ? `${id}-${focused.row}` : undefined}
          data-testid="timeline-rows"
          style={{ height: `${Math.max(height, rows.length * ROW_PX)}px` }}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => {
            pointed.value = null;
            drag.current = null;
          }}
          onClick={onClick}
        >
          {rows.slice(first, last).map((row, offset) => {
            const at = first + offset;
            const shown = focused.row === at ? focused.visit : 0;
            const visit = shown === 0 ? nearestVisit(chart, row) : shown;
            const isFolded = row.containers.length > 0 && row.containers.every((each) => folded.has(each));
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
              <div
                key={`${row.thread} ${row.visit}`}
                id={`${id}-${at}`}
                role="treeitem"
                class="tl-row"
                data-testid={testId(log, row, container)}
                data-active={focused.row === at || undefined}
                aria-level={row.depth + 1}
                aria-selected={focused.row === at}
                aria-expanded={row.containers.length === 0 ? undefined : !isFolded}
                aria-label={`${rowName(log, row)}: ${visitWords(log, axis, visit, cursor)}`}
                style={{ top: `${at * ROW_PX}px`, height: `${ROW_PX}px` }}
              >
                <span class="tl-name" style={{ width: `${names}px`, paddingLeft: `${8 + row.depth * 14}px` }}>
                  {row.containers.length > 0 ? (
                    <button
                      type="button"
                      class="tl-fold"
                      tabIndex={-1}
                      aria-hidden="true"
                      onClick={(event) => {
                        event.stopPropagation();
                        fold(row);
                      }}
                    >
                      <Icon name={isFolded ? "chevronRight" : "chevronDown"} size={14} />
                    </button>
                  ) : (
                    <span class="tl-fold" />
                  )}
                  <bdi>{rowName(log, row)}</bdi>
                </span>
              </div>
            );
          })}
        </div>
      </div>
      <p class="tl-words" data-testid="timeline-words">
        {visitLine(log, axis, tip?.visit ?? focused.visit, cursor)}
      </p>
      {tip !== null && (
        <div
          class="tooltip tl-tip"
          style={{ left: `${Math.min(tip.x + 12, all - 250)}px`, top: `${Math.max(2, tip.y - 8)}px` }}
        >
          {visitLine(log, axis, tip.visit, cursor)}
        </div>
      )}
      <div ref={probes} hidden>
        {COLORS.map((name) => (
          <span key={name} data-color={name} class={`tl-color-${name}`} />
        ))}
      </div>
    </div>
  );
}

/** The ticks whose words are not cut off at the right end. */
function wholeTicks(chart: Chart, width: number): ReturnType<Axis["ticks"]> {
  const end = (at: number, words: string) => toX(chart, width, at) + TICK_CHARACTER_PX * words.length;
  return chart.axis.ticks(chart.domain, width).filter(({ at, label }) => end(at, label) <= width);
}

/** A state's path, or which child of its container it is; in lanes as in a grid. */
function testId(log: VisitLog, row: Row, container: number): string {
  const thread = log.thread(row.thread);
  if (row.visit !== 0 || thread === undefined) return `tl:${log.path(row.visit)}`;
  const [path, prefix] = [log.path(thread.container), container === thread.container ? "iter" : "tl"];
  return `${prefix}:${path}:${thread.index}`;
}

/** The visit of a row that is under way at the cursor, else the last one before it, else its first. */
function nearestVisit({ log, cursor }: Chart, row: Row): number {
  const visits = rowVisits(log, row);
  let found = visits.at(0);
  for (let at = 0; at < visits.length && log.from(visits.at(at)) <= cursor; at += 1) found = visits.at(at);
  return found;
}

function isAt(log: VisitLog, visit: number, cursor: number): boolean {
  return log.from(visit) <= cursor && (log.to(visit) === 0 || log.to(visit) >= cursor);
}

function readColors(element: HTMLElement): ChartColors {
  const colors: Record<string, string> = {};
  for (const probe of element.children) {
    if (probe instanceof HTMLElement) colors[probe.dataset.color ?? ""] = getComputedStyle(probe).color;
  }
  return colors as ChartColors;
}

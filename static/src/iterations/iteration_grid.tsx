/**
 * The grid: a cell for each iteration. Few are buttons of their own; many are drawn on a canvas, so that 100,000 scroll
 * like 100, and over those that can be seen, at most 200, lie options for the pointer and for those who hear the page.
 *
 * The list has the focus and names its active option. Arrows move that, Enter and a press choose it, a drag or Shift
 * takes a range.
 */

import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { duration } from "../debugger/words";
import type { Group, Look } from "./arrange";
import { CELL_GLYPHS, CELL_STATUSES, CELL_WORDS, cellStatus, type Shown } from "./cell_status";
import { drawCells, readColors, Stamps, stampKey } from "./draw";
import { GridLayout } from "./layout";

const FEW = 200;
const BIG_CELL_PX = 32;
const CELL_PX = 18;
const MOST_OPTIONS = 200;
const EDGE_PX = 8;

export interface IterationGridProps {
  readonly shown: Shown;
  readonly groups: readonly Group[];
  /** What the groups were made by: when that changes, the chosen one is shown again. */
  readonly look: Look;
  readonly chosen: number;
  readonly range: ReadonlySet<number>;
  readonly onChoose: (cell: number) => void;
  /** A range was taken: the cells in it, in the order of the grid. */
  readonly onRange: (cells: readonly number[]) => void;
}

export function IterationGrid({ shown, groups, look, chosen, range, onChoose, onRange }: IterationGridProps) {
  const dbg = useDebugger();
  const id = useId();
  const { run } = shown;
  const seen = useSignal({ top: 0, width: 0, height: 0 });
  const active = useSignal(chosen);
  const anchor = useRef<number | null>(null);
  const [scroller, canvas, probes] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLDivElement>(null),
  ];
  const stamps = useRef<Stamps | null>(null);
  const isFew = run.length <= FEW;
  const cellPx = isFew ? BIG_CELL_PX : CELL_PX;
  const { top, width, height } = seen.value;
  const layout = useMemo(() => new GridLayout(groups, width - 2 * EDGE_PX, cellPx), [groups, width, cellPx]);
  const theme = dbg.app.view.theme.value;

  const measure = () => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, clientWidth, clientHeight } = element;
    const before = seen.peek();
    if (before.top === scrollTop && before.width === clientWidth && before.height === clientHeight) return;
    seen.value = { top: scrollTop, width: clientWidth, height: clientHeight };
  };
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (scroller.current !== null) observer.observe(scroller.current);
    const media = matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => {
      seen.value = { ...seen.peek() };
    };
    media.addEventListener("change", redraw);
    return () => {
      observer.disconnect();
      media.removeEventListener("change", redraw);
    };
  }, []);
  // The choice may come from elsewhere.
  useEffect(() => {
    active.value = chosen;
    if (width > 0) reveal(layout.rank(chosen));
  }, [chosen, run, width > 0, look]);
  useLayoutEffect(() => {
    if (isFew || canvas.current === null || probes.current === null) return;
    const colors = readColors(probes.current);
    const scale = Math.max(1, devicePixelRatio);
    if (stamps.current?.key !== stampKey(colors, cellPx, scale)) stamps.current = new Stamps(colors, cellPx, scale);
    drawCells(canvas.current, layout, shown, stamps.current, {
      left: EDGE_PX,
      top: top - EDGE_PX,
      width,
      height,
      scale,
    });
  });
  void theme;

  function reveal(rank: number): void {
    const element = scroller.current;
    if (element === null || rank < 0) return;
    const box = layout.box(rank);
    if (box.top < element.scrollTop) element.scrollTop = Math.max(0, box.top - cellPx);
    else if (box.top + cellPx > element.scrollTop + element.clientHeight) {
      element.scrollTop = box.top + 2 * cellPx - element.clientHeight;
    }
  }
  const moveTo = (rank: number, extend: boolean) => {
    const to = Math.min(layout.length - 1, Math.max(0, rank));
    const from = layout.rank(active.peek());
    if (extend) {
      anchor.current ??= from < 0 ? to : from;
      take(anchor.current, to);
    } else {
      anchor.current = null;
      if (range.size > 0) onRange([]);
    }
    active.value = layout.cell(to);
    reveal(to);
  };
  const take = (one: number, other: number) => {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    onRange(Array.from({ length: last - first + 1 }, (_, offset) => layout.cell(first + offset)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || layout.length === 0) return;
    const rank = Math.max(0, layout.rank(active.peek()));
    const page = Math.max(1, Math.floor(height / cellPx) - 1);
    const to: Readonly<Record<string, () => number>> = {
      ArrowRight: () => rank + 1,
      ArrowLeft: () => rank - 1,
      ArrowDown: () => layout.vertical(rank, 1),
      ArrowUp: () => layout.vertical(rank, -1),
      PageDown: () => layout.vertical(rank, page),
      PageUp: () => layout.vertical(rank, -page),
      Home: () => 0,
      End: () => layout.length - 1,
    };
    const move = to[event.key];
    if (move !== undefined) moveTo(move(), event.shiftKey);
    else if (event.key === "Enter" || event.key === " ") onChoose(active.peek());
    else if (event.key === "Escape" && range.size > 0) onRange([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rankOf = (event: PointerEvent): number => {
    const element = scroller.current;
    if (element === null) return -1;
    const box = element.getBoundingClientRect();
    const x = event.clientX - box.left - element.clientLeft - EDGE_PX;
    return layout.rankAt(x, event.clientY - box.top - element.clientTop + element.scrollTop - EDGE_PX);
  };
  const dragged = useRef<number | null>(null);
  const onPointerDown = (event: PointerEvent) => {
    const rank = event.button === 0 ? rankOf(event) : -1;
    if (rank < 0) return;
    if (event.shiftKey) {
      event.preventDefault();
      moveTo(rank, true);
      return;
    }
    dragged.current = rank;
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = dragged.current;
    if (from === null || event.pointerType === "touch") return;
    const rank = rankOf(event);
    if (rank < 0 || (rank === from && anchor.current === null)) return;
    anchor.current = from;
    take(from, rank);
    active.value = layout.cell(rank);
  };
  const onPointerUp = (event: PointerEvent) => {
    const from = dragged.current;
    dragged.current = null;
    if (from === null || rankOf(event) !== from || anchor.current !== null) return;
    moveTo(from, false);
    onChoose(layout.cell(from));
  };
  const [firstSeen, lastSeen] = layout.between(top - cellPx, top + height + cellPx);
  const activeRank = layout.rank(active.value);
  const options = isFew ? ranks(0, layout.length) : ranksAround(firstSeen, lastSeen, activeRank);
  return (
    <div class="iter-grid" ref={scroller} onScroll={measure} data-cells={layout.length}>
      {!isFew && (
        <div class="iter-canvas" aria-hidden="true" style={{ height: `${height}px`, marginBottom: `${-height}px` }}>
          <canvas ref={canvas} style={{ width: `${width}px`, height: `${height}px` }} />
        </div>
      )}
      <div
        class="iter-cells"
        role="listbox"
        tabIndex={0}
        aria-label={`${layout.length} of ${run.length} iterations of ${run.path}`}
        aria-multiselectable="true"
        aria-activedescendant={options.includes(activeRank) ? `${id}-${active.value}` : undefined}
        data-testid="iter-grid"
        style={{ height: `${layout.height + 2 * EDGE_PX}px` }}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => (dragged.current = null)}
      >
        {layout.headings.map(({ label, count, top: headingTop }) =>
          headingTop > top + height || headingTop < top - height ? null : (
            <h3 key={label} class="iter-heading" title={label} style={{ top: `${headingTop + EDGE_PX}px` }}>
              <bdi>{label}</bdi> <span class="count">{count}</span>
            </h3>
          ),
        )}
        {options.map((rank) => {
          const cell = layout.cell(rank);
          const status = cellStatus(shown, cell);
          const box = layout.box(rank);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
            <div
              key={cell}
              id={`${id}-${cell}`}
              role="option"
              class={`iter-cell cell-${status}`}
              data-testid={`iter:${run.path}:${cell}`}
              data-status={status}
              data-drawn={isFew || undefined}
              data-active={cell === active.value || undefined}
              aria-current={cell === chosen}
              aria-selected={range.has(cell)}
              aria-label={wordsOf(shown, cell)}
              title={wordsOf(shown, cell)}
              style={{
                left: `${box.left + EDGE_PX}px`,
                top: `${box.top + EDGE_PX}px`,
                width: `${cellPx}px`,
                height: `${cellPx}px`,
              }}
            >
              {isFew && (
                <span class="iter-cell-ground">
                  <span class="cell-number">{cell}</span>
                  <span aria-hidden="true">{CELL_GLYPHS[status]}</span>
                </span>
              )}
            </div>
          );
        })}
      </div>
      <div ref={probes} hidden>
        {[...CELL_STATUSES, "surface"].map((name) => (
          <span key={name} data-color={name} class={`cell-color-${name}`} />
        ))}
      </div>
    </div>
  );
}

/** What an iteration is called out as: its number, how it stands, for how long, with which error. */
function wordsOf(shown: Shown, cell: number): string {
  const { run } = shown;
  const ms = run.durationMs(cell);
  const error = run.error(cell);
  const words = [`${run.isMap ? "Iteration" : "Branch"} ${cell}`, CELL_WORDS[cellStatus(shown, cell)]];
  if (ms !== null) words.push(duration(ms));
  if (error !== null) words.push(error);
  return words.join(", ");
}

function ranks(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
}

/** The ranks that can be seen, at most so many, those around the active one first. */
function ranksAround(first: number, last: number, active: number): readonly number[] {
  if (last - first <= MOST_OPTIONS) return ranks(first, last);
  const middle = active >= first && active < last ? active : first;
  const start = Math.min(Math.max(first, middle - MOST_OPTIONS / 2), last - MOST_OPTIONS);
  return ranks(start, start + MOST_OPTIONS);
}

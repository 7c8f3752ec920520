/** The iterations of a Map (or branches of a Parallel) as a grid of cells, and which one is looked at. */

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { findState } from "../model/document";
import { GLYPHS } from "../model/execution";
import type { ChildStatus } from "../model/fold";
import { chosenIndex, chosenRun, mapsAround } from "../model/fold_iterations";
import { openIterations } from "../model/open_iterations";
import { stateName } from "../model/paths";
import type { StepTarget } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { useRowWindow } from "../ui/window";
import { useAsked } from "../why/asked";
import { stepInto } from "./actions";
import { useDebugger } from "./context";
import { noneHasBegun } from "./step_targets";

const CELL = 26;

type CellStatus = ChildStatus | "pending";

const CELL_GLYPHS: Readonly<Record<CellStatus, string>> = {
  pending: "·",
  running: GLYPHS.running,
  succeeded: GLYPHS.succeeded,
  failed: GLYPHS.failed,
  aborted: GLYPHS.aborted,
};

/** For a container its grid, for a state inside a Map a line that leads through the iterations. */
export function IterationPicker({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const app = useApp();
  void dbg.folded.value;
  const session = app.debug.session.value;
  const stands = session !== null && dbg.standing.value === path;
  const targets = stands ? session.targets : [];
  const own = targets.length > 0 || dbg.fold.runs(path).length > 0;
  if (own) return <Grid path={path} targets={targets} count={stands ? session.target_count : 0} />;
  const map = mapsAround(dbg.fold, path).at(-1);
  return map === undefined ? null : <IterationLine map={map} />;
}

function IterationLine({ map }: { readonly map: string }) {
  const dbg = useDebugger();
  const run = chosenRun(dbg.fold, map, dbg.chosen.value);
  if (run === null) return null;
  const index = chosenIndex(run, dbg.chosen.value);
  const status = run.children.get(index)?.status ?? "pending";
  const around = dbg.fold.place(run.thread);
  const outer = around === undefined ? null : `[${around.index}]`;
  const placed = around === undefined ? map : `${map} in ${around.run.path}${outer}`;
  return (
    <div class="iteration-line" data-testid="iteration-line">
      <IconButton
        icon="chevronLeft"
        label="Previous iteration"
        keys="Alt+ArrowUp"
        disabled={index === 0}
        onClick={() => dbg.stepIteration(-1)}
      />
      <label class="iteration-choice">
        <span class="iteration-of" title={placed}>
          {outer !== null && <span class="iteration-outer">{outer} </span>}
          {stateName(map)}
        </span>
        <input
          type="number"
          class="input iteration-number"
          aria-label={`Iteration of ${placed}`}
          data-testid="iteration-number"
          min={0}
          max={run.length - 1}
          value={index}
          onChange={(event) => {
            const typed = event.currentTarget.valueAsNumber;
            if (Number.isInteger(typed) && typed >= 0 && typed < run.length) dbg.chooseIteration(map, typed);
          }}
        />
        <span>of {run.length}</span>
      </label>
      <span class={`iteration-status status-${status}`}>
        {CELL_GLYPHS[status]} {status}
      </span>
      <IconButton
        icon="chevronRight"
        label="Next iteration"
        keys="Alt+ArrowDown"
        disabled={index >= run.length - 1}
        onClick={() => dbg.stepIteration(1)}
      />
    </div>
  );
}

interface GridProps {
  readonly path: string;
  /** Those of `count` that come next, where the debugger stands at the container. */
  readonly targets: readonly StepTarget[];
  readonly count: number;
}

function Grid({ path, targets, count }: GridProps) {
  const dbg = useDebugger();
  const app = useApp();
  const run = chosenRun(dbg.fold, path, dbg.chosen.value);
  const waiting = run === null || noneHasBegun(targets);
  const total = waiting ? count : run.length;
  const chosen = dbg.chosen.value;
  const index = waiting ? Math.min(chosen[path] ?? 0, total - 1) : chosenIndex(run, chosen);
  const shown = useRowWindow(0, CELL);
  const grid = useRef<HTMLDivElement>(null);
  const columns = Math.max(1, Math.floor((shown.width - 4) / CELL));
  const rows = Math.ceil(total / columns);
  const [firstRow, lastRow] = visibleRows(shown.ref, rows);
  const isMap = findState(app.analysed.value, path)?.type !== "Parallel";
  const statusOf = (cell: number): CellStatus => (waiting ? "pending" : (run.children.get(cell)?.status ?? "pending"));
  const choose = (cell: number) => {
    const next = Math.min(total - 1, Math.max(0, cell));
    dbg.chooseIteration(path, next);
    shown.reveal(Math.floor(next / columns));
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  // The choice may come from elsewhere.
  useEffect(() => shown.reveal(Math.floor(index / columns)), [index, columns]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -total, End: total }[
      event.key
    ];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(index + step);
  };
  const counts = countCells(total, statusOf);
  const words = isMap ? "iteration" : "branch";
  const labels = useLabels(targets, index, count);
  const label = labels.get(index) ?? "";
  // What the bottom panel shows larger is not shown twice.
  const { open, bottomTab } = app.view;
  const elsewhere = !waiting && open.bottom.value && bottomTab.value === "iterations";
  return (
    <section class="iterations" aria-label={`${isMap ? "Iterations" : "Branches"} of ${path}`}>
      <div class="iterations-head">
        <span class="iterations-count" data-testid="iterations-count">
          {counts.succeeded + counts.failed + counts.aborted} of {total} done
          {counts.running > 0 && ` · ${counts.running} in progress`}
        </span>
        {counts.failed > 0 && (
          <button type="button" class="link-button" onClick={() => choose(nextFailed(index, total, statusOf))}>
            Next of {counts.failed} failed
          </button>
        )}
        {!waiting && !elsewhere && (
          <button type="button" class="link-button" data-testid="iter-open" onClick={() => openIterations(app, path)}>
            Open all
          </button>
        )}
      </div>
      <div class="iteration-grid" ref={shown.ref} onScroll={shown.onScroll} hidden={elsewhere}>
        {/* biome-ignore lint/a11y/useSemanticElements: cells in rows of whatever length fits */}
        <div
          class="iteration-cells"
          role="group"
          aria-label={`${total} ${isMap ? "iterations" : "branches"}`}
          ref={grid}
          style={{ height: `${rows * CELL}px` }}
          onKeyDown={onKeyDown}
        >
          {cellsBetween(firstRow * columns, elsewhere ? 0 : Math.min(total, lastRow * columns)).map((cell) => {
            const status = statusOf(cell);
            return (
              <button
                type="button"
                key={cell}
                class={`iteration-cell cell-${status}`}
                data-testid={`iter:${path}:${cell}`}
                data-status={status}
                aria-pressed={cell === index}
                aria-label={`${words} ${cell}, ${status}`}
                title={`${words} ${cell}: ${status}${labels.get(cell) ? ` · ${labels.get(cell)}` : ""}`}
                tabindex={cell === index ? 0 : -1}
                style={{ left: `${(cell % columns) * CELL}px`, top: `${Math.floor(cell / columns) * CELL}px` }}
                onClick={() => choose(cell)}
                onDblClick={() => targets.length > 0 && void stepInto(dbg, cell)}
              >
                {total <= 100 ? <span class="cell-number">{cell}</span> : null}
                <span aria-hidden="true">{CELL_GLYPHS[status]}</span>
              </button>
            );
          })}
        </div>
      </div>
      <div class="iterations-foot">
        <span class="iterations-chosen">
          {isMap ? "Iteration" : "Branch"} <strong data-testid="iteration-chosen">{index}</strong>
          {label !== "" && <code class="iteration-item">{label}</code>}
        </span>
        {targets.length > 0 && ["pending", "running"].includes(statusOf(index)) && (
          <Button look="outline" icon="stepInto" data-testid="iter-into" onClick={() => void stepInto(dbg, index)}>
            Step into {words} {index}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The items of the children that are told, and that of the chosen one, asked for where it is not among them. */
function useLabels(targets: readonly StepTarget[], index: number, count: number): ReadonlyMap<number, string> {
  const { backend, debug } = useApp();
  const labels = new Map(targets.map((target) => [target.index, target.label]));
  const execution = debug.execution.value?.id ?? "";
  const isAsked = index < count && !labels.has(index);
  const cursor = debug.session.value?.cursor;
  const { value } = useAsked(isAsked ? `${execution} ${cursor} ${index}` : null, () =>
    backend.targets(execution, String(index)),
  );
  const found = isAsked ? value?.targets.find((each) => each.index === index) : undefined;
  return found === undefined ? labels : labels.set(index, found.label);
}

function visibleRows(ref: RefObject<HTMLDivElement | null>, rows: number): readonly [number, number] {
  const element = ref.current;
  const top = element?.scrollTop ?? 0;
  const height = element?.clientHeight ?? 120;
  return [Math.max(0, Math.floor(top / CELL) - 2), Math.min(rows, Math.ceil((top + height) / CELL) + 2)];
}

function cellsBetween(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
}

function countCells(total: number, statusOf: (cell: number) => CellStatus): Record<CellStatus, number> {
  const counts = { pending: 0, running: 0, succeeded: 0, failed: 0, aborted: 0 };
  for (let cell = 0; cell < total; cell += 1) counts[statusOf(cell)] += 1;
  return counts;
}

function nextFailed(from: number, total: number, statusOf: (cell: number) => CellStatus): number {
  for (let step = 1; step <= total; step += 1) {
    const cell = (from + step) % total;
    if (statusOf(cell) === "failed") return cell;
  }
  return from;
}

/** Beside the grid: the chosen iteration in words, or the list of those in the range that was taken. */

import { useDebugger } from "../debugger/context";
import { duration } from "../debugger/words";
import type { IterationLog } from "../model/iteration_log";
import { Button, IconButton } from "../ui/button";
import { useRowWindow } from "../ui/window";
import { isLargeItem, itemText, pathWords } from "./arrange";
import { CELL_GLYPHS, CELL_WORDS, cellStatus, type Shown } from "./cell_status";

const ROW_PX = 26;
const PREVIEW = 400;

export interface IterationListProps {
  readonly log: IterationLog;
  readonly shown: Shown;
  readonly cells: readonly number[];
  readonly chosen: number;
  readonly onChoose: (cell: number) => void;
  /** Forgets the range; null where there is none. */
  readonly onClear: (() => void) | null;
}

export function IterationList({ log, shown, cells, chosen, onChoose, onClear }: IterationListProps) {
  if (onClear === null) return <Chosen log={log} shown={shown} cell={chosen} />;
  const first = Math.min(...cells.slice(0, 1), ...cells.slice(-1));
  const last = Math.max(...cells.slice(0, 1), ...cells.slice(-1));
  return (
    <section class="iter-aside" aria-label="Iterations of the range" data-testid="iter-range">
      <header class="iter-aside-head">
        <strong>
          {cells.length} iterations, {first} to {last}
        </strong>
        <IconButton
          icon="close"
          label="Forget the range"
          keys="Escape"
          data-testid="iter-range-clear"
          onClick={onClear}
        />
      </header>
      <Rows shown={shown} cells={cells} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}

type RowsProps = Pick<IterationListProps, "shown" | "cells" | "chosen" | "onChoose">;

function Rows({ shown, cells, chosen, onChoose }: RowsProps) {
  const view = useRowWindow(cells.length, ROW_PX);
  const { run } = shown;
  return (
    <div class="iter-rows" ref={view.ref} onScroll={view.onScroll}>
      <ul style={{ height: `${cells.length * ROW_PX}px` }}>
        {cells.slice(view.first, view.last).map((cell, offset) => {
          const status = cellStatus(shown, cell);
          const ms = run.durationMs(cell);
          return (
            <li key={cell} style={{ transform: `translateY(${(view.first + offset) * ROW_PX}px)` }}>
              <button
                type="button"
                class="iter-row"
                aria-current={cell === chosen}
                data-testid={`iter-row:${cell}`}
                onClick={() => onChoose(cell)}
              >
                <span class="iter-row-number">{cell}</span>
                <span class={`iter-row-status cell-${status}`}>
                  <span aria-hidden="true">{CELL_GLYPHS[status]}</span> {CELL_WORDS[status]}
                </span>
                <span class="iter-row-time">{ms === null ? "" : duration(ms)}</span>
                <bdi class="iter-row-item">{run.error(cell) ?? itemText(run, cell).slice(0, PREVIEW)}</bdi>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface ChosenProps {
  readonly log: IterationLog;
  readonly shown: Shown;
  readonly cell: number;
}

function Chosen({ log, shown, cell }: ChosenProps) {
  const dbg = useDebugger();
  const { run } = shown;
  const status = cellStatus(shown, cell);
  const ms = run.durationMs(cell);
  const error = run.error(cell);
  const begun = run.started(cell);
  return (
    <section class="iter-aside" aria-label="Chosen iteration" data-testid="iter-chosen" data-cell={cell}>
      <header class="iter-aside-head">
        <strong>
          {run.isMap ? "Iteration" : "Branch"} {cell}
        </strong>
        <span class={`iter-row-status cell-${status}`}>
          <span aria-hidden="true">{CELL_GLYPHS[status]}</span> {CELL_WORDS[status]}
        </span>
      </header>
      <dl class="iter-facts">
        {ms !== null && <Fact name="Took">{duration(ms)}</Fact>}
        {error !== null && (
          <Fact name="Error">
            <bdi>{error}</bdi>
          </Fact>
        )}
        {begun !== undefined && (
          <Fact name="Path">
            <bdi>{pathWords(log, run.pathTaken(cell))}</bdi>
          </Fact>
        )}
        {begun !== undefined && (
          <Fact name="Item">
            <bdi class="iter-item">
              {isLargeItem(run, cell) ? "large: see it in the step details" : itemText(run, cell).slice(0, PREVIEW)}
            </bdi>
          </Fact>
        )}
      </dl>
      {begun !== undefined && dbg.canSeek.value && (
        <div class="iter-aside-foot">
          <Button
            look="outline"
            data-testid="iter-go-start"
            onClick={() => void dbg.seek(begun.sequence, begun.thread)}
          >
            Go to its start
          </Button>
          <GoToEnd shown={shown} cell={cell} />
        </div>
      )}
    </section>
  );
}

function GoToEnd({ shown, cell }: { readonly shown: Shown; readonly cell: number }) {
  const dbg = useDebugger();
  const ended = shown.run.ended(cell);
  if (ended === undefined) return null;
  return (
    <Button look="outline" data-testid="iter-go-end" onClick={() => void dbg.seek(ended.sequence - 1, ended.thread)}>
      Go to its end
    </Button>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The rows of a comparison, each with its times in both executions; only those on show are drawn. */

import { useMemo } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { duration, EXECUTION_GLYPHS } from "../debugger/words";
import { executionWords } from "../history/execution_words";
import { stateName } from "../model/paths";
import type { ComparedVisit, RunsCompared } from "../protocol/messages";
import { Icon } from "../ui/icons";
import { useRowWindow } from "../ui/window";
import type { Comparing } from "./comparing";
import { selectVisit, showMoment } from "./moment";
import { rowKey } from "./row_keys";
import { groupWords, isDifferent, LIKENESS_GLYPHS, placeOf, type Row, rowsOf, spanOf, whatDiffers } from "./rows";

const ROW_PX = 32;

export interface RowsProps {
  readonly comparing: Comparing;
  readonly compared: RunsCompared;
}

export function Rows({ comparing, compared }: RowsProps) {
  const dbg = useDebugger();
  const look = comparing.look.value;
  const rows = useMemo(() => rowsOf(compared, look), [compared, look]);
  const view = useRowWindow(rows.length, ROW_PX);
  const selected = comparing.selected.value;
  const at = rows.findIndex((row) => rowKey(row) === selected);
  const open = (row: Row) => {
    comparing.selected.value = rowKey(row);
    if (row.kind === "visit") selectVisit(dbg, comparing, compared, row.visit);
    else if (row.kind === "group") {
      const paths = new Set(look.open);
      if (!paths.delete(row.path)) paths.add(row.path);
      comparing.look.value = { ...look, open: paths };
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(rows.length - 1, Math.max(0, at + step));
    const row = rows[next];
    if (row === undefined) return;
    comparing.selected.value = rowKey(row);
    view.reveal(next);
    const list = view.ref.current;
    requestAnimationFrame(() => list?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
  };
  return (
    <div class="compare-rows" ref={view.ref} onScroll={view.onScroll}>
      <ul style={{ height: `${rows.length * ROW_PX}px` }} aria-label="What differs">
        {rows.slice(view.first, view.last).map((row, offset) => {
          const index = view.first + offset;
          return (
            <li key={rowKey(row)} style={{ transform: `translateY(${index * ROW_PX}px)` }}>
              <button
                type="button"
                class="compare-row"
                data-row={index}
                data-testid={`compare-row:${index}`}
                data-kind={row.kind}
                data-likeness={row.kind === "visit" ? row.visit.likeness : undefined}
                data-nested={(row.kind === "visit" && row.inGroup) || undefined}
                aria-current={index === at ? "true" : undefined}
                aria-expanded={row.kind === "group" ? row.open : undefined}
                onKeyDown={onKeyDown}
                onClick={() => open(row)}
                onDblClick={() => {
                  if (row.kind === "visit") void showMoment(dbg, comparing, compared, row.visit, momentOf(row.visit));
                }}
              >
                {row.kind === "visit" && <VisitCells visit={row.visit} compared={compared} />}
                {row.kind === "group" && (
                  <GroupCells path={row.path} visits={row.visits} open={row.open} {...{ compared }} />
                )}
                {row.kind === "end" && <EndCells compared={compared} />}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Where a visit differs first; of one that does not, where it began. */
export function momentOf(visit: ComparedVisit): { readonly left: number | null; readonly right: number | null } {
  return visit.differences[0] ?? { left: visit.left?.entered ?? null, right: visit.right?.entered ?? null };
}

function VisitCells({ visit, compared }: { readonly visit: ComparedVisit; readonly compared: RunsCompared }) {
  const { name, around } = placeOf(visit);
  return (
    <>
      <Glyph likeness={visit.likeness} />
      <span class="compare-name">
        <bdi>{name}</bdi> {around !== "" && <bdi class="compare-around">{around}</bdi>}
      </span>
      <span class="compare-what">{whatDiffers(visit)}</span>
      <Times visits={[visit]} compared={compared} />
    </>
  );
}

interface GroupCellsProps {
  readonly path: string;
  readonly visits: readonly ComparedVisit[];
  readonly open: boolean;
  readonly compared: RunsCompared;
}

function GroupCells({ path, visits, open, compared }: GroupCellsProps) {
  const state = compared.states.find((each) => each.path === path);
  const total = Math.max(state?.left ?? 0, state?.right ?? 0, visits.length);
  return (
    <>
      <span class="compare-glyph">
        <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
      </span>
      <span class="compare-name">
        <bdi>{stateName(path)}</bdi>
      </span>
      <span class="compare-what">{groupWords(visits, total)}</span>
      <Times visits={visits} compared={compared} />
    </>
  );
}

function EndCells({ compared }: { readonly compared: RunsCompared }) {
  const { left, right, same_end: same } = compared;
  const ends = [left, right].map(({ status }) => `${EXECUTION_GLYPHS[status] ?? ""} ${executionWords(status)}`);
  return (
    <>
      <Glyph likeness={same ? "same" : "differs"} />
      <span class="compare-name">Final output</span>
      <span class="compare-what">{same ? "same" : ends[0] === ends[1] ? "output" : ends.join(" / ")}</span>
      <span class="compare-times" />
    </>
  );
}

function Glyph({ likeness }: { readonly likeness: ComparedVisit["likeness"] }) {
  return (
    <span class="compare-glyph" aria-hidden="true">
      {LIKENESS_GLYPHS[likeness]}
    </span>
  );
}

/** The visits in time: A above, B below, both on one scale. */
function Times({ visits, compared }: { readonly visits: readonly ComparedVisit[]; readonly compared: RunsCompared }) {
  const { left, right } = compared;
  const whole = Math.max(left.duration_ms, right.duration_ms, 1);
  const spans = [
    {
      side: "a",
      span: spanOf(
        visits.map((visit) => visit.left),
        left.duration_ms,
      ),
    },
    {
      side: "b",
      span: spanOf(
        visits.map((visit) => visit.right),
        right.duration_ms,
      ),
    },
  ] as const;
  const words = spans.map(({ side, span }) =>
    span === null ? `not in ${side.toUpperCase()}` : `${side.toUpperCase()} ${duration(span.end - span.start)}`,
  );
  const same = visits.every((visit) => !isDifferent(visit));
  return (
    <span class="compare-times" title={words.join(" · ")} data-same={same || undefined}>
      {spans.map(({ side, span }) => (
        <span key={side} class="compare-track">
          {span !== null && (
            <span
              class={`compare-bar compare-${side}`}
              style={{
                left: `${(span.start / whole) * 100}%`,
                width: `max(3px, ${((span.end - span.start) / whole) * 100}%)`,
              }}
            />
          )}
        </span>
      ))}
      <span class="visually-hidden">{words.join(", ")}</span>
    </span>
  );
}

/** The bottom panel's tab on the iterations of a Map or the branches of a Parallel. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { Debugger } from "../debugger/debugger";
import { mapsAround } from "../model/fold_iterations";
import type { IterationLog, RunLog } from "../model/iteration_log";
import { parentPath } from "../model/paths";
import { TimelineChart, type TimelineView } from "../timeline/chart";
import { visitsOf } from "../timeline/timeline_tab";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { SearchField } from "../ui/search_field";
import { arrange, GROUPINGS, type Grouping } from "./arrange";
import {
  CELL_GLYPHS,
  CELL_STATUSES,
  CELL_WORDS,
  type CellStatus,
  cellCounts,
  cellStatus,
  type Shown,
} from "./cell_status";
import { differenceWords, oneThatDiffers } from "./differs";
import { IterationGrid } from "./iteration_grid";
import { IterationList } from "./iteration_list";
import { cellChosen, cellPaused, type Iterations, iterationsOf, runShown } from "./record";

const NUMBERS = new Intl.NumberFormat("en-US");
const ALWAYS: ReadonlySet<CellStatus> = new Set(["running", "succeeded", "failed"]);
const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  none: "in order",
  status: "by status",
  path: "by path taken",
  error: "by error",
  duration: "by duration",
};

export function IterationsTab() {
  const dbg = useDebugger();
  const iterations = iterationsOf(dbg);
  const { log } = iterations;
  const containers = log.containers();
  if (dbg.app.debug.execution.value === null || containers.length === 0) {
    return (
      <p class="nothing" data-testid="iterations-nothing">
        <Icon name="play" />{" "}
        {dbg.app.debug.execution.value === null
          ? "No execution is open: Debug starts one."
          : "No Map and no Parallel has begun here."}
      </p>
    );
  }
  const path = containerShown(dbg, containers);
  const run = runShown(dbg, log, path);
  return (
    <div class="iter-tab" data-testid="iterations">
      {run === null ? (
        <div class="iter-tools">
          <ContainerChoice containers={containers} path={path} />
          <p class="nothing">The iteration around it that is looked at has not come to {path} yet.</p>
        </div>
      ) : (
        <Run key={`${run.path} ${run.thread} ${run.start.sequence}`} {...{ iterations, containers, run }} />
      )}
    </div>
  );
}

/** The container around what is selected, else the first that ran. */
function containerShown(dbg: Debugger, containers: readonly string[]): string {
  const selected = dbg.app.selectedPath.value;
  const known = new Set(containers);
  for (let path = selected ?? ""; path !== ""; path = parentPath(path)) if (known.has(path)) return path;
  const around = selected === null ? undefined : mapsAround(dbg.fold, selected).at(-1);
  return around ?? containers[0] ?? "";
}

interface RunProps {
  readonly iterations: Iterations;
  readonly containers: readonly string[];
  readonly run: RunLog;
}

function Run({ iterations, containers, run }: RunProps) {
  const dbg = useDebugger();
  const { log } = iterations;
  const look = iterations.look.value;
  const shown: Shown = { run, paused: cellPaused(dbg, log, run) };
  // What is shown changes with the cursor and the record, not with where a person points.
  const groups = useMemo(() => arrange(log, shown, look), [dbg.folded.value, run, look, shown.paused]);
  const chosen = cellChosen(dbg, run);
  const range = iterations.range.value?.path === run.path ? iterations.range.value.cells : [];
  const ranged = useMemo(() => new Set(range), [range]);
  const found = groups.reduce((total, group) => total + group.cells.length, 0);
  const choose = (cell: number) => {
    dbg.chooseIteration(run.path, cell);
    dbg.app.announce(`Iteration ${cell} of ${run.length}, ${CELL_WORDS[cellStatus(shown, cell)]}`);
  };
  return (
    <>
      <div class="iter-tools">
        <ContainerChoice containers={containers} path={run.path} />
        <StatusFilters iterations={iterations} shown={shown} />
        {run.isMap && <Finding iterations={iterations} />}
        <Differs log={log} shown={shown} chosen={chosen} />
      </div>
      <div class="iter-body">
        {!run.isMap ? (
          <Lanes run={run} />
        ) : found === 0 ? (
          <p class="nothing" data-testid="iterations-nothing">
            None of {NUMBERS.format(run.length)} {run.isMap ? "iterations" : "branches"} is like that.
          </p>
        ) : (
          <IterationGrid
            shown={shown}
            groups={groups}
            look={look}
            chosen={chosen}
            range={ranged}
            onChoose={choose}
            onRange={(cells) => {
              iterations.range.value = cells.length === 0 ? null : { path: run.path, cells };
            }}
          />
        )}
        <IterationList
          log={log}
          shown={shown}
          cells={range.length === 0 ? [chosen] : range}
          chosen={chosen}
          onChoose={choose}
          onClear={range.length === 0 ? null : () => (iterations.range.value = null)}
        />
      </div>
      <span class="visually-hidden" role="status" data-testid="iter-found">
        {NUMBERS.format(found)} of {NUMBERS.format(run.length)} shown
      </span>
    </>
  );
}

/** A Parallel's branches, each with its states as bars. */
function Lanes({ run }: { readonly run: RunLog }) {
  const dbg = useDebugger();
  const { log } = visitsOf(dbg);
  const took = (log.events.at(-1)?.time_ms ?? 0) - (run.start.time_ms ?? 0);
  const view = useSignal<TimelineView>({ axis: took === 0 ? "events" : "time", domain: null, folded: new Set() });
  const container = log.visitAt(run.thread, run.start.sequence);
  return <TimelineChart log={log} view={view} container={container} label={`Branches of ${run.path}`} />;
}

function ContainerChoice({ containers, path }: { readonly containers: readonly string[]; readonly path: string }) {
  const { app } = useDebugger();
  if (containers.length === 1) {
    return (
      <strong class="iter-container" title={path}>
        <bdi>{path}</bdi>
      </strong>
    );
  }
  return (
    <select
      class="input iter-container"
      aria-label="Map or Parallel"
      data-testid="iter-container"
      value={path}
      onChange={(event) => app.select(event.currentTarget.value)}
    >
      {containers.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}

/** What is looked for, and in which groups. */
function Finding({ iterations }: { readonly iterations: Iterations }) {
  const look = iterations.look.value;
  return (
    <>
      <SearchField
        class="iter-search"
        placeholder="Item, error or #number"
        label="Search the iterations by their item's text, error or number"
        testId="iter-search"
        words={look.words}
        onWords={(words) => {
          iterations.look.value = { ...look, words };
        }}
      />
      <select
        class="input iter-grouping"
        aria-label="Order of the iterations"
        data-testid="iter-grouping"
        value={look.grouping}
        onChange={(event) => {
          iterations.look.value = { ...look, grouping: event.currentTarget.value as Grouping };
        }}
      >
        {GROUPINGS.map((grouping) => (
          <option key={grouping} value={grouping}>
            {GROUPING_WORDS[grouping]}
          </option>
        ))}
      </select>
    </>
  );
}

function StatusFilters({ iterations, shown }: { readonly iterations: Iterations; readonly shown: Shown }) {
  const look = iterations.look.value;
  const counts = cellCounts(shown);
  const toggle = (status: CellStatus) => {
    const statuses = new Set(look.statuses);
    if (!statuses.delete(status)) statuses.add(status);
    iterations.look.value = { ...look, statuses };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line everywhere
    <div class="iter-filters" role="group" aria-label="Show only">
      {CELL_STATUSES.filter((status) => counts[status] > 0 || ALWAYS.has(status) || look.statuses.has(status)).map(
        (status) => (
          <button
            type="button"
            key={status}
            class={`iter-filter cell-${status}`}
            aria-pressed={look.statuses.has(status)}
            data-testid={`iter-filter:${status}`}
            data-count={counts[status]}
            onClick={() => toggle(status)}
          >
            <span class="iter-filter-glyph" aria-hidden="true">
              {CELL_GLYPHS[status]}
            </span>
            {CELL_WORDS[status]} <span class="iter-filter-count">{NUMBERS.format(counts[status])}</span>
          </button>
        ),
      )}
    </div>
  );
}

interface DiffersProps {
  readonly log: IterationLog;
  readonly shown: Shown;
  readonly chosen: number;
}

function Differs({ log, shown, chosen }: DiffersProps) {
  const dbg = useDebugger();
  const { run } = shown;
  return (
    <Button
      look="outline"
      class="iter-differs"
      disabled={run.length < 2}
      title={`Go to an iteration whose path, error or status is another than that of ${chosen}, the rarest way first`}
      data-testid="iter-differs"
      onClick={() => {
        const other = oneThatDiffers(shown, chosen);
        if (other === null) {
          dbg.app.notify({ kind: "info", title: `All ${NUMBERS.format(run.length)} went the same way as ${chosen}` });
          return;
        }
        dbg.chooseIteration(run.path, other);
        dbg.app.announce(`Iteration ${other} differs from ${chosen}: ${differenceWords(log, shown, chosen, other)}`);
      }}
    >
      One that differs
    </Button>
  );
}

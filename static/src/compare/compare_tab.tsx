/** The bottom panel's tab that lays two executions side by side: where they part first, and every visit that differs. */

import { useEffect } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { EXECUTION_GLYPHS } from "../debugger/words";
import { executionWords, startedAt } from "../history/execution_words";
import type { ExecutionRow, RunsCompared } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { Icon } from "../ui/icons";
import { Rows } from "./compare_rows";
import { type Both, type Comparing, comparingOf } from "./comparing";
import { showMoment } from "./moment";
import { VisitDetails } from "./visit_details";

export function CompareTab() {
  const dbg = useDebugger();
  const { debug } = dbg.app;
  const comparing = comparingOf(dbg);
  // A fork that is made meanwhile is one of them.
  useEffect(() => void dbg.listExecutions(), [dbg, debug.execution.value?.id]);
  const both = comparing.both.value;
  const still = !(debug.session.value?.running ?? false);
  const head = still ? debug.events.value.length : null;
  const key = both === null ? null : `${both.left} ${both.right}`;
  useEffect(() => {
    if (both !== null && head !== null) void comparing.compare(both);
  }, [comparing, key, head]);
  const compared = comparing.compared.value;
  const shown = compared !== null && key === `${compared.left.id} ${compared.right.id}` ? compared : null;
  useEffect(() => {
    comparing.draw(comparing.onGraph.value && shown !== null);
    return () => comparing.draw(false);
  }, [comparing, comparing.onGraph.value, shown]);
  if (both === null) {
    return (
      <p class="nothing" data-testid="compare-nothing">
        <Icon name="play" /> Two executions of this document can be compared: it has{" "}
        {dbg.executions.value.length === 0 ? "none" : "only one"} yet. A fork is one, too.
      </p>
    );
  }
  return (
    <div class="compare" data-testid="compare">
      <Tools comparing={comparing} both={both} />
      {comparing.failed.value !== null && <p class="nothing field-error">{comparing.failed.value}</p>}
      {shown === null && comparing.failed.value === null && <p class="nothing">Comparing…</p>}
      {shown !== null && (
        <>
          <First comparing={comparing} compared={shown} />
          <div class="compare-body">
            <Rows comparing={comparing} compared={shown} />
            <VisitDetails comparing={comparing} compared={shown} />
          </div>
        </>
      )}
    </div>
  );
}

interface ToolsProps {
  readonly comparing: Comparing;
  readonly both: Both;
}

function Tools({ comparing, both }: ToolsProps) {
  const { look, onGraph } = comparing;
  const choose = (part: Partial<Both>) => {
    comparing.chosen.value = { ...both, ...part };
  };
  return (
    <div class="compare-tools">
      <Choice side="a" id={both.left} other={both.right} onChoose={(left) => choose({ left })} />
      <IconButton
        icon="swap"
        label="Swap A and B"
        data-testid="compare-swap"
        onClick={() => choose({ left: both.right, right: both.left })}
      />
      <Choice side="b" id={both.right} other={both.left} onChoose={(right) => choose({ right })} />
      <span class="compare-checks">
        <label class="check">
          <input
            type="checkbox"
            data-testid="compare-differing"
            checked={look.value.differing}
            onChange={(event) => {
              look.value = { ...look.peek(), differing: event.currentTarget.checked };
            }}
          />
          Only what differs
        </label>
        <label class="check">
          <input
            type="checkbox"
            data-testid="compare-graph"
            checked={onGraph.value}
            onChange={(event) => {
              onGraph.value = event.currentTarget.checked;
            }}
          />
          On the graph
        </label>
      </span>
    </div>
  );
}

interface ChoiceProps {
  readonly side: "a" | "b";
  readonly id: string;
  readonly other: string;
  readonly onChoose: (id: string) => void;
}

function Choice({ side, id, other, onChoose }: ChoiceProps) {
  const dbg = useDebugger();
  const letter = side.toUpperCase();
  return (
    <span class={`compare-choice compare-${side}`}>
      <b class="compare-letter" aria-hidden="true">
        {letter}
      </b>
      <select
        class="input"
        aria-label={`Execution ${letter}`}
        data-testid={`compare-${side}`}
        value={id}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {dbg.executions.value
          .filter((row) => row.id !== other)
          .map((row) => (
            <option key={row.id} value={row.id}>
              {optionWords(row, dbg.executions.value)}
            </option>
          ))}
      </select>
    </span>
  );
}

const MADE_NAME = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function optionWords(row: ExecutionRow, all: readonly ExecutionRow[]): string {
  const short = MADE_NAME.test(row.name) ? row.name.slice(0, 8) : row.name;
  const isForked = all.some(({ line, id }) => line === row.line && id !== row.id);
  const name = isForked ? `${row.fork_name} ${short}` : short;
  const told = row.paused ? "PAUSED" : row.status;
  const status = `${EXECUTION_GLYPHS[told] ?? ""} ${executionWords(told)}`;
  return `${name} · ${status} · ${startedAt(new Date(row.started_ms), new Date())}`;
}

interface ComparedProps {
  readonly comparing: Comparing;
  readonly compared: RunsCompared;
}

/** Where the two part first, above all else. */
function First({ comparing, compared }: ComparedProps) {
  const dbg = useDebugger();
  const { first, total, differing } = compared;
  if (first === null) {
    const end = compared.same_end ? "and so is how they ended" : "only how they ended differs";
    return (
      <p class="compare-first compare-equal" data-testid="compare-first">
        <span aria-hidden="true">=</span> No difference: all {total.toLocaleString("en")} visits of states are the same,{" "}
        {end}.
      </p>
    );
  }
  return (
    <div class="compare-first" data-testid="compare-first">
      <span class="compare-first-glyph" aria-hidden="true">
        ≠
      </span>
      <p class="compare-first-words">
        <strong>First difference</strong> <bdi>{first.message}</bdi>
      </p>
      <p class="compare-first-facts">
        {[
          `${differing.toLocaleString("en")} of ${total.toLocaleString("en")} visits differ`,
          compared.same_input ? "same input" : "other input",
          compared.same_definition ? "same definition" : "other definition",
          ...(compared.visits.length < total ? [`${compared.visits.length.toLocaleString("en")} of them listed`] : []),
        ].join(" · ")}
      </p>
      <Button
        look="outline"
        data-testid="compare-show"
        onClick={() => {
          const at = first.difference ?? {
            left: first.visit.left?.entered ?? null,
            right: first.visit.right?.entered ?? null,
          };
          void showMoment(dbg, comparing, compared, first.visit, at);
        }}
      >
        Show it
      </Button>
    </div>
  );
}

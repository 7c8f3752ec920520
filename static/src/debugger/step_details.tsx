/** Step details: why it stopped, and the data of the selected state, stage by stage where the debugger stands. */

import { ForkActions } from "../forks/fork_actions";
import { answerable } from "../injecting/answerable";
import { TaskAnswer } from "../injecting/task_answer";
import { findState } from "../model/document";
import { BADGE_GLYPHS, GLYPHS, type NodeStatus, STATUS_WORDS } from "../model/execution";
import { stateName } from "../model/paths";
import type { Ask } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import { TypeTile } from "../ui/type_tile";
import { useDebugger } from "./context";
import { CurrentData } from "./current_data";
import { DETAIL_TABS } from "./detail_tabs";
import { ExecutionSummary } from "./execution_summary";
import { IterationPicker } from "./iteration_picker";
import { VisitedData } from "./visited_data";
import { EXECUTION_GLYPHS } from "./words";

export function StepDetails() {
  const app = useApp();
  const path = app.selectedPath.value;
  return (
    <div class="details" data-testid="step-details">
      <WhyStopped />
      {path === null ? (
        <>
          <ForkActions />
          <ExecutionSummary />
        </>
      ) : (
        <>
          <StateLine path={path} />
          <IterationPicker path={path} />
          <TaskAnswer path={path} />
          <Details path={path} />
        </>
      )}
    </div>
  );
}

/** The state's data, and what else there is to tell of it in tabs of its own. */
function Details({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const { detailTab } = useApp().view;
  const tabs = DETAIL_TABS.filter((tab) => tab.isShown(dbg, path));
  const open = tabs.find((tab) => tab.id === detailTab.value);
  const Other = open?.view;
  return (
    <>
      <div class="detail-tabs">
        {tabs.length > 0 && (
          <Segmented
            label="Step details"
            value={open?.id ?? "data"}
            segments={[{ value: "data", label: "Data" }, ...tabs.map(({ id, label }) => ({ value: id, label }))]}
            testId="detail-tab"
            onChange={(id) => {
              detailTab.value = id;
            }}
          />
        )}
        <ForkActions />
      </div>
      {Other !== undefined ? (
        <Other key={path} path={path} />
      ) : path === dbg.standing.value ? (
        <CurrentData key={path} />
      ) : (
        <VisitedData path={path} />
      )}
    </>
  );
}

/** One line: why the debugger stands where it stands, or how the execution ended. */
function WhyStopped() {
  const dbg = useDebugger();
  const app = useApp();
  const { execution, session } = app.debug;
  const view = execution.value;
  if (view === null) return null;
  const reason = session.value?.reason ?? null;
  const asks = dbg.asks.value;
  const over = dbg.over.value;
  const status = over ? view.status : dbg.paused.value ? "PAUSED" : "RUNNING";
  const words = reason?.message ?? (over ? view.status : asks.length > 0 ? waitingWords(asks) : "Running…");
  const standing = dbg.standing.value;
  const selected = app.selectedPath.value;
  // What is asked for at the head is not asked in the past.
  const isPast = session.value?.paused === true && session.value.cursor < session.value.head;
  const waiting = isPast ? undefined : (asks.find(({ path }) => path === selected) ?? asks[0]);
  const isAskShown = selected !== null && answerable(dbg, selected)?.ask != null;
  return (
    <div class={`why execution-${status.toLowerCase()}`} data-testid="why-stopped" data-status={status}>
      <span class="why-glyph" aria-hidden="true">
        {EXECUTION_GLYPHS[status]}
      </span>
      <span class="why-words">{words}</span>
      {waiting !== undefined && !isAskShown && (
        <button type="button" class="link-button" data-testid="go-to-ask" onClick={() => dbg.showAsk(waiting)}>
          Answer {stateName(waiting.path)}
        </button>
      )}
      {waiting === undefined && standing !== null && app.selectedPath.value !== standing && (
        <button type="button" class="link-button" data-testid="go-to-paused" onClick={() => app.select(standing)}>
          Show it
        </button>
      )}
      {over && app.selectedPath.value !== null && (
        <button type="button" class="link-button" data-testid="show-result" onClick={() => app.select(null)}>
          Result
        </button>
      )}
    </div>
  );
}

function waitingWords(asks: readonly Ask[]): string {
  const [first, ...more] = asks;
  const rest = more.length > 0 ? ` (and ${more.length} more)` : "";
  return `${first === undefined ? "" : stateName(first.path)} waits for an answer${rest}`;
}

function StateLine({ path }: { readonly path: string }) {
  const app = useApp();
  const state = findState(app.analysed.value, path);
  const status = app.debug.nodes.value.get(path);
  return (
    <header class="details-state">
      <TypeTile type={state?.type ?? ""} size={24} />
      <h2 class="details-name" data-testid="details-name">
        {state?.name ?? path}
      </h2>
      {status !== undefined && <StatusWord status={status} />}
    </header>
  );
}

const BADGE_WORDS = { live: "", recorded: "recorded", mocked: "mocked", edited: "edited" } as const;

function StatusWord({ status: { status, badge } }: { readonly status: NodeStatus }) {
  return (
    <span class={`details-status status-${status}`}>
      {GLYPHS[status]} {STATUS_WORDS[status]}
      {badge !== null && badge !== "live" && (
        <span class="details-badge">
          {badge === "edited" ? <Icon name="edit" size={12} /> : BADGE_GLYPHS[badge]} {BADGE_WORDS[badge]}
        </span>
      )}
    </span>
  );
}

/** The Tests tab: the cases with what came of them, the chosen one's result, and what no case comes by. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { percent } from "../model/coverage";
import type { CaseRan, CaseView } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import { CaseResult } from "./case_result";
import { EMPTY_CASE, OUTCOMES } from "./case_words";
import { CoverageView } from "./coverage_view";
import { type Suite, suiteOf } from "./suite";

type Side = "result" | "coverage";

export function TestsTab() {
  const suite = suiteOf(useApp());
  useEffect(() => suite.watch(), [suite]);
  const side = useSignal<Side>("result");
  const { total, gaps } = suite.coverage.value;
  const view = suite.view.value;
  return (
    <div class="tests" data-testid="tests">
      <Tools suite={suite} />
      {view !== null && view.problem !== null && (
        <p class="tests-problem" role="alert">
          <Icon name="error" size={14} /> {view.problem}
        </p>
      )}
      <div class="tests-body">
        <div class="tests-list">
          <CaseList suite={suite} onChoose={() => (side.value = "result")} />
        </div>
        <section class="tests-side" aria-label="Result and coverage">
          <div class="tests-side-head">
            <Segmented
              label="What is shown"
              testId="tests-side"
              value={side.value}
              segments={[
                { value: "result", label: "Result" },
                { value: "coverage", label: `Coverage ${percent(total)} %` },
              ]}
              onChange={(value) => (side.value = value)}
            />
            {side.value === "coverage" && (
              <span class="tests-quiet" data-testid="gap-count">
                {gaps.length === 0 ? "nothing is left out" : `${gaps.length} ${gaps.length === 1 ? "gap" : "gaps"}`}
              </span>
            )}
          </div>
          {side.value === "result" ? <CaseResult suite={suite} /> : <CoverageView suite={suite} />}
        </section>
      </div>
    </div>
  );
}

function Tools({ suite }: { readonly suite: Suite }) {
  const progress = suite.progress.value;
  const count = suite.count.value;
  const results = [...suite.results.value.values()];
  const passed = results.filter(({ outcome }) => outcome === "passed").length;
  const failed = results.length - passed;
  return (
    <div class="tests-tools" role="toolbar" aria-label="Tests">
      {progress === null ? (
        <Button
          look="outline"
          icon="play"
          data-testid="run-tests"
          disabled={count === 0}
          onClick={() => void suite.runAll()}
        >
          Run all
        </Button>
      ) : (
        <Button look="outline" icon="stop" data-testid="cancel-tests" onClick={() => suite.cancel()}>
          Cancel
        </Button>
      )}
      <Button
        icon="restart"
        data-testid="run-failed"
        disabled={progress !== null || failed === 0}
        onClick={() => void suite.runFailed()}
      >
        Run failed
      </Button>
      <Button
        icon="add"
        data-testid="add-test"
        onClick={() => (suite.draft.value = { replaces: null, case: EMPTY_CASE, note: "" })}
      >
        Add
      </Button>
      <span class="tests-summary" role="status" data-testid="tests-summary">
        {progress !== null
          ? `${progress.done + 1} of ${progress.total}: ${progress.name}`
          : results.length > 0 && (
              <>
                <span class="tests-passed">
                  <span aria-hidden="true">✓</span> {passed} passed
                </span>
                {failed > 0 && (
                  <span class="tests-failed">
                    <span aria-hidden="true">✕</span> {failed} failed
                  </span>
                )}
                {suite.stale.value && <span class="tests-quiet">before the last change of the text</span>}
              </>
            )}
      </span>
      <span class="tests-coverage" data-testid="tests-coverage">
        Coverage {percent(suite.coverage.value.total)} %
      </span>
      <Button
        look={suite.shown.value ? "outline" : "plain"}
        icon="layers"
        aria-pressed={suite.shown.value}
        data-testid="coverage-toggle"
        onClick={() => (suite.shown.value = !suite.shown.value)}
      >
        On the graph
      </Button>
      <IconButton
        icon="download"
        label="Export as pytest"
        data-testid="export-tests"
        disabled={count === 0}
        onClick={() => void suite.export()}
      />
      {progress !== null && (
        <progress class="tests-progress" aria-label="Tests run" max={progress.total} value={progress.done} />
      )}
    </div>
  );
}

function CaseList({ suite, onChoose }: { readonly suite: Suite; readonly onChoose: () => void }) {
  const cases = suite.cases.value;
  if (cases.length === 0) {
    return (
      <p class="nothing" data-testid="tests-nothing">
        <Icon name="info" /> No tests yet. Add one, make one for a gap, or save an execution that has ended as a test.
      </p>
    );
  }
  return (
    <ul>
      {cases.map((each) => (
        <li key={each.name}>
          <Row suite={suite} each={each} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  readonly suite: Suite;
  readonly each: CaseView;
  readonly onChoose: () => void;
}

function Row({ suite, each, onChoose }: RowProps) {
  const dbg = useDebugger();
  const { name, origin } = each;
  const progress = suite.progress.value;
  const result: CaseRan | undefined = suite.results.value.get(name);
  const outcome = progress?.name === name ? "running" : (result?.outcome ?? "none");
  const { glyph, words } = OUTCOMES[outcome];
  const fixed = origin === "mock_config";
  const debug = async () => {
    const view = await suite.debug(name);
    if (view !== null) await dbg.reopen(view.id);
  };
  return (
    <div
      class="tests-row"
      data-testid={`test-row:${name}`}
      data-outcome={outcome}
      data-chosen={suite.chosen.value === name || undefined}
    >
      <button
        type="button"
        class="tests-row-main"
        aria-current={suite.chosen.value === name ? "true" : undefined}
        onClick={() => {
          suite.chosen.value = name;
          onChoose();
        }}
      >
        <span class="tests-glyph" aria-hidden="true">
          {glyph}
        </span>
        <span class="tests-name" title={each.comment === "" ? name : `${name}: ${each.comment}`}>
          {name}
        </span>
        {fixed && <span class="tests-origin">mock file</span>}
        <span class="tests-words">{words}</span>
      </button>
      <IconButton
        icon="play"
        label={`Run ${name}`}
        data-testid={`test-run:${name}`}
        disabled={progress !== null}
        onClick={() => {
          suite.chosen.value = name;
          void suite.run([name]);
        }}
      />
      <IconButton
        icon="stepInto"
        label={`Debug ${name}`}
        data-testid={`test-debug:${name}`}
        onClick={() => void debug()}
      />
      <IconButton
        icon="edit"
        label={fixed ? `${name} stands in the mock file` : `Edit ${name}`}
        data-testid={`test-edit:${name}`}
        disabled={fixed}
        onClick={() => (suite.draft.value = { replaces: name, case: each, note: "" })}
      />
      <IconButton
        icon="trash"
        label={fixed ? `${name} stands in the mock file` : `Delete ${name}`}
        data-testid={`test-delete:${name}`}
        disabled={fixed}
        onClick={() => void suite.remove(name)}
      />
    </div>
  );
}

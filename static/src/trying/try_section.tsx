/** A state run alone, beside its form: on which data, and what comes of it. After the first run it follows the text. */

import { useState } from "preact/hooks";
import { JsonInput } from "../debugger/json_input";
import { jsonProblem } from "../debugger/json_problem";
import { answerOf, draftOf, type MockDraft } from "../debugger/mock_draft";
import { MockValues } from "../debugger/mock_form";
import { Section } from "../inspector/section";
import { stateName } from "../model/paths";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import { ALL_RETRIES, type Draft, requestOf, useTrial, useTried } from "./trial";
import { isMockable, trialInALine } from "./trial_words";
import { Tried } from "./tried";

export interface TrySectionProps {
  readonly path: string;
  readonly type: string;
}

export function TrySection({ path, type }: TrySectionProps) {
  return (
    <Section id="try" title="Run this state" open={false}>
      <TryForm key={path} path={path} type={type} />
    </Section>
  );
}

function TryForm({ path, type }: TrySectionProps) {
  const app = useApp();
  const draft = useTrial(path);
  const { trial, change } = draft;
  const [run, setRun] = useState<{ readonly number: number; readonly retries: number } | null>(null);
  const [resets, setResets] = useState(0);
  const problems = [trial.input, trial.variables, trial.context].map(jsonProblem);
  const isWhole = problems.every((problem) => problem === null);
  const request = run === null || !isWhole ? null : requestOf(app, path, trial, run.retries);
  const { tried, error } = useTried(request, run?.number ?? 0, (came) =>
    app.announce(trialInALine(stateName(path), came)),
  );
  const go = (retries = 0) => {
    if (isWhole) setRun({ number: (run?.number ?? 0) + 1, retries });
  };
  return (
    <form
      class="try"
      data-testid="try"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <JsonInput
        label="Input"
        value={trial.input}
        problem={problems[0] ?? null}
        testId="try-input"
        rows={4}
        onInput={(input) => change({ input })}
        onSubmit={() => go()}
      />
      <Origin
        origin={draft.origin}
        onReset={() => {
          draft.reset();
          setResets(resets + 1);
        }}
      />
      {isMockable(type) && (
        <TryMock
          key={`${resets} ${JSON.stringify(app.beside.mocks.value[path])}`}
          draft={draft}
          onSubmit={() => go()}
        />
      )}
      <details class="try-more">
        <summary>Variables and context</summary>
        <JsonInput
          label="Variables"
          value={trial.variables}
          problem={problems[1] ?? null}
          testId="try-variables"
          rows={2}
          onInput={(variables) => change({ variables })}
          onSubmit={() => go()}
        />
        <JsonInput
          label="Context object, over what is made up"
          value={trial.context}
          problem={problems[2] ?? null}
          testId="try-context"
          rows={2}
          onInput={(context) => change({ context })}
          onSubmit={() => go()}
        />
      </details>
      <div>
        <Button look="outline" icon="play" type="submit" disabled={!isWhole} data-testid="try-run">
          Run this state
        </Button>
      </div>
      {run !== null && error !== null && (
        <p class="field-error" role="alert" data-testid="try-refused">
          <Icon name="error" size={13} /> <span>{error}</span>
        </p>
      )}
      {run !== null && error === null && tried !== null && (
        <Tried path={path} tried={tried} onRetriesUsed={() => go(ALL_RETRIES)} />
      )}
    </form>
  );
}

function Origin({ origin, onReset }: { readonly origin: string | null; readonly onReset: () => void }) {
  return (
    <p class="field-hint try-origin">
      {origin ?? (
        <button type="button" class="link-button" data-testid="try-reset" onClick={onReset}>
          Forget what was typed
        </button>
      )}
    </p>
  );
}

const KINDS = [
  { value: "none", label: "None" },
  { value: "returns", label: "Returns" },
  { value: "throws", label: "Throws" },
] as const;

/** What the work gives; one that is not finished stands for none. */
function TryMock({ draft: { trial, change }, onSubmit }: { readonly draft: Draft; readonly onSubmit: () => void }) {
  const [mock, setMock] = useState<MockDraft | null>(trial.mock === null ? null : draftOf(trial.mock));
  const set = (next: MockDraft | null) => {
    setMock(next);
    change({ mock: next === null ? null : answerOf(next) });
  };
  return (
    <>
      <div class="field">
        <span class="field-label">Its work</span>
        <Segmented
          label="Its work"
          testId="try-mock-kind"
          value={mock?.kind ?? "none"}
          segments={KINDS}
          onChange={(kind) => set(kind === "none" ? null : { ...(mock ?? draftOf(undefined)), kind })}
        />
      </div>
      {mock !== null && <MockValues draft={mock} testId="try-mock" onChange={set} onSubmit={onSubmit} />}
    </>
  );
}

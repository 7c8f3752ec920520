/** A case as a form: its name, its input, its mocks, and what is expected. */

import { useState } from "preact/hooks";
import { JsonInput } from "../debugger/json_input";
import { jsonProblem } from "../debugger/json_problem";
import type { CaseText } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { type CaseDraft, type Suite, suiteOf } from "./suite";

export function CaseDialog() {
  const suite = suiteOf(useApp());
  const draft = suite.draft.value;
  return draft === null ? null : <Form key={draft.case.name} suite={suite} draft={draft} />;
}

function Form({ suite, draft }: { readonly suite: Suite; readonly draft: CaseDraft }) {
  const [typed, setTyped] = useState<CaseText>(draft.case);
  const [refused, setRefused] = useState<string | null>(null);
  const set = (part: Partial<CaseText>) => setTyped((before) => ({ ...before, ...part }));
  const { name, comment = "", input = "", mocks = "", expect = "" } = typed;
  const problems = [input, mocks, expect].map(jsonProblem);
  const ready = name.trim() !== "" && problems.every((problem) => problem === null);
  const keptIn = suite.view.value?.kept_in ?? "";
  const save = async () => {
    if (ready) setRefused(await suite.save({ ...draft, case: { name, comment, input, mocks, expect } }));
  };
  const close = () => {
    suite.draft.value = null;
  };
  return (
    <Dialog
      title={draft.replaces === null ? "Add a test" : "Edit the test"}
      description={keptIn === "" ? "Kept with this document." : `Kept in ${keptIn}, beside the definition.`}
      width="large"
      testId="case-dialog"
      onClose={close}
    >
      <form
        class="tests-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {draft.note !== "" && (
          <p class="tests-note" role="status">
            <Icon name="warning" size={14} /> {draft.note}
          </p>
        )}
        <label class="field">
          <span class="field-label">Name</span>
          <input
            class="input"
            data-testid="case-name"
            data-autofocus={true}
            value={name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </label>
        <div class="tests-form-columns">
          <JsonInput
            label="Input"
            value={input}
            problem={problems[0] ?? null}
            testId="case-input"
            rows={7}
            mostRows={9}
            onInput={(text) => set({ input: text })}
            onSubmit={() => void save()}
          />
          <JsonInput
            label="Mocks, by state"
            value={mocks}
            problem={problems[1] ?? null}
            testId="case-mocks"
            rows={7}
            mostRows={9}
            onInput={(text) => set({ mocks: text })}
            onSubmit={() => void save()}
          />
        </div>
        <JsonInput
          label='Expected: status, output, error, cause, path, visits ("..." for what does not matter)'
          value={expect}
          problem={problems[2] ?? null}
          testId="case-expect"
          rows={6}
          mostRows={9}
          onInput={(text) => set({ expect: text })}
          onSubmit={() => void save()}
        />
        {refused !== null && (
          <p class="field-error" role="alert" data-testid="case-refused">
            <Icon name="error" size={14} /> {refused}
          </p>
        )}
        <div class="dialog-actions">
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" type="submit" disabled={!ready} data-testid="case-save">
            Keep
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

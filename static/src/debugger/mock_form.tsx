/** The fields of one answer of a Task in place of its handler: a result, or an error with its cause; and how late. */

import { useId } from "preact/hooks";
import { Icon } from "../ui/icons";
import { JsonInput } from "./json_input";
import { jsonProblem } from "./json_problem";
import { type MockDraft, secondsOf } from "./mock_draft";

export interface MockFieldsProps {
  readonly draft: MockDraft;
  /** Begins the fields' test ids. */
  readonly testId: string;
  readonly autofocus?: boolean;
  readonly onChange: (draft: MockDraft) => void;
  readonly onSubmit?: () => void;
}

/** The fields of one kind. */
export function MockValues({ draft, testId, autofocus = false, onChange, onSubmit }: MockFieldsProps) {
  if (draft.kind === "returns") {
    return (
      <JsonInput
        label="Result (JSON)"
        value={draft.result}
        problem={jsonProblem(draft.result)}
        testId={`${testId}-result`}
        rows={4}
        focus={autofocus}
        onInput={(result) => onChange({ ...draft, result })}
        {...(onSubmit === undefined ? {} : { onSubmit })}
      />
    );
  }
  return (
    <>
      <label class="field">
        <span class="field-label">Error</span>
        <input
          class="input is-code"
          data-testid={`${testId}-error`}
          placeholder="States.TaskFailed"
          value={draft.error}
          onInput={(event) => onChange({ ...draft, error: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-label">Cause</span>
        <input
          class="input"
          data-testid={`${testId}-cause`}
          value={draft.cause}
          onInput={(event) => onChange({ ...draft, cause: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

/** How long after the call the answer comes. */
export function MockDelay({ draft, testId, onChange }: MockFieldsProps) {
  const id = useId();
  const isNone = secondsOf(draft.delay) === null;
  return (
    <div class="field mock-delay">
      <label class="field-label" for={id}>
        Delay, seconds
      </label>
      <input
        id={id}
        class="input is-code"
        inputMode="decimal"
        placeholder="0"
        data-testid={`${testId}-delay`}
        aria-invalid={isNone || undefined}
        aria-describedby={`${id}-problem`}
        value={draft.delay}
        onInput={(event) => onChange({ ...draft, delay: event.currentTarget.value })}
      />
      <span class="field-error" id={`${id}-problem`} role="status">
        {isNone && (
          <>
            <Icon name="error" size={13} /> expected a number of seconds, such as 2.5
          </>
        )}
      </span>
    </div>
  );
}

/** What a Task answers in place of its handler: a result, or an error with its cause. */

import type { Mock } from "../protocol/messages";
import { Segmented } from "../ui/segmented";
import { JsonInput } from "./json_input";
import { jsonProblem } from "./json_problem";

export type MockKind = "returns" | "throws";

/** A mock while it is typed. */
export interface MockDraft {
  readonly kind: MockKind;
  readonly result: string;
  readonly error: string;
  readonly cause: string;
}

/** The draft of a mock; of one to come the shape that the service answers in, where `resource` is one that wraps it. */
export function draftOf(mock: Mock | undefined, resource = ""): MockDraft {
  const throws = mock !== undefined && mock.error !== null && mock.error !== undefined;
  return {
    kind: throws ? "throws" : "returns",
    result: mock?.result ?? (resource.endsWith(":states:::lambda:invoke") ? '{"Payload": {}}' : "{}"),
    error: mock?.error ?? "",
    cause: mock?.cause ?? "",
  };
}

/** The mock that the draft says, or null while it is not finished. */
export function mockOf({ kind, result, error, cause }: MockDraft): Mock | null {
  if (kind === "returns") return jsonProblem(result) === null ? { result, error: null, cause: null } : null;
  return error.trim() === "" ? null : { result: null, error: error.trim(), cause };
}

const KINDS = [
  { value: "returns", label: "Returns" },
  { value: "throws", label: "Throws" },
] as const;

export interface MockFieldsProps {
  readonly draft: MockDraft;
  /** Begins the fields' test ids. */
  readonly testId: string;
  readonly autofocus?: boolean;
  readonly onChange: (draft: MockDraft) => void;
  readonly onSubmit?: () => void;
}

export function MockFields({ draft, testId, autofocus = false, onChange, onSubmit }: MockFieldsProps) {
  return (
    <>
      <Segmented
        label="The task"
        testId={`${testId}-kind`}
        value={draft.kind}
        segments={KINDS}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      <MockValues
        draft={draft}
        testId={testId}
        autofocus={autofocus}
        onChange={onChange}
        {...(onSubmit ? { onSubmit } : {})}
      />
    </>
  );
}

/** The fields of one kind only. */
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

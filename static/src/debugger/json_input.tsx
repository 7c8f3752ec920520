/** A text area for JSON that says where the text is wrong. */

import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../ui/icons";
import { formatted, type JsonProblem } from "./json_problem";

export interface JsonInputProps {
  readonly label: string;
  readonly value: string;
  readonly problem: JsonProblem | null;
  readonly testId: string;
  readonly rows?: number;
  /** It grows with its text up to so many rows. */
  readonly mostRows?: number;
  /** In a dialog: what it focuses first. */
  readonly autofocus?: boolean;
  /** Take the focus when shown. */
  readonly focus?: boolean;
  readonly onInput: (text: string) => void;
  readonly onSubmit?: () => void;
}

export function JsonInput(props: JsonInputProps) {
  const { label, value, problem, testId, rows = 8, mostRows = 18, onInput, onSubmit } = props;
  const { autofocus = false, focus = false } = props;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);
  const shown = Math.min(mostRows, Math.max(rows, value.split("\n").length));
  return (
    <div class="field">
      <span class="json-input-head">
        <label class="field-label" for={id}>
          {label}
        </label>
        <button type="button" class="link-button" disabled={problem !== null} onClick={() => onInput(formatted(value))}>
          Format
        </button>
      </span>
      <textarea
        id={id}
        ref={area}
        class="textarea is-code"
        rows={shown}
        spellcheck={false}
        autocomplete="off"
        data-testid={testId}
        data-autofocus={autofocus || undefined}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-problem`}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (problem === null) onSubmit?.();
        }}
      />
      <span class="field-error json-input-problem" id={`${id}-problem`} role="status">
        {problem !== null && (
          <>
            <Icon name="error" size={13} /> {problem.line}:{problem.column} {problem.message}
          </>
        )}
      </span>
    </div>
  );
}

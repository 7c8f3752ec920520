/** Replace the input or the result of the state where the debugger stands. */

import { useEffect, useState } from "preact/hooks";
import type { ValueText } from "../protocol/messages";
import { Button } from "../ui/button";
import { useDebugger } from "./context";
import { JsonInput } from "./json_input";
import { formatted, jsonProblem } from "./json_problem";
import type { EditTarget } from "./moves";

export interface ValueEditorProps {
  readonly target: EditTarget;
  /** The variable's name, where it is one. */
  readonly name?: string;
  readonly value: ValueText | null;
  readonly onDone: () => void;
}

export function ValueEditor({ target, name = "", value, onDone }: ValueEditorProps) {
  const dbg = useDebugger();
  const session = dbg.app.debug.session.value;
  const [text, setText] = useState<string | null>(
    value?.text === undefined || value.text === null ? null : formatted(value.text),
  );
  const [refused, setRefused] = useState<string | null>(null);
  const hash = value?.hash ?? null;
  useEffect(() => {
    if (text !== null) return;
    if (hash === null) setText("null");
    else void dbg.values.get(hash).then((found) => setText((typed) => typed ?? formatted(found)));
  }, [dbg, hash, text]);
  if (text === null) return <p class="value-loading">Loading…</p>;
  const problem = jsonProblem(text);
  const isPast = session !== null && session.cursor < session.head;
  const save = async () => {
    const answer = await dbg.editValue(target, text, name);
    setRefused(answer);
    if (answer === null) onDone();
  };
  return (
    <form
      class="value-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <JsonInput
        label={target === "variable" ? `Variable ${name}` : target === "input" ? "State input" : "Result"}
        value={text}
        problem={problem}
        testId="edit-text"
        rows={6}
        focus
        onInput={setText}
        onSubmit={() => void save()}
      />
      {refused !== null && (
        <p class="field-error" role="alert">
          {refused}
        </p>
      )}
      <div class="form-buttons">
        <Button look="primary" type="submit" disabled={problem !== null} data-testid="edit-save">
          {isPast ? "Fork with" : "Use"} this {target === "variable" ? "value" : target}
        </Button>
        <Button onClick={onDone} data-testid="edit-cancel">
          Cancel
        </Button>
      </div>
    </form>
  );
}

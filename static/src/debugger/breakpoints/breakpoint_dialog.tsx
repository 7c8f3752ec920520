/** The dialog for one breakpoint: its kind, condition, hit count, iteration, message. */

import { useState } from "preact/hooks";
import type { Outcome } from "../../model/breakpoints";
import { findState } from "../../model/document";
import type { Breakpoint } from "../../protocol/messages";
import { Button } from "../../ui/button";
import { useApp } from "../../ui/context";
import { Dialog } from "../../ui/dialog";
import { Segmented } from "../../ui/segmented";
import { OUTCOMES, problemOf, titleOf } from "./words";

export function BreakpointDialog() {
  const app = useApp();
  const edited = app.beside.editedBreakpoint.value;
  return edited === null ? null : <Form key={edited.id} edited={edited} />;
}

const KINDS = [
  { value: "before", label: "Before the state" },
  { value: "after", label: "After it" },
] as const;

function Form({ edited }: { readonly edited: Breakpoint }) {
  const app = useApp();
  const [draft, setDraft] = useState(edited);
  const [tried, setTried] = useState(false);
  const change = (members: Partial<Breakpoint>) => setDraft({ ...draft, ...members });
  const problem = problemOf(draft);
  const close = () => {
    app.beside.editedBreakpoint.value = null;
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (problem !== null) return setTried(true);
    app.beside.putBreakpoint(draft);
    close();
  };
  const isNew = !app.beside.breakpoints.peek().some(({ id }) => id === edited.id);
  const onState = draft.kind === "before" || draft.kind === "after";
  return (
    <Dialog title={isNew ? "Add a breakpoint" : `Breakpoint ${titleOf(edited)}`} testId="bp-dialog" onClose={close}>
      <form class="bp-form" onSubmit={save}>
        {onState && (
          <Segmented
            label="Where it stops"
            value={draft.kind === "after" ? "after" : "before"}
            segments={KINDS}
            testId="bp-kind"
            onChange={(kind) => change({ kind })}
          />
        )}
        {draft.kind === "data" && (
          <Text
            label="Expression to watch"
            value={draft.data}
            testId="bp-data"
            focus
            onText={(data) => change({ data })}
          >
            Stops when its value changes, appears or goes, in the thread of that event.
          </Text>
        )}
        {draft.kind !== "transition" && <StateField draft={draft} change={change} />}
        {draft.kind === "error" && <ErrorFields draft={draft} change={change} />}
        <Condition draft={draft} focus={draft.kind !== "data"} change={change} />
        <div class="bp-numbers">
          <Text
            label="Hit count"
            value={draft.hit}
            testId="bp-hit"
            placeholder="=3, >=3, %3"
            onText={(hit) => change({ hit })}
          />
          <Text
            label="Only in iteration"
            value={draft.iteration === null ? "" : String(draft.iteration)}
            testId="bp-iteration"
            placeholder="any"
            onText={(text) => change({ iteration: text.trim() === "" ? null : Number(text) })}
          />
        </div>
        <Text
          label="Log a message instead of stopping"
          value={draft.log}
          testId="bp-log"
          placeholder="word {$.word}"
          onText={(log) => change({ log })}
        >
          Expressions in braces are replaced by their values.
        </Text>
        {tried && problem !== null && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
        <div class="bp-form-buttons">
          <Button onClick={close}>Cancel</Button>
          <button type="submit" class="button button-primary" data-testid="bp-save">
            {isNew ? "Add" : "Save"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface PartProps {
  readonly draft: Breakpoint;
  readonly change: (members: Partial<Breakpoint>) => void;
}

function StateField({ draft, change }: PartProps) {
  const { states } = useApp().analysed.value;
  const optional = draft.kind === "error" || draft.kind === "data";
  const known = states.some(({ path }) => path === draft.path);
  return (
    <label class="field">
      <span class="field-label">State</span>
      <select
        class="select"
        data-testid="bp-path"
        value={draft.path}
        onChange={(event) => change({ path: event.currentTarget.value })}
      >
        {optional && <option value="">anywhere</option>}
        {!known && draft.path !== "" && <option value={draft.path}>{draft.path} (not there)</option>}
        {states.map(({ path }) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </select>
    </label>
  );
}

function ErrorFields({ draft, change }: PartProps) {
  const toggle = (outcome: Outcome) =>
    change({
      errors: draft.errors.includes(outcome)
        ? draft.errors.filter((each) => each !== outcome)
        : [...draft.errors, outcome],
    });
  return (
    <>
      <fieldset class="bp-errors is-in-dialog">
        <legend>Which errors (all, where none is chosen)</legend>
        {OUTCOMES.map(({ outcome, label }) => (
          <label key={outcome} class="bp-error">
            <input type="checkbox" checked={draft.errors.includes(outcome)} onChange={() => toggle(outcome)} />
            {label}
          </label>
        ))}
      </fieldset>
      <Text
        label="Name of the error"
        value={draft.error}
        testId="bp-error"
        placeholder="any, as in ErrorEquals"
        onText={(error) => change({ error: error.trim() })}
      />
    </>
  );
}

function Condition({ draft, change, focus }: PartProps & { readonly focus: boolean }) {
  const { analysed } = useApp();
  const own = findState(analysed.value, draft.path)?.fields.QueryLanguage ?? analysed.value.analysis?.query_language;
  const language = draft.language || (draft.condition.includes("$states") ? "JSONata" : "");
  const segments = [
    { value: "", label: `The state's (${typeof own === "string" ? own : "JSONPath"})` },
    { value: "JSONPath", label: "JSONPath" },
    { value: "JSONata", label: "JSONata" },
  ] as const;
  return (
    <div class="field">
      <Text
        label="Condition"
        value={draft.condition}
        testId="bp-condition"
        placeholder="$.n > 3 or $states.context.Map.Item.Index = 3"
        focus={focus}
        onText={(condition) => change({ condition })}
      />
      <Segmented
        label="Language of the condition"
        value={language}
        segments={segments}
        testId="bp-language"
        onChange={(chosen) => change({ language: chosen })}
      />
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
  readonly placeholder?: string;
  readonly focus?: boolean;
  readonly children?: string;
  readonly onText: (text: string) => void;
}

function Text({ label, value, testId, placeholder, focus, children, onText }: TextProps) {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <input
        class="input is-code"
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        autocomplete="off"
        data-autofocus={focus === true || undefined}
        data-testid={testId}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {children !== undefined && <span class="field-hint">{children}</span>}
    </label>
  );
}

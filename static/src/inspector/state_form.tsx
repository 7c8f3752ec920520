/** The form of a state: every field of its type, what it does not know kept as JSON. */

import { statesOf } from "../model/document";
import { childPath, END } from "../model/paths";
import { mayCatch, mayLeave } from "../model/rules";
import type { HandlerBinding, StateSummary } from "../protocol/messages";
import type { Slots } from "../shell/slots";
import { useApp } from "../ui/context";
import { ChoiceRules } from "./choice_rules";
import { pointer, setField, setValue } from "./edits";
import { AddEntryButton, EntryCard } from "./entry_card";
import { ErrorHandling } from "./error_handling";
import { DraftInput, FieldInput, SelectInput } from "./field_input";
import { readJson } from "./field_values";
import { type FormPlan, type FormSection, planForm } from "./form_plan";
import { NextInput } from "./next_input";
import { Section } from "./section";
import { WaitFields } from "./wait_fields";

/** Fields whose value is told below them. */
const EXPRESSIONS: ReadonlySet<string> = new Set([
  "InputPath",
  "Parameters",
  "Arguments",
  "ItemsPath",
  "Items",
  "ItemSelector",
  "ResultSelector",
  "ResultPath",
  "OutputPath",
  "Output",
  "Assign",
]);

export interface StateFormProps {
  readonly state: StateSummary;
  readonly slots: Slots;
}

export function StateForm({ state, slots }: StateFormProps) {
  const app = useApp();
  const { mockSection: MockSection, languageSection: LanguageSection, trySection: TrySection } = slots;
  const language = String(state.fields.QueryLanguage ?? app.analysed.value.analysis?.query_language ?? "JSONPath");
  const plan = planForm(state.type, state.fields, language);
  return (
    <div class="form">
      <DraftInput
        label="Comment"
        bare
        testId="field:Comment"
        placeholder="Comment"
        shown={typeof state.fields.Comment === "string" ? state.fields.Comment : ""}
        read={(text) => (text === "" ? { kind: "remove" } : { kind: "value", value: text })}
        onChange={(typed) => setField(app, state.path, "/Comment", typed)}
      />
      {mayLeave(state.type) && state.type !== "Choice" && <Next state={state} />}
      {state.type === "Choice" && <ChoiceRules state={state} />}
      {state.handler !== null && <Binding handler={state.handler} />}
      {plan.sections.map((section) => (
        <FieldSection key={section.id} state={state} section={section} />
      ))}
      {state.type === "Task" && MockSection !== undefined && <MockSection path={state.path} />}
      {LanguageSection !== undefined && <LanguageSection state={state} />}
      {plan.unknown.length > 0 && <UnknownFields state={state} names={plan.unknown} />}
      <MoreFields state={state} plan={plan} />
      {TrySection !== undefined && <TrySection path={state.path} type={state.type} />}
    </div>
  );
}

function Next({ state }: { readonly state: StateSummary }) {
  const { Next: next, End: end } = state.fields;
  return (
    <NextInput
      label="Next"
      testId="field:Next"
      mayEnd
      transition={{ source: state.path, kind: "next", index: null }}
      target={typeof next === "string" ? next : end === true ? END : null}
    />
  );
}

function FieldSection({ state, section }: { readonly state: StateSummary; readonly section: FormSection }) {
  const app = useApp();
  const errors = section.id === "errors" && mayCatch(state.type);
  const settings = section.id === "settings";
  const special = settings && (state.type === "Wait" || state.type === "Parallel");
  if (section.fields.length === 0 && !errors && !special) return null;
  const used =
    section.fields.some((field) => field.name in state.fields) ||
    (errors && ("Retry" in state.fields || "Catch" in state.fields));
  return (
    <Section id={section.id} title={section.title} open={settings || used || app.selection.value?.kind === "edge"}>
      {settings && state.type === "Wait" && <WaitFields state={state} />}
      {settings && state.type === "Parallel" && <Branches state={state} />}
      {section.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={state.fields[field.name]}
          noteOn={EXPRESSIONS.has(field.name) ? pointer(field.name) : undefined}
          onChange={(typed) => setField(app, state.path, pointer(field.name), typed)}
        />
      ))}
      {errors && <ErrorHandling state={state} />}
    </Section>
  );
}

function Branches({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const count = Array.isArray(state.fields.Branches) ? state.fields.Branches.length : 0;
  return (
    <div class="form-list">
      {Array.from({ length: count }, (_, index) => {
        const inside = statesOf(app.analysed.value, childPath(state.path, index));
        return (
          <EntryCard
            key={index}
            list={{ path: state.path, entry: "branch", count }}
            index={index}
            testId="branch"
            title={`Branch ${index + 1}`}
            note={
              <button
                type="button"
                class="link-button"
                disabled={inside.length === 0}
                onClick={() => app.select(inside[0]?.path ?? null)}
              >
                {inside.length} {inside.length === 1 ? "state" : "states"}
              </button>
            }
          />
        );
      })}
      <div>
        <AddEntryButton list={{ path: state.path, entry: "branch", count }} testId="branch-add" label="Add a branch" />
      </div>
    </div>
  );
}

function Binding({ handler }: { readonly handler: HandlerBinding }) {
  return (
    <dl class="binding" data-testid="handler">
      <dt>Function</dt>
      <dd>{handler.function}</dd>
      <dt>Handler</dt>
      <dd>{handler.handler}</dd>
      <dt>Runtime</dt>
      <dd>{handler.runtime}</dd>
      <dt>File</dt>
      <dd>{handler.file ?? "not found"}</dd>
    </dl>
  );
}

function UnknownFields({ state, names }: { readonly state: StateSummary; readonly names: readonly string[] }) {
  const app = useApp();
  return (
    <Section id="unknown" title="Other fields">
      {names.map((name) => (
        <DraftInput
          key={name}
          label={name}
          testId={`field:${name}`}
          code
          rows={1}
          shown={JSON.stringify(state.fields[name], null, 2)}
          read={(text) => (text.trim() === "" ? { kind: "remove" } : readJson(text))}
          onChange={(typed) => setField(app, state.path, pointer(name), typed)}
        />
      ))}
    </Section>
  );
}

/** Fields that are set rarely: chosen from a list, they appear in their section. */
function MoreFields({ state, plan }: { readonly state: StateSummary; readonly plan: FormPlan }) {
  const app = useApp();
  if (plan.more.length === 0) return null;
  return (
    <SelectInput
      label="Add a field"
      bare
      testId="field-add"
      value=""
      options={[
        { value: "", label: "Add a field…" },
        ...plan.more.map((field) => ({ value: field.name, label: field.name })),
      ]}
      onChange={(name) => {
        const field = plan.more.find((each) => each.name === name);
        if (field !== undefined)
          setValue(app, state.path, pointer(name), firstValue(field.shape, field.words[0], field.minimum));
      }}
    />
  );
}

function firstValue(shape: string, word: string | undefined, minimum: number | null): unknown {
  if (word !== undefined) return word;
  if (shape === "integer" || shape === "number") return Math.max(1, minimum ?? 1);
  if (shape === "boolean") return true;
  if (shape.startsWith("array")) return [];
  if (shape.includes("path")) return "$";
  return shape === "string" || shape === "timestamp" || shape === "ARN" ? "" : {};
}

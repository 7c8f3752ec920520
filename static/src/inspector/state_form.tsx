/** The form of a state: every field of its type, what it does not know kept as JSON. */

import { statesOf } from "../model/document";
import { childPath, END } from "../model/paths";
import { mayCatch, mayLeave } from "../model/rules";
import type { HandlerBinding, StateSummary } from "../protocol/messages";
import type { Slots } from "../shell/slots";
import { useApp } from "../ui/context";
import { AddFieldMenu } from "./add_field";
import { ChoiceRules } from "./choice_rules";
import { pointer, setField } from "./edits";
import { AddEntryButton, EntryCard } from "./entry_card";
import { ErrorHandling } from "./error_handling";
import { DraftInput, FieldInput } from "./field_input";
import { type FormSection, languageOf, planForm } from "./form_plan";
import { JsonField } from "./json_field";
import { NextInput } from "./next_input";
import { ProcessorFields } from "./processor_fields";
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
  const plan = planForm(state.type, state.fields, languageOf(app, state.fields));
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
      <AddFieldMenu
        fields={plan.more}
        path={state.path}
        tokens={[]}
        testId="field-add"
        fieldTestId={(name) => `field:${name}`}
      />
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
      {settings && state.type === "Map" && <ProcessorFields state={state} />}
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
  return (
    <Section id="unknown" title="Other fields">
      {names.map((name) => (
        <JsonField
          key={name}
          path={state.path}
          at={pointer(name)}
          name={name}
          value={state.fields[name]}
          testId={`field:${name}`}
        />
      ))}
    </Section>
  );
}

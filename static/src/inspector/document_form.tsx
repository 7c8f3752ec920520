/** What the inspector shows while nothing is selected: the machine itself, and the file's placeholders. */

import { statesOf } from "../model/document";
import { START } from "../model/paths";
import type { Placeholder } from "../protocol/messages";
import { useApp } from "../ui/context";
import { connect, pointer, setField } from "./edits";
import { DraftInput, FieldInput, SelectInput } from "./field_input";
import { fieldsOf } from "./form_plan";
import { JsonField } from "./json_field";
import { Section } from "./section";

/** Fields of a machine that are drawn, or say how it runs as a Map's. */
const DRAWN: ReadonlySet<string> = new Set(["StartAt", "States", "ProcessorConfig"]);

const ORIGINS: Readonly<Record<Placeholder["origin"], string>> = {
  file: "from the file",
  given: "given here",
  default: "the default",
  unknown: "unknown",
};

export function DocumentForm() {
  const app = useApp();
  const document = app.document.value;
  const { analysis, placeholders, states } = app.analysed.value;
  if (document === null || analysis === null) return null;
  const names = statesOf(app.analysed.value, "").map((state) => state.name);
  const start = analysis.start_at ?? "";
  return (
    <>
      <header class="inspector-head">
        <div class="inspector-titles">
          <span class="inspector-type">State machine</span>
          <h2 class="inspector-name" data-testid="inspector-name">
            {document.title}
          </h2>
        </div>
      </header>
      <div class="inspector-body">
        <div class="form">
          {analysis.machines.length > 1 && (
            <SelectInput
              label="State machine"
              testId="machine"
              value={analysis.machine}
              options={analysis.machines.map((machine) => ({ value: machine.pointer, label: machine.name }))}
              onChange={(pointer) => void app.documents.chooseMachine(pointer)}
            />
          )}
          {names.length > 0 && (
            <SelectInput
              label="Starts at"
              testId="field:StartAt"
              value={start}
              options={[
                ...(names.includes(start)
                  ? []
                  : [{ value: start, label: start === "" ? "—" : `${start} (no such state)` }]),
                ...names.map((name) => ({ value: name, label: name })),
              ]}
              onChange={(name) => connect(app, { source: START, kind: "start", index: null }, name)}
            />
          )}
          {states.length > 0 &&
            fieldsOf("Machine")
              .filter(({ name }) => !DRAWN.has(name))
              .map((field) => (
                <FieldInput
                  key={field.name}
                  field={field}
                  value={analysis.fields[field.name]}
                  onChange={(typed) => setField(app, "", pointer(field.name), typed)}
                />
              ))}
          {Object.keys(analysis.fields)
            .filter((name) => !fieldsOf("Machine").some((field) => field.name === name))
            .map((name) => (
              <JsonField
                key={name}
                path=""
                at={pointer(name)}
                name={name}
                value={analysis.fields[name]}
                testId={`field:${name}`}
              />
            ))}
          <p class="field-hint">
            {states.length === 0
              ? "Add a state from the palette, or write in the text."
              : "Select a state or a transition to edit it."}
          </p>
          {placeholders.length > 0 && (
            <Section id="placeholders" title="Placeholders">
              <p class="field-hint">What stands for them on this machine. The file keeps them as they are.</p>
              {placeholders.map((placeholder) => (
                <PlaceholderRow key={placeholder.name} placeholder={placeholder} />
              ))}
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function PlaceholderRow({ placeholder }: { readonly placeholder: Placeholder }) {
  const app = useApp();
  const { name, text, value, origin } = placeholder;
  return (
    <div class="placeholder" data-testid={`placeholder:${name}`} data-origin={origin}>
      <span class="placeholder-name">{text}</span>
      <DraftInput
        label={`Value of ${text}`}
        bare
        testId={`placeholder-value:${name}`}
        code
        shown={value ?? ""}
        placeholder={origin === "unknown" ? "no value yet" : undefined}
        read={(typed) => ({ kind: "value", value: typed })}
        onChange={(typed) => {
          if (typed.kind === "value") void app.documents.setPlaceholder(name, String(typed.value));
        }}
      />
      <span class="field-hint">{ORIGINS[origin]}</span>
    </div>
  );
}

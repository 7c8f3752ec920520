/** How long a Wait waits: one of four fields. */

import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { pointer, setField } from "./edits";
import { FieldInput, SelectInput } from "./field_input";
import { findField } from "./form_plan";

const KINDS = [
  { value: "Seconds", label: "Some seconds" },
  { value: "SecondsPath", label: "Seconds from the input" },
  { value: "Timestamp", label: "Until a time" },
  { value: "TimestampPath", label: "Until a time from the input" },
];

const FIRST_VALUES: Readonly<Record<string, unknown>> = {
  Seconds: 5,
  SecondsPath: "$.seconds",
  Timestamp: "2030-01-01T00:00:00Z",
  TimestampPath: "$.until",
};

export function WaitFields({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const kind = KINDS.find(({ value }) => value in state.fields)?.value ?? "Seconds";
  const choose = async (chosen: string) => {
    if (chosen === kind && kind in state.fields) return;
    if (kind in state.fields)
      await app.edit({ kind: "set_field", path: state.path, pointer: pointer(kind), remove: true });
    await app.edit({ kind: "set_field", path: state.path, pointer: pointer(chosen), value: FIRST_VALUES[chosen] });
  };
  return (
    <div class="form-row">
      <SelectInput
        label="Wait"
        testId="wait-kind"
        value={kind}
        options={KINDS}
        onChange={(chosen) => void choose(chosen)}
      />
      <FieldInput
        field={findField("Wait", kind)}
        value={state.fields[kind]}
        onChange={(typed) => setField(app, state.path, pointer(kind), typed)}
      />
    </div>
  );
}

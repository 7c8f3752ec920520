/** What a Map runs for each item: in this execution or in ones of their own, and the name of the field that holds it. */

import { statesOf } from "../model/document";
import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { pointer, setValue } from "./edits";
import { SelectInput } from "./field_input";

const MODES = [
  { value: "INLINE", label: "In this execution" },
  { value: "DISTRIBUTED", label: "Distributed: child executions" },
];
const TYPES = ["STANDARD", "EXPRESS"].map((value) => ({ value, label: value }));
const NAMES = [
  { value: "ItemProcessor", label: "ItemProcessor" },
  { value: "Iterator", label: "Iterator (the old name)" },
];

export function ProcessorFields({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const old = !("ItemProcessor" in state.fields) && "Iterator" in state.fields;
  const processor = old ? state.fields.Iterator : state.fields.ItemProcessor;
  const config = part(part(processor).ProcessorConfig);
  const mode = config.Mode === "DISTRIBUTED" ? "DISTRIBUTED" : "INLINE";
  const at = pointer("ItemProcessor", "ProcessorConfig");
  const states = statesOf(app.analysed.value, state.path);
  return (
    <>
      <div class="form-row">
        {!old && (
          <SelectInput
            label="Mode"
            testId="processor-mode"
            value={mode}
            options={MODES}
            onChange={(chosen) =>
              setValue(
                app,
                state.path,
                at,
                chosen === "DISTRIBUTED" ? { ...config, Mode: chosen, ExecutionType: "STANDARD" } : { Mode: chosen },
              )
            }
          />
        )}
        {mode === "DISTRIBUTED" && (
          <SelectInput
            label="ExecutionType"
            testId="processor-type"
            value={String(config.ExecutionType ?? "STANDARD")}
            options={TYPES}
            onChange={(chosen) => setValue(app, state.path, `${at}/ExecutionType`, chosen)}
          />
        )}
        {mode === "INLINE" && (
          <SelectInput
            label="Written as"
            testId="processor-name"
            value={old ? "Iterator" : "ItemProcessor"}
            options={NAMES}
            onChange={(field) =>
              void app.edit({
                kind: "set_processor",
                path: state.path,
                field: field === "Iterator" ? "Iterator" : "ItemProcessor",
              })
            }
          />
        )}
      </div>
      <p class="field-hint">
        Each item goes through{" "}
        <button
          type="button"
          class="link-button"
          disabled={states.length === 0}
          onClick={() => app.select(states[0]?.path ?? null)}
        >
          {states.length} {states.length === 1 ? "state" : "states"}
        </button>
      </p>
    </>
  );
}

function part(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

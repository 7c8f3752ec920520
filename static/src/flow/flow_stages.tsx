/** The stages of a past visit, to be looked at one by one as where the debugger stands. */

import { useState } from "preact/hooks";
import { ValueView } from "../debugger/value_view";
import { Section } from "../inspector/section";
import type { DataFlow } from "../protocol/messages";
import { ChangeOf, useFlow } from "./flow_changes";

export function FlowStages({ path }: { readonly path: string }) {
  return (
    <Section id="data-stages" title="Stages" open={false}>
      <Stages path={path} />
    </Section>
  );
}

function Stages({ path }: { readonly path: string }) {
  const flow = useFlow(path);
  if (flow === null || flow.path !== path) return <p class="value-loading">Reading the stages…</p>;
  return <StagesOf flow={flow} />;
}

/** The stages of a data flow that is at hand; the last one is shown first. */
export function StagesOf({ flow }: { readonly flow: DataFlow }) {
  const [picked, setPicked] = useState<string | null>(null);
  const shown = flow.stages.find(({ name }) => name === picked) ?? flow.stages.at(-1);
  return (
    <section class="stages" aria-label="Stages">
      <ol class="stage-list">
        {flow.stages.map(({ name, error }) => (
          <li key={name}>
            <button
              type="button"
              class="stage"
              data-testid={`flow:${name}`}
              data-state={error === null ? "done" : "error"}
              aria-pressed={name === shown?.name}
              onClick={() => setPicked(name)}
            >
              {name}
            </button>
          </li>
        ))}
      </ol>
      {shown !== undefined && (
        <>
          <ChangeOf key={shown.name} flow={flow} name={shown.name} />
          {shown.value !== null && <ValueView value={shown.value} label={shown.name} testId="flow-value" />}
          {shown.error !== null && <p class="field-error">{shown.error}</p>}
        </>
      )}
    </section>
  );
}

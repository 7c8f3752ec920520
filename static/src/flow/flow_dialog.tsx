/** The data flow of a state in a window of its own: stage by stage, before on the left and after on the right. */

import { useState } from "preact/hooks";
import { formatted } from "../debugger/json_problem";
import { stateName } from "../model/paths";
import type { DataFlow } from "../protocol/messages";
import { DiffView } from "../text/diff_view";
import { Dialog } from "../ui/dialog";
import { Segmented } from "../ui/segmented";
import { afterOf, baseOf, Changes, Expression } from "./flow_changes";

export interface FlowDialogProps {
  readonly flow: DataFlow;
  /** The stage that is shown first. */
  readonly first: string;
  readonly onClose: () => void;
}

export function FlowDialog({ flow, first, onClose }: FlowDialogProps) {
  const [name, setName] = useState(first);
  const stage = flow.stages.find((each) => each.name === name) ?? flow.stages[0];
  if (stage === undefined) return null;
  const base = baseOf(flow, stage);
  const after = stage.value?.text ?? null;
  return (
    <Dialog title={`Data flow of ${stateName(flow.path)}`} width="huge" testId="flow-dialog" onClose={onClose}>
      <div class="flow">
        <Segmented
          label="Stage"
          testId="flow-stage"
          value={stage.name}
          segments={flow.stages.map((each) => ({ value: each.name, label: each.name }))}
          onChange={setName}
        />
        <Expression stage={stage} />
        {stage.error !== null && <p class="field-error">{stage.error}</p>}
        <Changes key={stage.name} flow={flow} stage={stage} />
        {after !== null && (
          <div class="flow-columns">
            <div class="flow-heads" aria-hidden="true">
              <span>{base === null ? "" : `Before: ${stage.base}`}</span>
              <span>After {stage.name}</span>
            </div>
            <DiffView
              key={stage.name}
              before={base === null ? "" : formatted(base)}
              after={formatted(base === null ? after : afterOf(stage, base, after))}
              format="json"
              beside
              label={`${stage.name}: before and after`}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** The execution as a whole: input, output or error, times. */

import { RECORD_DIALOG } from "../cases/record_dialog";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { useDebugger } from "./context";
import { Data, ErrorBox } from "./visited_data";
import { duration } from "./words";

const INPUT_PLACE = { kind: "execution_input", thread: "0", sequence: 1 } as const;

export function ExecutionSummary() {
  const dbg = useDebugger();
  const { execution, events, session } = useApp().debug;
  const view = execution.value;
  if (view === null) return null;
  const first = events.value[0];
  const last = events.value.at(-1);
  const took = first === undefined || last === undefined ? 0 : last.time_ms - first.time_ms;
  const outputPlace = last && { kind: "execution_output" as const, thread: "0", sequence: last.sequence };
  return (
    <div class="details-body" data-testid="execution-summary">
      <dl class="facts">
        <dt>Execution</dt>
        <dd>{view.name}</dd>
        <dt>State machine</dt>
        <dd>{view.machine_name}</dd>
        <dt>Started</dt>
        <dd>{new Date(view.started_ms).toLocaleString()}</dd>
        <dt>Took</dt>
        <dd>
          {duration(took)}
          {view.clock === "virtual" ? " on the virtual clock" : ""}
        </dd>
        <dt>Events</dt>
        <dd>{Math.max(events.value.length, session.value?.head ?? 0)}</dd>
      </dl>
      {dbg.over.value && view.error !== null && <ErrorBox error={view.error} cause={view.cause ?? ""} />}
      <Data id="execution-output" title="Output" value={view.output} place={outputPlace} open />
      <Data id="execution-input" title="Input" value={view.input} place={INPUT_PLACE} open />
      {dbg.over.value && (
        <div class="details-save">
          <Button
            look="outline"
            icon="add"
            data-testid="save-as-test"
            onClick={() => {
              dbg.app.view.dialog.value = RECORD_DIALOG;
            }}
          >
            Save as a test…
          </Button>
        </div>
      )}
    </div>
  );
}

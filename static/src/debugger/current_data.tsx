/** Where the debugger stands: the stages of the state's data flow, what can be edited, variables, context. */

import { useEffect, useState } from "preact/hooks";
import { StageChange } from "../flow/flow_changes";
import { Section } from "../inspector/section";
import type { Scopes, Session } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { useDebugger } from "./context";
import { placeKind, type ShownStage, stagesOf, watchedAs } from "./stages";
import { ValueEditor } from "./value_editor";
import { ValueView } from "./value_view";
import { Variables } from "./variables";

export function CurrentData() {
  const dbg = useDebugger();
  const session = useApp().debug.session.value;
  const scopes = dbg.scopes.value;
  if (session === null) return null;
  if (scopes === null || scopes.thread !== session.thread) return <p class="value-loading">Reading the data…</p>;
  const context = scopes.query_language === "JSONata" ? "$states.context" : "$$";
  return (
    <div class="details-body">
      <Stages scopes={scopes} session={session} />
      <Variables scopes={scopes} session={session} />
      {scopes.context !== null && (
        <Section id="debug-context" title={`Context ${context}`} open={false}>
          <ValueView
            value={scopes.context}
            label="Context object"
            root={context}
            testId="context"
            place={{ kind: "context", thread: session.thread, sequence: session.cursor }}
            watchAs={context}
          />
        </Section>
      )}
    </div>
  );
}

function Stages({ scopes, session }: { readonly scopes: Scopes; readonly session: Session }) {
  const stages = stagesOf(scopes, session);
  // What is at work has no value yet: what went in is shown.
  const current = stages.find((stage) => stage.current && (stage.value ?? stage.error) !== null) ?? stages[0];
  const [picked, setPicked] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const stop = `${session.cursor} ${session.thread} ${session.stage}`;
  // Another stop shows its own stage.
  useEffect(() => {
    setPicked(null);
    setEditing(false);
  }, [stop]);
  const shown = stages.find((stage) => stage.name === picked) ?? current;
  const editable = session.can_edit;
  const editedValue = editable === "input" ? scopes.input : scopes.result;
  return (
    <section class="stages" aria-label="Data">
      <ol class="stage-list">
        {stages.map((stage) => (
          <li key={stage.name}>
            <StageChip stage={stage} shown={stage === shown} onPick={() => setPicked(stage.name)} />
          </li>
        ))}
      </ol>
      {editing && editable !== null ? (
        <ValueEditor target={editable} value={editedValue} onDone={() => setEditing(false)} />
      ) : (
        <>
          <div class="value-head">
            <h3 class="value-title">{shown?.title}</h3>
            {editable !== null && (
              <Button look="outline" icon="edit" data-testid="edit-value" onClick={() => setEditing(true)}>
                Edit {editable}
              </Button>
            )}
          </div>
          {shown !== undefined && scopes.path !== null && (
            <StageChange path={scopes.path} name={flowName(shown.name)} />
          )}
          {shown !== undefined && <StageValue stage={shown} session={session} scopes={scopes} />}
        </>
      )}
    </section>
  );
}

/** What the data flow calls the stage: the work by what came of it. */
function flowName(stage: string): string {
  return ["Call", "Iterations", "Branches"].includes(stage) ? "Result" : stage;
}

interface StageChipProps {
  readonly stage: ShownStage;
  readonly shown: boolean;
  readonly onPick: () => void;
}

function StageChip({ stage, shown, onPick }: StageChipProps) {
  return (
    <button
      type="button"
      class="stage"
      data-testid={`stage:${stage.name}`}
      data-state={stage.error !== null ? "error" : stage.done ? "done" : stage.current ? "current" : "ahead"}
      data-current={stage.current || undefined}
      aria-current={stage.current ? "step" : undefined}
      aria-pressed={shown}
      disabled={stage.value === null && stage.error === null}
      onClick={onPick}
    >
      {stage.current && <span aria-hidden="true">▶ </span>}
      {stage.name}
      {stage.error !== null && <Icon name="error" size={12} />}
    </button>
  );
}

interface StageValueProps {
  readonly stage: ShownStage;
  readonly session: Session;
  readonly scopes: Scopes;
}

function StageValue({ stage, session, scopes }: StageValueProps) {
  if (stage.error !== null) {
    return (
      <p class="data-error" data-testid="stage-error">
        <Icon name="error" size={14} /> <span>{stage.error}</span>
      </p>
    );
  }
  if (stage.value === null) return <p class="value-loading">Not reached yet</p>;
  const kind = placeKind(stage.name);
  return (
    <ValueView
      value={stage.value}
      label={stage.title}
      root={stage.root}
      testId="stage-value"
      place={kind === null ? undefined : { kind, thread: session.thread, sequence: session.cursor }}
      watchAs={watchedAs(kind, scopes, session) ?? undefined}
    />
  );
}

/** The Retry and Catch lists of a state. */

import { statesOf } from "../model/document";
import { parentPath } from "../model/paths";
import type { StateSummary } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { connect, pointer, removeAt, setField, setValue } from "./edits";
import { FieldInput } from "./field_input";
import { findField } from "./form_plan";
import { NextInput } from "./next_input";

type Item = Readonly<Record<string, unknown>>;

const RETRY_FIELDS = ["IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds"] as const;
const NEW_RETRIER = { ErrorEquals: ["States.ALL"], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 };

export function ErrorHandling({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const retriers = itemsOf(state, "Retry");
  const catchers = itemsOf(state, "Catch");
  const other = statesOf(app.analysed.value, parentPath(state.path)).find((each) => each.path !== state.path);
  return (
    <>
      <div class="form-list">
        {retriers.map((retrier, index) => (
          <RetrierCard key={index} state={state} retrier={retrier} index={index} only={retriers.length === 1} />
        ))}
        {catchers.map((catcher, index) => (
          <CatcherCard key={index} state={state} catcher={catcher} index={index} />
        ))}
      </div>
      <div class="form-buttons">
        <Button
          look="outline"
          icon="add"
          data-testid="retry-add"
          onClick={() =>
            retriers.length === 0
              ? setValue(app, state.path, "/Retry", [NEW_RETRIER])
              : setValue(app, state.path, "/Retry", [...retriers, NEW_RETRIER])
          }
        >
          Retry
        </Button>
        <Button
          look="outline"
          icon="add"
          data-testid="catch-add"
          disabled={other === undefined}
          title={other === undefined ? "A catcher needs another state to lead to" : undefined}
          onClick={() =>
            other !== undefined && connect(app, { source: state.path, kind: "catch", index: null }, other.name)
          }
        >
          Catch
        </Button>
      </div>
    </>
  );
}

interface RetrierProps {
  readonly state: StateSummary;
  readonly retrier: Item;
  readonly index: number;
  readonly only: boolean;
}

function RetrierCard({ state, retrier, index, only }: RetrierProps) {
  const app = useApp();
  const field = (name: string) => (
    <FieldInput
      key={name}
      field={findField("Retrier", name)}
      value={retrier[name]}
      testId={`retry:${index}:${name}`}
      onChange={(typed) => setField(app, state.path, pointer("Retry", index, name), typed)}
    />
  );
  return (
    <div class="form-card" data-testid={`retry:${index}`}>
      <div class="form-card-head">
        Retry #{index + 1}
        <IconButton
          icon="trash"
          size={14}
          label={`Delete retrier ${index + 1}`}
          onClick={() => removeAt(app, state.path, only ? "/Retry" : pointer("Retry", index))}
        />
      </div>
      {field("ErrorEquals")}
      <div class="form-row">{RETRY_FIELDS.map(field)}</div>
    </div>
  );
}

interface CatcherProps {
  readonly state: StateSummary;
  readonly catcher: Item;
  readonly index: number;
}

export function CatcherCard({ state, catcher, index }: CatcherProps) {
  const app = useApp();
  const selection = app.selection.value;
  const selected =
    selection?.kind === "edge" && selection.transition.kind === "catch" && selection.transition.index === index;
  const names = ["ErrorEquals", "Output" in catcher ? "Output" : "ResultPath"];
  return (
    <div class="form-card" data-testid={`catch:${index}`} data-selected={selected || undefined}>
      <div class="form-card-head">
        Catch #{index + 1}
        <IconButton
          icon="trash"
          size={14}
          label={`Delete catcher ${index + 1}`}
          onClick={() =>
            void app.edit({ kind: "disconnect", transition: { source: state.path, kind: "catch", index } })
          }
        />
      </div>
      {names.map((name) => (
        <FieldInput
          key={name}
          field={findField("Catcher", name)}
          value={catcher[name]}
          testId={`catch:${index}:${name}`}
          onChange={(typed) => setField(app, state.path, pointer("Catch", index, name), typed)}
        />
      ))}
      <NextInput
        label="Next"
        testId={`catch-next:${index}`}
        transition={{ source: state.path, kind: "catch", index }}
        target={typeof catcher.Next === "string" ? catcher.Next : null}
      />
    </div>
  );
}

function itemsOf(state: StateSummary, name: string): readonly Item[] {
  const list = state.fields[name];
  return Array.isArray(list) ? list.filter((item): item is Item => typeof item === "object" && item !== null) : [];
}

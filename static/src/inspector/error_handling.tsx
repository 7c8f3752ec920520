/** The Retry and Catch lists of a state. */

import { statesOf } from "../model/document";
import { parentPath } from "../model/paths";
import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { pointer, setField } from "./edits";
import { AddEntryButton, EntryCard } from "./entry_card";
import { EntryFields } from "./entry_fields";
import { FieldInput } from "./field_input";
import { findField, languageOf } from "./form_plan";
import { NextInput } from "./next_input";

type Item = Readonly<Record<string, unknown>>;

const RETRY_FIELDS = ["IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy"] as const;
const RETRIER_OWN: ReadonlySet<string> = new Set(["ErrorEquals", ...RETRY_FIELDS]);
const CATCHER_OWN: ReadonlySet<string> = new Set(["ErrorEquals", "Next"]);

export function ErrorHandling({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const retriers = itemsOf(state, "Retry");
  const catchers = itemsOf(state, "Catch");
  const alone = statesOf(app.analysed.value, parentPath(state.path)).length < 2;
  return (
    <>
      <div class="form-list">
        {retriers.map((retrier, index) => (
          <RetrierCard key={`retry ${index}`} state={state} retrier={retrier} index={index} />
        ))}
        {catchers.map((catcher, index) => (
          <CatcherCard key={`catch ${index}`} state={state} catcher={catcher} index={index} />
        ))}
      </div>
      <div class="form-buttons">
        <AddEntryButton
          list={{ path: state.path, entry: "retrier", count: retriers.length }}
          testId="retry-add"
          label="Retry"
        />
        <AddEntryButton
          list={{ path: state.path, entry: "catcher", count: catchers.length }}
          testId="catch-add"
          label="Catch"
          why={alone ? "A catcher needs another state to lead to" : undefined}
        />
      </div>
    </>
  );
}

interface RetrierProps {
  readonly state: StateSummary;
  readonly retrier: Item;
  readonly index: number;
}

function RetrierCard({ state, retrier, index }: RetrierProps) {
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
    <EntryCard
      list={{ path: state.path, entry: "retrier", count: itemsOf(state, "Retry").length }}
      index={index}
      testId="retry"
      title={`Retry #${index + 1}`}
    >
      {field("ErrorEquals")}
      <div class="form-row">{RETRY_FIELDS.map(field)}</div>
      <EntryFields
        state={state}
        tokens={["Retry", index]}
        owner="Retrier"
        entry={retrier}
        own={RETRIER_OWN}
        testId={`retry:${index}`}
      />
    </EntryCard>
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
  const names = ["ErrorEquals", languageOf(app, state.fields) === "JSONata" ? "Output" : "ResultPath"];
  return (
    <EntryCard
      list={{ path: state.path, entry: "catcher", count: itemsOf(state, "Catch").length }}
      index={index}
      testId="catch"
      title={`Catch #${index + 1}`}
      selected={selected}
    >
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
      <EntryFields
        state={state}
        tokens={["Catch", index]}
        owner="Catcher"
        entry={catcher}
        own={new Set([...CATCHER_OWN, ...names])}
        testId={`catch:${index}`}
      />
    </EntryCard>
  );
}

/** The entries as they are counted in the text; what is no object has no fields to show. */
function itemsOf(state: StateSummary, name: string): readonly Item[] {
  const list = state.fields[name];
  if (!Array.isArray(list)) return [];
  return list.map((item) => (typeof item === "object" && item !== null ? (item as Item) : {}));
}

/** The form of what is selected; while an execution is open, its step details before it. */

import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { problemsOf } from "../model/document";
import { selectedEdge } from "../model/selection";
import type { StateSummary } from "../protocol/messages";
import { ProblemRow } from "../shell/problems";
import type { Slots } from "../shell/slots";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Tabs } from "../ui/tabs";
import { TypeTile } from "../ui/type_tile";
import { DocumentForm } from "./document_form";
import { EdgeForm } from "./edge_form";
import { rename } from "./edits";
import { DraftInput } from "./field_input";
import { StateForm } from "./state_form";

const NAMELESS = { kind: "invalid", message: "A state needs a name" } as const;

export function Inspector({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const [tab, setTab] = useState("details");
  const StepDetails = slots.stepDetails;
  if (!app.debug.active.value || StepDetails === undefined) return <Form slots={slots} />;
  return (
    <Tabs
      label="Inspector"
      open={tab}
      onOpen={setTab}
      tabs={[
        { id: "details", label: "Step details", content: <StepDetails /> },
        { id: "configuration", label: "Configuration", content: <Form slots={slots} /> },
      ]}
    />
  );
}

function Form({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const state = app.selectedState.value;
  const Notes = slots.fieldNotes ?? Fragment;
  const edge = selectedEdge(app.analysed.value.graph, app.selection.value);
  return (
    <div class="inspector" data-testid="inspector">
      {state !== undefined ? (
        <>
          <StateHead state={state} />
          <div class="inspector-body" key={state.path}>
            <StateProblems state={state} />
            <Notes state={state}>
              <StateForm state={state} slots={slots} />
            </Notes>
          </div>
        </>
      ) : edge !== undefined ? (
        <EdgeForm edge={edge} />
      ) : (
        <DocumentForm />
      )}
    </div>
  );
}

function StateHead({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const set = app.beside.hasBreakpoint(state.path);
  return (
    <header class="inspector-head">
      <TypeTile type={state.type} size={28} />
      <div class="inspector-titles">
        <span class="inspector-type">
          {state.container === null ? state.type : `${state.type} · in ${state.container}`}
        </span>
        <h2 class="visually-hidden" data-testid="inspector-name">
          {state.name}
        </h2>
        <DraftInput
          label="Name"
          bare
          first
          testId="field:name"
          shown={state.name}
          read={(text) => (text === "" ? NAMELESS : { kind: "value", value: text })}
          onChange={(typed) => rename(app, state.path, typed)}
        />
      </div>
      <IconButton
        icon="play"
        label="Run this state"
        data-testid="inspector-try"
        onClick={() => {
          app.view.folds.value = { ...app.view.folds.peek(), try: true };
          requestAnimationFrame(() => {
            const input = document.querySelector<HTMLElement>("[data-testid='try-input']");
            input?.scrollIntoView({ block: "center" });
            input?.focus({ preventScroll: true });
          });
        }}
      />
      <IconButton
        icon="target"
        label={set ? "Remove breakpoint" : "Add breakpoint"}
        keys="F9"
        aria-pressed={set}
        data-testid="inspector-breakpoint"
        onClick={() => app.beside.toggleBreakpoint(state.path)}
      />
      <IconButton
        icon="trash"
        label="Delete"
        keys="Delete"
        data-testid="inspector-delete"
        onClick={() => void app.edit({ kind: "delete_state", path: state.path })}
      />
    </header>
  );
}

function StateProblems({ state }: { readonly state: StateSummary }) {
  const problems = problemsOf(useApp().analysed.value, state.path);
  if (problems.length === 0) return null;
  return (
    <div class="inspector-problems">
      {problems.map((problem, index) => (
        <ProblemRow key={`${index}${problem.code}`} problem={problem} />
      ))}
    </div>
  );
}

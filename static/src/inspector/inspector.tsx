/** The form of what is selected; while an execution is open, its step details before it. */

import { Fragment } from "preact";
import { useRef, useState } from "preact/hooks";
import { selectedEdge } from "../model/selection";
import type { StateSummary } from "../protocol/messages";
import type { Slots } from "../shell/slots";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Tabs } from "../ui/tabs";
import { TypeTile } from "../ui/type_tile";
import { DocumentForm } from "./document_form";
import { EdgeForm } from "./edge_form";
import { rename } from "./edits";
import { DraftInput } from "./field_input";
import { StateProblems } from "./problem_box";
import { StateForm } from "./state_form";
import { TypeMenu } from "./type_menu";

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
  const form = useFormOf(state?.path ?? null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key of all fields in it
    <div class="inspector" data-testid="inspector" onKeyDown={backToGraph}>
      {state !== undefined ? (
        <>
          <StateHead state={state} />
          <div class="inspector-body" key={form}>
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

/** Escape in a field where nothing is typed leads back to the graph. */
function backToGraph(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const graph = document.querySelector<SVGSVGElement>("svg.graph");
  if (graph === null) return;
  event.preventDefault();
  graph.focus({ preventScroll: true });
}

/** A number for the form of each state: one that is renamed keeps its form, and with it the field that has the focus. */
function useFormOf(path: string | null): number {
  const { states } = useApp().analysed.value;
  const last = useRef({ path, states, form: 0 });
  if (last.current.path !== path) {
    const before = last.current;
    const isThere = (all: typeof states, each: string | null) => all.some((state) => state.path === each);
    const renamed = before.path !== null && !isThere(states, before.path) && !isThere(before.states, path);
    last.current = { path, states, form: renamed ? before.form : before.form + 1 };
  } else last.current = { ...last.current, states };
  return last.current.form;
}

function StateHead({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const set = app.beside.hasBreakpoint(state.path);
  return (
    <header class="inspector-head">
      <TypeTile type={state.type} size={28} />
      <div class="inspector-titles">
        <span class="inspector-type">
          <TypeMenu state={state} />
          {state.container !== null && ` · in ${state.container}`}
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

/** Below a field with an expression: what it comes to on the data that the state is run alone with, while one types. */

import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { jsonProblem } from "../debugger/json_problem";
import { FieldNoteContext, type FieldNoteProps } from "../inspector/field_note";
import type { StateSummary, TryState } from "../protocol/messages";
import { useApp } from "../ui/context";
import { type FieldNote, noteOf } from "./note_words";
import { requestOf, useTrial, useTried } from "./trial";

const SampleContext = createContext<TryState | null>(null);

export interface FieldNotesProps {
  readonly state: StateSummary;
  readonly children: ComponentChildren;
}

/** Without an input that the state may get, nothing is said: it would be wrong. */
export function FieldNotes({ state, children }: FieldNotesProps) {
  const app = useApp();
  const { trial, isFitting } = useTrial(state.path);
  const isWhole = [trial.input, trial.variables, trial.context].every((text) => jsonProblem(text) === null);
  const sample = isWhole && !app.analysed.value.stale ? requestOf(app, state.path, trial, 0) : null;
  return (
    <SampleContext.Provider value={sample}>
      <FieldNoteContext.Provider value={isFitting ? Note : null}>{children}</FieldNoteContext.Provider>
    </SampleContext.Provider>
  );
}

function Note({ id, pointer, typed }: FieldNoteProps) {
  const sample = useContext(SampleContext);
  const isTyped = typed?.kind === "value";
  const drafts = isTyped ? { [pointer]: JSON.stringify(typed.value) } : {};
  const request = sample === null || (typed !== null && !isTyped) ? null : { ...sample, drafts };
  const { tried, error } = useTried(request, 0);
  const note: FieldNote | null =
    request === null ? null : error !== null ? { look: "error", text: error } : tried && noteOf(tried, pointer);
  const text = note?.text.slice(0, MOST_CHARACTERS);
  return (
    <p class="field-note" id={id} data-testid={`note:${pointer}`} data-look={note?.look} title={text}>
      {note !== null && (
        <>
          <span aria-hidden="true">{GLYPHS[note.look]}</span> {text}
        </>
      )}
    </p>
  );
}

const GLYPHS = { value: "=", true: "✓", false: "✕", error: "⚠", quiet: "·" } as const;

const MOST_CHARACTERS = 2000;

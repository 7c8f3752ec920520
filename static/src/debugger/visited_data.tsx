/** The data of a state that the debugger does not stand at, from its events: of the chosen iteration, inside a Map. */

import { FlowStages } from "../flow/flow_stages";
import { Section } from "../inspector/section";
import { findState } from "../model/document";
import { lastVisit } from "../model/fold_data";
import { chosenIndex, chosenRun, threadFor } from "../model/fold_iterations";
import type { ValuePlace, ValueText } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { readCause } from "./cause";
import { useDebugger } from "./context";
import { failingPlace, lineAt } from "./failing_place";
import { ValueView } from "./value_view";
import { duration } from "./words";

const CHILD_STARTS = new Set(["MapIterationStarted", "ChildExecutionStarted", "BranchStarted"]);
const CHILD_ENDS = new Set(["MapIterationSucceeded", "ChildExecutionSucceeded", "BranchSucceeded"]);

export function VisitedData({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const { events, cursor } = useApp().debug;
  void dbg.folded.value;
  const thread = threadFor(dbg.fold, path, dbg.chosen.value);
  const visit = lastVisit(events.value, cursor.value, path, thread);
  if (visit === null) {
    const later = events.value.some((event) => event.type === "StateEntered" && event.path === path);
    return (
      <p class="nothing" data-testid="not-visited">
        {dbg.over.value && !later
          ? "The execution did not come here."
          : thread === null
            ? "Not reached yet."
            : "This iteration has not come here yet."}
      </p>
    );
  }
  const placeOf = (kind: ValuePlace["kind"]): ValuePlace => ({
    kind,
    thread: visit.thread,
    sequence: visit.exited?.sequence ?? cursor.value,
  });
  const took = visit.exited === null ? null : visit.exited.time_ms - visit.entered.time_ms;
  return (
    <div class="details-body">
      {visit.error !== null && <ErrorBox error={visit.error.error} cause={visit.error.cause} path={path} />}
      <Data id="input" title="Input" value={visit.input} place={placeOf("input")} open />
      <Data
        id="parameters"
        title="Parameters"
        value={visit.parameters}
        place={placeOf("Parameters")}
        open={visit.error !== null}
      />
      <Data id="result" title="Result" value={visit.result} place={placeOf("Result")} open={visit.output === null} />
      <Data id="output" title="Output" value={visit.output} place={placeOf("output")} open />
      <FlowStages path={path} />
      <IterationData path={path} />
      <p class="visit-facts">
        Event {visit.entered.sequence}
        {visit.exited !== null && ` to ${visit.exited.sequence}`}
        {took !== null && ` · took ${duration(took)}`}
        {visit.attempts > 1 && ` · ${visit.attempts} attempts`}
      </p>
    </div>
  );
}

interface ErrorBoxProps {
  readonly error: string;
  readonly cause: string;
  /** The state that failed: of an expression that is at fault, its place in the text is offered. */
  readonly path?: string;
}

export function ErrorBox({ error, cause, path }: ErrorBoxProps) {
  const { message, trace, rest } = readCause(cause);
  return (
    <section class="data-error" aria-label="Error" data-testid="data-error">
      <Icon name="error" size={15} />
      <div class="error-words">
        <strong>{error}</strong>
        {message !== "" && <p class="error-message">{message}</p>}
        {path !== undefined && <FailingPlace path={path} cause={cause} />}
        {trace !== "" && <pre class="error-cause">{trace}</pre>}
        {rest !== null && (
          <details class="error-rest">
            <summary>Whole cause</summary>
            <pre class="error-cause">{rest}</pre>
          </details>
        )}
      </div>
    </section>
  );
}

/** Leads to the expression that failed, as long as the text has it. */
function FailingPlace({ path, cause }: { readonly path: string; readonly cause: string }) {
  const app = useApp();
  const { text, stale } = app.analysed.value;
  const state = findState(app.analysed.value, path);
  const place = state === undefined || stale ? null : failingPlace(text, state, cause);
  if (place === null) return null;
  return (
    <button
      type="button"
      class="link-button failing-place"
      data-testid="failing-place"
      onClick={() => app.text.select(place)}
    >
      Go to line {lineAt(text, place.start)}
    </button>
  );
}

interface DataProps {
  readonly id: string;
  readonly title: string;
  readonly value: ValueText | null;
  readonly place?: ValuePlace | undefined;
  readonly open?: boolean;
}

export function Data({ id, title, value, place, open = false }: DataProps) {
  if (value === null) return null;
  return (
    <Section id={`data-${id}`} title={title} open={open}>
      <ValueView value={value} label={title} testId={`data:${id}`} place={place} />
    </Section>
  );
}

/** Of a Map: what the chosen iteration was given and what it gave. */
function IterationData({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const { events, cursor } = useApp().debug;
  const run = chosenRun(dbg.fold, path, dbg.chosen.value);
  if (run === null) return null;
  const index = chosenIndex(run, dbg.chosen.value);
  const child = run.children.get(index);
  if (child === undefined) return null;
  const own = events.value
    .slice(0, cursor.value)
    .filter((event) => event.thread === child.thread && event.path === path);
  const started = own.find(({ type }) => CHILD_STARTS.has(type));
  const ended = own.find(({ type }) => CHILD_ENDS.has(type));
  const parent = child.thread.slice(0, child.thread.lastIndexOf("."));
  const word = run.isMap ? "Iteration" : "Branch";
  return (
    <>
      <Data
        id="iteration-input"
        title={`${word} ${index}: input`}
        value={started?.values.input ?? null}
        place={started && { kind: "child_input", thread: parent, sequence: started.sequence, index }}
        open
      />
      <Data
        id="iteration-output"
        title={`${word} ${index}: output`}
        value={ended?.values.output ?? null}
        place={ended && { kind: "output", thread: child.thread, sequence: ended.sequence }}
        open
      />
    </>
  );
}

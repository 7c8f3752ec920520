/** What is looked at in a comparison: of a visit or of the ends, each value that differs, one in the other. */

import { useDebugger } from "../debugger/context";
import type { Debugger } from "../debugger/debugger";
import { ValueView } from "../debugger/value_view";
import type { ComparedRun, ComparedVisit, RunsCompared, ValueText, VisitSide } from "../protocol/messages";
import { DiffView } from "../text/diff_view";
import { Button } from "../ui/button";
import { useAsked } from "../why/asked";
import { momentOf } from "./compare_rows";
import type { Comparing } from "./comparing";
import { showMoment } from "./moment";
import { keyOf } from "./row_keys";
import { aspectWords, placeOf, whatDiffers } from "./rows";

/** Larger values are shown side by side without their difference. */
const LARGEST_DIFFERENCE = 500_000;

type ValueAspect = "input" | "arguments" | "result" | "output" | "variables";

export interface VisitDetailsProps {
  readonly comparing: Comparing;
  readonly compared: RunsCompared;
}

export function VisitDetails({ comparing, compared }: VisitDetailsProps) {
  const selected = comparing.selected.value;
  if (selected === "end") return <Ends compared={compared} />;
  const visit = compared.visits.find((each) => keyOf(each) === selected);
  if (visit === undefined) {
    return <p class="compare-details nothing">Choose a row to see its data in both executions.</p>;
  }
  return <Visit key={keyOf(visit)} {...{ comparing, compared, visit }} />;
}

function Visit({ comparing, compared, visit }: VisitDetailsProps & { readonly visit: ComparedVisit }) {
  const dbg = useDebugger();
  const { name, around } = placeOf(visit);
  const values = valuesOf(visit);
  return (
    <section class="compare-details" aria-label="The chosen visit" data-testid="compare-details">
      <header class="compare-details-head">
        <strong>
          <bdi>{name}</bdi>
        </strong>{" "}
        <bdi class="compare-around">{around}</bdi>
        <span class="compare-what">{whatDiffers(visit)}</span>
        <Button
          look="outline"
          data-testid="compare-go"
          onClick={() => void showMoment(dbg, comparing, compared, visit, momentOf(visit))}
        >
          Show it
        </Button>
      </header>
      <Words visit={visit} />
      {values.map((aspect) => (
        <Difference key={aspect} aspect={aspect} {...{ compared, visit }} />
      ))}
    </section>
  );
}

/** The values to show: those that differ, or else what there is on the only side. */
function valuesOf(visit: ComparedVisit): readonly ValueAspect[] {
  const differing = visit.differences.map(({ aspect }) => aspect).filter(isValue);
  return differing.length > 0 ? differing : ["input", "output"];
}

function isValue(aspect: string): aspect is ValueAspect {
  return ["input", "arguments", "result", "output", "variables"].includes(aspect);
}

/** What differs and is no data: where it went, its error, how it ended. */
function Words({ visit }: { readonly visit: ComparedVisit }) {
  const { left, right } = visit;
  if (left === null || right === null) return null;
  const aspects = new Set(visit.differences.map(({ aspect }) => aspect));
  return (
    <dl class="compare-words">
      {aspects.has("next") && <Sides name="Goes on to" a={left.next ?? "the end"} b={right.next ?? "the end"} />}
      {aspects.has("error") && <Sides name="Error" a={errorOf(left)} b={errorOf(right)} />}
      {aspects.has("end") && <Sides name="Ended" a={left.end ?? "still here"} b={right.end ?? "still here"} />}
    </dl>
  );
}

function errorOf(side: VisitSide): string {
  if (side.error === null && side.cause === null) return "none";
  return [side.error, side.cause].filter((part) => part !== null && part !== "").join(": ");
}

function Sides({ name, a, b }: { readonly name: string; readonly a: string; readonly b: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="compare-a">
        <b class="compare-letter">A</b> <bdi>{a}</bdi>
      </dd>
      <dd class="compare-b">
        <b class="compare-letter">B</b> <bdi>{b}</bdi>
      </dd>
    </>
  );
}

interface DifferenceProps {
  readonly compared: RunsCompared;
  readonly visit: ComparedVisit;
  readonly aspect: ValueAspect;
}

function Difference({ compared, visit, aspect }: DifferenceProps) {
  const dbg = useDebugger();
  const places = [placeIn(compared.left, visit.left, aspect), placeIn(compared.right, visit.right, aspect)] as const;
  const key = JSON.stringify([aspect, places]);
  const { value, error } = useAsked(key, async () => {
    const [a, b] = await Promise.all(places.map((place) => read(dbg, place, aspect)));
    return { a: a ?? null, b: b ?? null };
  });
  if (places[0] === null && places[1] === null) return null;
  return (
    <Values
      name={aspectWords(aspect)}
      a={value?.a ?? null}
      b={value?.b ?? null}
      error={error}
      loading={value === null}
    />
  );
}

interface Place {
  readonly execution: string;
  readonly sequence: number;
}

/** The event that holds the value, `null` where that side has none. */
function placeIn(run: ComparedRun, side: VisitSide | null, aspect: ValueAspect): Place | null {
  const sequence = side === null ? null : aspect === "variables" ? side.output : side[aspect];
  return sequence === null ? null : { execution: run.id, sequence };
}

async function read(dbg: Debugger, place: Place | null, aspect: ValueAspect): Promise<ValueText | null> {
  if (place === null) return null;
  const page = await dbg.app.backend.events(place.execution, place.sequence - 1, 1);
  const event = page.events[0];
  if (event === undefined) return null;
  if (aspect === "variables") return assignedIn(event.values.assigned, event.details.assigned);
  const { value, input, output, parameters } = event.values;
  if (event.type === "ValueEdited") return value ?? null;
  if (aspect === "input") return input ?? null;
  return (aspect === "arguments" ? parameters : output) ?? null;
}

function assignedIn(stored: ValueText | undefined, detail: unknown): ValueText | null {
  if (stored !== undefined) return stored;
  if (detail === undefined) return null;
  const text = JSON.stringify(detail);
  return { size: text.length, text, hash: null };
}

/** How both ended. */
function Ends({ compared: { left, right } }: { readonly compared: RunsCompared }) {
  return (
    <section class="compare-details" aria-label="The ends" data-testid="compare-details">
      <header class="compare-details-head">
        <strong>Final output</strong>
      </header>
      <dl class="compare-words">
        {(left.status !== right.status || left.error !== right.error) && (
          <Sides name="Ended" a={endOf(left)} b={endOf(right)} />
        )}
      </dl>
      <Values name="output" a={left.output} b={right.output} error={null} loading={false} />
    </section>
  );
}

function endOf({ status, error, cause }: ComparedRun): string {
  return [status, error, cause].filter((part) => part !== null && part !== "").join(": ");
}

interface ValuesProps {
  readonly name: string;
  readonly a: ValueText | null;
  readonly b: ValueText | null;
  readonly error: string | null;
  readonly loading: boolean;
}

/** Two values, one in the other; a single one as it is. */
function Values({ name, a, b, error, loading }: ValuesProps) {
  const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const only = a ?? b;
  if (!loading && only === null && error === null) return null;
  return (
    <section class="compare-value" data-testid={`compare-value:${name}`}>
      <h4 class="compare-value-title">
        {title}
        {(a === null) !== (b === null) && <span class="compare-around">only in {a === null ? "B" : "A"}</span>}
      </h4>
      {error !== null && <p class="field-error">{error}</p>}
      {loading && error === null && <p class="value-loading">Loading…</p>}
      {a !== null && b !== null ? (
        <Both a={a} b={b} label={title} />
      ) : (
        only !== null && <ValueView value={only} label={title} />
      )}
    </section>
  );
}

function Both({ a, b, label }: { readonly a: ValueText; readonly b: ValueText; readonly label: string }) {
  const dbg = useDebugger();
  const large = a.size + b.size > LARGEST_DIFFERENCE;
  const { value } = useAsked(large ? null : JSON.stringify([a, b]), () =>
    Promise.all([a, b].map(async ({ text, hash }) => pretty(text ?? (await dbg.values.get(hash ?? ""))))),
  );
  if (large) {
    return (
      <div class="compare-sides">
        <ValueView value={a} label={`${label} in A`} />
        <ValueView value={b} label={`${label} in B`} />
      </div>
    );
  }
  const [before, after] = value ?? [];
  if (before === undefined || after === undefined) return <p class="value-loading">Loading…</p>;
  if (before === after) return <p class="compare-equal-value">The same in A and B.</p>;
  return <DiffView before={before} after={after} format="json" label={`${label}: what B has instead of A`} />;
}

function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

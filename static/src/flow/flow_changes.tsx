/** What one stage of a state makes of the data: its expression, what it changes, and both sides at full length. */

import { useMemo, useState } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { DataFlow, FlowStage } from "../protocol/messages";
import { useApp } from "../ui/context";
import { useAsked } from "../why/asked";
import { visitPlace } from "../why/visit";
import { type Change, changesBetween, changesInWords } from "./changes";
import { FlowDialog } from "./flow_dialog";

const SHOWN_AT_FIRST = 5;
const GLYPHS = { added: "+", removed: "−", changed: "~", moved: "→" } as const;

/** The data flow of the visit of `path` that is looked at, null until it is known. */
export function useFlow(path: string): DataFlow | null {
  const dbg = useDebugger();
  const { backend, debug } = useApp();
  const place = visitPlace(dbg, path);
  const key = place === null ? null : JSON.stringify([place, debug.session.value?.head]);
  return useAsked(key, () => {
    if (place === null) throw new Error("nothing was visited");
    return backend.flow(place.execution, place.sequence, place.thread, path);
  }).value;
}

/** The JSON text that a stage changes, null where it makes something new. */
export function baseOf(flow: DataFlow, stage: FlowStage): string | null {
  if (stage.base === null) return null;
  const base = stage.base === "Variables" ? flow.variables : flow.stages.find(({ name }) => name === stage.base)?.value;
  return base?.text ?? null;
}

/** Under the stage that is shown: its expression and what it changes. */
export function StageChange({ path, name }: { readonly path: string; readonly name: string }) {
  const flow = useFlow(path);
  return flow === null || flow.path !== path ? null : <ChangeOf flow={flow} name={name} />;
}

/** The same of a data flow that is at hand. */
export function ChangeOf({ flow, name }: { readonly flow: DataFlow; readonly name: string }) {
  const [isOpen, setOpen] = useState(false);
  const stage = flow.stages.find((each) => each.name === name);
  if (stage === undefined) return null;
  return (
    <div class="stage-change" data-testid="stage-change">
      {stage.expression !== null && <Expression stage={stage} />}
      <Changes flow={flow} stage={stage} onOpen={() => setOpen(true)} />
      {isOpen && <FlowDialog flow={flow} first={name} onClose={() => setOpen(false)} />}
    </div>
  );
}

export function Expression({ stage }: { readonly stage: FlowStage }) {
  if (stage.expression === null) return <p class="stage-expression-none">Not in the definition: the data stays.</p>;
  return (
    <p class="stage-expression">
      <span class="stage-field">{stage.name}</span> <code>{stage.expression}</code>
    </p>
  );
}

interface ChangesProps {
  readonly flow: DataFlow;
  readonly stage: FlowStage;
  /** Shows both sides at full length. */
  readonly onOpen?: () => void;
}

export function Changes({ flow, stage, onOpen }: ChangesProps) {
  const base = baseOf(flow, stage);
  const after = stage.value?.text ?? null;
  const changes = useMemo(
    () => (base === null || after === null ? null : changesBetween(base, afterOf(stage, base, after))),
    [base, after, stage],
  );
  const [all, setAll] = useState(false);
  if (changes === null) return null;
  const shown = all ? changes : changes.slice(0, SHOWN_AT_FIRST);
  return (
    <div class="changes">
      <p class="changes-words">
        {changesInWords(changes)} against {stage.base === "Variables" ? "the variables" : stage.base}
        {onOpen !== undefined && (
          <button type="button" class="link-button flow-open" data-testid="flow-open" onClick={onOpen}>
            Before and after…
          </button>
        )}
      </p>
      <ul>
        {shown.map((change) => (
          <ChangeRow key={`${change.kind} ${change.path}`} change={change} />
        ))}
      </ul>
      {changes.length > shown.length && (
        <button type="button" class="link-button" onClick={() => setAll(true)}>
          {changes.length - shown.length} more
        </button>
      )}
    </div>
  );
}

/** `Assign` sets some of the variables and leaves the rest. */
export function afterOf(stage: FlowStage, base: string, after: string): string {
  if (stage.base !== "Variables") return after;
  return JSON.stringify({ ...JSON.parse(base), ...JSON.parse(after) });
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { kind, path, from, before, after } = change;
  return (
    <li class={`change change-${kind}`} data-change={kind}>
      <span class="change-glyph" role="img" aria-label={kind}>
        {GLYPHS[kind]}
      </span>
      <span class="change-path">{path}</span>
      <span class="change-values">
        {from !== null ? (
          <>from {from}</>
        ) : (
          <>
            {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
          </>
        )}
      </span>
    </li>
  );
}

/** Why a Choice goes where it goes: every rule with what it compares, and what would make it match. */

import { useEffect, useState } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { Debugger } from "../debugger/debugger";
import { ValueEditor } from "../debugger/value_editor";
import { ValueView } from "../debugger/value_view";
import { Section } from "../inspector/section";
import { findState } from "../model/document";
import type { Why, WhyProposal, WhyRow, WhyRule } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { useAsked } from "./asked";
import { changeWords } from "./change_words";
import { shownValue } from "./shown_value";
import { visitPlace } from "./visit";

export function isWhyShown(dbg: Debugger, path: string): boolean {
  return findState(dbg.app.analysed.value, path)?.type === "Choice" && visitPlace(dbg, path) !== null;
}

export function WhyTab({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const { backend, debug } = useApp();
  const place = visitPlace(dbg, path);
  const key = place === null ? null : JSON.stringify([place, debug.session.value?.head]);
  const { value: why, error } = useAsked(key, () => {
    if (place === null) throw new Error("nothing was visited");
    return backend.why(place.execution, place.sequence, place.thread, path);
  });
  if (error !== null) {
    return (
      <p class="nothing" data-testid="why-error">
        {error}
      </p>
    );
  }
  if (why === null) return <p class="value-loading">Reading the rules…</p>;
  const session = debug.session.value;
  const editable = place?.isStanding === true && session?.can_edit === "input";
  const way: Way = editable ? (session.cursor < session.head ? "fork" : "edit") : "fork visit";
  return (
    <div class="details-body" data-testid="why">
      <RulesHead why={why} editable={editable} />
      <ol class="why-rules" aria-label="Rules">
        {why.rules.map((rule) => (
          <Rule key={rule.number} rule={rule} why={why} way={way} />
        ))}
        <DefaultRow why={why} />
      </ol>
      <Section id="why-input" title="State input" open={false}>
        <ValueView value={why.input} label="State input" testId="why-input" />
      </Section>
    </div>
  );
}

/** What it comes to, in words; and the editor of what it goes by. */
function RulesHead({ why, editable }: { readonly why: Why; readonly editable: boolean }) {
  const [editing, setEditing] = useState(false);
  // Another moment is not the one that was being edited.
  useEffect(() => setEditing(false), [why.sequence, why.thread]);
  if (editing && editable) return <ValueEditor target="input" value={why.input} onDone={() => setEditing(false)} />;
  return (
    <div class="value-head">
      <h3 class="value-title">{verdict(why)}</h3>
      {editable && (
        <Button look="outline" icon="edit" data-testid="edit-value" onClick={() => setEditing(true)}>
          Edit input
        </Button>
      )}
    </div>
  );
}

function verdict({ match, error, default: otherwise, is_ahead }: Why): string {
  if (error !== null) return is_ahead ? "No rule will match: one fails" : "A rule failed";
  if (match !== null) return `Rule ${match} ${is_ahead ? "will match" : "matched"}`;
  return otherwise === null ? "No rule matches" : `No rule ${is_ahead ? "will match" : "matched"}: Default`;
}

const GLYPHS = { true: "✓", false: "✕", error: "⚠", unreached: "·" } as const;
const WORDS = { true: "true", false: "false", error: "error", unreached: "not reached" } as const;

function Outcome({ outcome }: { readonly outcome: WhyRow["outcome"] }) {
  return (
    <span class={`why-outcome why-is-${outcome}`}>
      <span aria-hidden="true">{GLYPHS[outcome]}</span> {WORDS[outcome]}
    </span>
  );
}

/** How a proposed input is put in place: by an edit where the debugger stands, else by a fork of what is past. */
type Way = "edit" | "fork" | "fork visit";

function Rule({ rule, why, way }: { readonly rule: WhyRule; readonly why: Why; readonly way: Way }) {
  const { condition, number, next } = rule;
  return (
    <li
      class="why-rule"
      data-testid={`why-row:${number}`}
      data-outcome={condition.outcome}
      data-match={rule.is_match || undefined}
    >
      <div class="why-rule-head">
        <span class="why-number">{number}</span>
        <span class="why-condition">{condition.words}</span>
        <Outcome outcome={condition.outcome} />
      </div>
      {rule.comment !== null && <p class="why-comment">{rule.comment}</p>}
      {condition.parts.length > 0 && <Parts parts={condition.parts} />}
      {condition.error !== null && <p class="why-rule-error">{condition.error}</p>}
      <div class="why-rule-line">
        <Comparison row={condition} />
        <Next name={next} taken={rule.is_match} />
      </div>
      {rule.make_true !== null && <MakeTrue rule={rule} why={why} way={way} proposal={rule.make_true} />}
    </li>
  );
}

function Next({ name, taken }: { readonly name: string | null; readonly taken: boolean }) {
  return <span class={taken ? "why-next is-taken" : "why-next"}>→ {name ?? "the end"}</span>;
}

/** The values that were compared: what stood there, and with what. */
function Comparison({ row }: { readonly row: WhyRow }) {
  if (row.left === null || row.outcome === "unreached") return null;
  return (
    <div class="why-comparison">
      <code class="why-value">{shownValue(row.left.value)}</code>
      <span class="why-operator">{row.operator}</span>
      {row.right !== null && <code class="why-value">{shownValue(row.right.value)}</code>}
    </div>
  );
}

function Parts({ parts }: { readonly parts: readonly WhyRow[] }) {
  return (
    <ul class="why-parts">
      {parts.map((part, index) => (
        <li key={index} class="why-part" data-outcome={part.outcome}>
          <div class="why-rule-head">
            <span class="why-condition">{part.parts.length > 0 ? JOINS[part.kind] : part.words}</span>
            <Outcome outcome={part.outcome} />
          </div>
          <Comparison row={part} />
          {part.parts.length > 0 && <Parts parts={part.parts} />}
        </li>
      ))}
    </ul>
  );
}

const JOINS = { and: "all of", or: "any of", not: "not", test: "" } as const;

interface MakeTrueProps {
  readonly rule: WhyRule;
  readonly why: Why;
  readonly way: Way;
  readonly proposal: WhyProposal;
}

function MakeTrue({ rule, why, way, proposal }: MakeTrueProps) {
  const dbg = useDebugger();
  const [refused, setRefused] = useState<string | null>(null);
  const { changes, input, reason } = proposal;
  const analysed = dbg.app.analysed.value;
  const language = findState(analysed, why.path)?.fields.QueryLanguage ?? analysed.analysis?.query_language;
  const inJsonata = language === "JSONata";
  if (input === null) return <p class="why-reason">{reason}</p>;
  return (
    <div class="why-proposal">
      <span class="why-reason">
        matches with {changes.map((change) => changeWords(change, inJsonata)).join(", ")}
        {refused !== null && <span role="alert"> — {refused}</span>}
      </span>
      <Button
        look="outline"
        data-testid={`why-make-true:${rule.number}`}
        onClick={async () => setRefused(await put(dbg, why, way, input))}
      >
        {way === "edit" ? "Make it match" : "Fork so that it matches"}
      </Button>
    </div>
  );
}

function put(dbg: Debugger, { thread, sequence }: Why, way: Way, value: string): Promise<string | null> {
  if (way !== "fork visit") return dbg.editValue("input", value);
  return dbg.forks.fork({ sequence, thread, edit: { thread, target: "input", value } });
}

function DefaultRow({ why }: { readonly why: Why }) {
  if (why.default === null && why.error === null) return null;
  const taken = why.match === null && why.error === null;
  return (
    <li class="why-rule why-default" data-testid="why-row:default" data-match={taken || undefined}>
      <div class="why-rule-head">
        <span class="why-number" aria-hidden="true">
          ∗
        </span>
        <span class="why-condition">{why.default === null ? "No Default" : "Default"}</span>
        <Outcome outcome={taken ? "true" : "unreached"} />
      </div>
      {why.match === null && why.error !== null && <p class="why-rule-error">{why.error}</p>}
      {why.default !== null && (
        <div class="why-rule-line">
          <Next name={why.default} taken={taken} />
        </div>
      )}
    </li>
  );
}

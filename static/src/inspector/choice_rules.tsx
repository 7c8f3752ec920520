/** The rules of a Choice and its Default. */

import { statesOf } from "../model/document";
import { parentPath } from "../model/paths";
import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { AddEntryButton, EntryCard } from "./entry_card";
import { EntryFields } from "./entry_fields";
import { NextInput } from "./next_input";
import { RuleTest, TestMenu, useJson } from "./rule_test";
import { OPERATORS, type Rule } from "./rules";
import { Section } from "./section";

/** What has a control of its own in the card of a rule. */
const OWN: ReadonlySet<string> = new Set(["Variable", "Condition", "And", "Or", "Not", "Next", ...OPERATORS]);

export function ChoiceRules({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const rules = Array.isArray(state.fields.Choices) ? (state.fields.Choices as readonly Rule[]) : [];
  const alone = statesOf(app.analysed.value, parentPath(state.path)).length < 2;
  return (
    <Section id="rules" title="Rules">
      <div class="form-list">
        {rules.map((rule, index) => (
          <RuleCard key={index} state={state} rule={rule} index={index} />
        ))}
      </div>
      <div>
        <AddEntryButton
          list={{ path: state.path, entry: "rule", count: rules.length }}
          testId="rule-add"
          label="Add a rule"
          why={alone ? "A rule needs another state to lead to" : undefined}
        />
      </div>
      <NextInput
        label="Default"
        testId="field:Default"
        transition={{ source: state.path, kind: "default", index: null }}
        target={typeof state.fields.Default === "string" ? state.fields.Default : null}
      />
    </Section>
  );
}

interface RuleProps {
  readonly state: StateSummary;
  readonly rule: Rule;
  readonly index: number;
}

export function RuleCard({ state, rule, index }: RuleProps) {
  const app = useApp();
  const selection = app.selection.value;
  const selected =
    selection?.kind === "edge" && selection.transition.kind === "choice" && selection.transition.index === index;
  const count = Array.isArray(state.fields.Choices) ? state.fields.Choices.length : 0;
  const json = useJson();
  const at = { path: state.path, tokens: ["Choices", index], id: String(index) };
  return (
    <EntryCard
      list={{ path: state.path, entry: "rule", count }}
      index={index}
      testId="rule"
      title={`Rule ${index + 1}`}
      note={typeof rule.Comment === "string" ? rule.Comment : undefined}
      selected={selected}
      tools={<TestMenu at={at} rule={rule} json={json} />}
    >
      <RuleTest at={at} rule={rule} asJson={json.on} />
      <NextInput
        label="Next"
        testId={`rule-next:${index}`}
        transition={{ source: state.path, kind: "choice", index }}
        target={typeof rule.Next === "string" ? rule.Next : null}
      />
      {!json.on && (
        <EntryFields state={state} tokens={at.tokens} owner="Rule" entry={rule} own={OWN} testId={`rule:${index}`} />
      )}
    </EntryCard>
  );
}

/** The rules of a Choice: comparisons in a builder, anything more as JSON. */

import { statesOf } from "../model/document";
import { parentPath } from "../model/paths";
import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { pointer, setField, setValue } from "./edits";
import { AddEntryButton, EntryCard } from "./entry_card";
import { DraftInput, SelectInput } from "./field_input";
import { readField, readJson } from "./field_values";
import { findField } from "./form_plan";
import { NextInput } from "./next_input";
import { comparisonOf, OPERATORS, operandKind, operatorWords, type Rule, withOperator } from "./rules";
import { Section } from "./section";

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
  return (
    <EntryCard
      list={{ path: state.path, entry: "rule", count }}
      index={index}
      testId="rule"
      title={`Rule ${index + 1}`}
      note={typeof rule.Comment === "string" ? rule.Comment : undefined}
      selected={selected}
    >
      <RuleTest state={state} rule={rule} index={index} />
      <NextInput
        label="Next"
        testId={`rule-next:${index}`}
        transition={{ source: state.path, kind: "choice", index }}
        target={typeof rule.Next === "string" ? rule.Next : null}
      />
    </EntryCard>
  );
}

function RuleTest({ state, rule, index }: RuleProps) {
  const app = useApp();
  const comparison = comparisonOf(rule);
  const at = (name: string) => pointer("Choices", index, name);
  if ("Condition" in rule) {
    return (
      <DraftInput
        label="Condition"
        testId={`rule-condition:${index}`}
        noteOn={at("Condition")}
        code
        shown={String(rule.Condition)}
        read={(text) => ({ kind: "value", value: text.trim() })}
        onChange={(typed) => setField(app, state.path, at("Condition"), typed)}
      />
    );
  }
  if (comparison === null) return <RawRule state={state} rule={rule} index={index} />;
  const { variable, operator, operand } = comparison;
  const isBoolean = operandKind(operator) === "boolean";
  const operandField = findField("Rule", operator);
  return (
    <>
      <DraftInput
        label="Variable"
        testId={`rule-variable:${index}`}
        noteOn={at("Variable")}
        code
        shown={variable}
        read={(text) => readField(findField("Rule", "Variable"), text)}
        onChange={(typed) => setField(app, state.path, at("Variable"), typed)}
      />
      <div class="rule-line">
        <SelectInput
          label="Operator"
          testId={`rule-operator:${index}`}
          value={operator}
          options={OPERATORS.map((name) => ({ value: name, label: operatorWords(name) }))}
          onChange={(chosen) => setValue(app, state.path, pointer("Choices", index), withOperator(rule, chosen))}
        />
        {isBoolean ? (
          <SelectInput
            label="Value"
            testId={`rule-value:${index}`}
            value={String(operand)}
            options={["true", "false"].map((name) => ({ value: name, label: name }))}
            onChange={(chosen) => setValue(app, state.path, at(operator), chosen === "true")}
          />
        ) : (
          <DraftInput
            label="Value"
            testId={`rule-value:${index}`}
            code
            shown={typeof operand === "string" ? operand : JSON.stringify(operand)}
            read={(text) =>
              operandKind(operator) === "text" ? readText(operator, text) : readField(operandField, text)
            }
            onChange={(typed) => setField(app, state.path, at(operator), typed)}
          />
        )}
      </div>
    </>
  );
}

/** An empty text is a text to compare with, not a missing one. */
function readText(operator: string, text: string) {
  return text === "" ? ({ kind: "value", value: "" } as const) : readField(findField("Rule", operator), text);
}

function RawRule({ state, rule, index }: RuleProps) {
  const app = useApp();
  return (
    <DraftInput
      label="Rule as JSON"
      testId={`rule-json:${index}`}
      code
      rows={4}
      shown={JSON.stringify(rule, null, 2)}
      read={(text) => readJson(text)}
      onChange={(typed) => setField(app, state.path, pointer("Choices", index), typed)}
    />
  );
}

/** What a rule asks: a comparison, or several under And, Or and Not, each in a card of its own; anything more as JSON. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Menu, type MenuItem } from "../ui/menu";
import { pointer, removeAt, setField, setValue } from "./edits";
import { DraftInput, SelectInput } from "./field_input";
import { readField, readJson } from "./field_values";
import { focusField } from "./focus";
import { findField } from "./form_plan";
import {
  alike,
  comparisonOf,
  kindOf,
  OPERATORS,
  operandKind,
  operatorWords,
  type Rule,
  type TestKind,
  testsIn,
  withKind,
  withOperator,
} from "./rules";

/** Where a test stands: the state, and the way to it inside. */
export interface TestPlace {
  readonly path: string;
  readonly tokens: readonly (string | number)[];
  /** Ends the test ids: `0` for the first rule, `0.1` for the second test in it. */
  readonly id: string;
}

export interface RuleTestProps {
  readonly at: TestPlace;
  readonly rule: Rule;
  /** The whole is typed as JSON, though the builder could show it. */
  readonly asJson: boolean;
}

export function RuleTest({ at, rule, asJson }: RuleTestProps) {
  if (asJson) return <JsonTest at={at} rule={rule} />;
  if ("Condition" in rule) return <Condition at={at} rule={rule} />;
  const kind = kindOf(rule);
  if (kind === "other") return <JsonTest at={at} rule={rule} />;
  return kind === "compare" ? <Comparison at={at} rule={rule} /> : <NestedTests at={at} rule={rule} kind={kind} />;
}

interface PartProps {
  readonly at: TestPlace;
  readonly rule: Rule;
}

function Condition({ at, rule }: PartProps) {
  const app = useApp();
  const here = pointer(...at.tokens, "Condition");
  return (
    <DraftInput
      label="Condition"
      testId={`rule-condition:${at.id}`}
      noteOn={here}
      code
      entryFirst
      shown={String(rule.Condition)}
      read={(text) => ({ kind: "value", value: text.trim() })}
      onChange={(typed) => setField(app, at.path, here, typed)}
    />
  );
}

function Comparison({ at, rule }: PartProps) {
  const app = useApp();
  const { variable, operator, operand } = comparisonOf(rule) ?? { variable: "", operator: "IsPresent", operand: true };
  const inside = (name: string) => pointer(...at.tokens, name);
  const kind = operandKind(operator);
  const lastKind = useRef(kind);
  // The control of the value may be another after the operator is: who had come to it stays there.
  useLayoutEffect(() => {
    if (lastKind.current !== kind && document.activeElement === document.body) focusField(`rule-value:${at.id}`);
    lastKind.current = kind;
  }, [kind, at.id]);
  return (
    <>
      <DraftInput
        label="Variable"
        testId={`rule-variable:${at.id}`}
        noteOn={at.tokens.length === 2 ? inside("Variable") : undefined}
        code
        shown={variable}
        read={(text) => readField(findField("Rule", "Variable"), text)}
        onChange={(typed) => setField(app, at.path, inside("Variable"), typed)}
      />
      <div class="rule-line">
        <SelectInput
          label="Operator"
          testId={`rule-operator:${at.id}`}
          value={operator}
          options={OPERATORS.map((name) => ({ value: name, label: operatorWords(name) }))}
          onChange={(chosen) => setValue(app, at.path, pointer(...at.tokens), withOperator(rule, chosen))}
        />
        {kind === "boolean" ? (
          <SelectInput
            label="Value"
            testId={`rule-value:${at.id}`}
            value={String(operand)}
            options={["true", "false"].map((name) => ({ value: name, label: name }))}
            onChange={(chosen) => setValue(app, at.path, inside(operator), chosen === "true")}
          />
        ) : (
          <DraftInput
            label="Value"
            testId={`rule-value:${at.id}`}
            code
            entryFirst
            shown={typeof operand === "string" ? operand : JSON.stringify(operand)}
            read={(text) => (kind === "text" ? readText(operator, text) : readField(findField("Rule", operator), text))}
            onChange={(typed) => setField(app, at.path, inside(operator), typed)}
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

function NestedTests({ at, rule, kind }: PartProps & { readonly kind: "And" | "Or" | "Not" }) {
  const app = useApp();
  const tests = testsIn(rule);
  const place = (index: number): TestPlace => ({
    path: at.path,
    tokens: kind === "Not" ? [...at.tokens, kind] : [...at.tokens, kind, index],
    id: `${at.id}.${index}`,
  });
  return (
    <div class="rule-tests" data-testid={`tests:${at.id}`}>
      <div class="rule-test-head">
        <span class="rule-tests-kind">{KIND_WORDS[kind]}</span>
        {kind === "Not" && tests[0] !== undefined && <TestMenu at={place(0)} rule={tests[0]} />}
      </div>
      {tests.map((test, index) => (
        <div key={index} class="rule-test">
          {kind !== "Not" && (
            <div class="rule-test-head">
              <span class="entry-title">{`Test ${index + 1}`}</span>
              <TestMenu at={place(index)} rule={test} />
              <IconButton
                icon="close"
                size={13}
                label={tests.length === 1 ? "The last test has to stay" : `Remove test ${index + 1}`}
                disabled={tests.length === 1}
                data-testid={`test-remove:${at.id}.${index}`}
                onClick={() => removeAt(app, at.path, pointer(...at.tokens, kind, index))}
              />
            </div>
          )}
          <RuleTest at={place(index)} rule={test} asJson={false} />
        </div>
      ))}
      {kind !== "Not" && (
        <div>
          <Button
            icon="add"
            data-testid={`test-add:${at.id}`}
            onClick={() => setValue(app, at.path, pointer(...at.tokens, kind, "-"), alike(tests.at(-1) ?? {}))}
          >
            Add a test
          </Button>
        </div>
      )}
    </div>
  );
}

const KIND_WORDS: Readonly<Record<Exclude<TestKind, "other">, string>> = {
  compare: "One comparison",
  And: "All of these",
  Or: "One of these",
  Not: "Not this",
};

interface TestMenuProps extends PartProps {
  /** For a whole rule: typing it as JSON, and whether it is. */
  readonly json?: { readonly on: boolean; readonly toggle: () => void } | undefined;
}

/** How a test is built: as one comparison, as several, as JSON. */
export function TestMenu({ at, rule, json }: TestMenuProps) {
  const app = useApp();
  const kind = kindOf(rule);
  const kinds = kind === "other" ? [] : (["compare", "And", "Or", "Not"] as const);
  const items = kinds.map(
    (each): MenuItem => ({
      id: `test-${each}`,
      label: KIND_WORDS[each],
      checked: each === kind && json?.on !== true,
      disabled: each === "Not" && kind === "Not",
      run: () => {
        if (json?.on === true) json.toggle();
        if (each !== kind) setValue(app, at.path, pointer(...at.tokens), withKind(rule, each));
      },
    }),
  );
  const asJson: MenuItem[] =
    json === undefined
      ? []
      : [{ id: "test-json", label: "JSON", checked: json.on || kind === "other", run: () => json.on || json.toggle() }];
  if (items.length + asJson.length < 2) return null;
  return (
    <Menu label="What it asks" groups={[{ items }, { items: asJson }]} placement="bottom-end">
      <button
        type="button"
        class="icon-button"
        aria-label="What it asks"
        title="One comparison, all of several, one of several, not, or JSON"
        data-testid={`test-menu:${at.id}`}
      >
        <TestGlyph kind={kind} />
      </button>
    </Menu>
  );
}

function TestGlyph({ kind }: { readonly kind: TestKind }) {
  return (
    <span class="rule-test-glyph" aria-hidden="true">
      {{ compare: "=", And: "∧", Or: "∨", Not: "¬", other: "{}" }[kind]}
    </span>
  );
}

function JsonTest({ at, rule }: PartProps) {
  const app = useApp();
  return (
    <DraftInput
      label="Rule as JSON"
      testId={`rule-json:${at.id}`}
      code
      rows={4}
      shown={JSON.stringify(rule, null, 2)}
      read={(text) => readJson(text)}
      onChange={(typed) => setField(app, at.path, pointer(...at.tokens), typed)}
    />
  );
}

/** Whether a rule is typed as JSON, for as long as its card is there. */
export function useJson() {
  const [on, setOn] = useState(false);
  return { on, toggle: () => setOn(!on) };
}

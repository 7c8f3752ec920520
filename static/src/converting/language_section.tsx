/** Writes a state in the other query language, after trying both ways on examples, and shows what was tried. */

import { useState } from "preact/hooks";
import { JsonInput } from "../debugger/json_input";
import { jsonProblem } from "../debugger/json_problem";
import { Section } from "../inspector/section";
import type { EditOutcome } from "../model/gestures";
import type { ConvertQueryLanguage, StateSummary } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { type ExampleText, examplesOf, examplesRead } from "./examples";

type Language = ConvertQueryLanguage["to"];

const CONVERTIBLE: readonly string[] = ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail"];

export function LanguageSection({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const machine = app.analysed.value.analysis?.query_language ?? "JSONPath";
  const { events } = app.debug;
  const offered = () =>
    examplesOf(events.value, state.path, app.beside.input.value, app.beside.mocks.value[state.path]);
  const [typed, setTyped] = useState<readonly ExampleText[] | null>(null);
  const [outcome, setOutcome] = useState<(EditOutcome & { readonly to: Language }) | null>(null);
  const [trying, setTrying] = useState(false);
  // In a JSONata machine no state can go back.
  if (machine === "JSONata" || !CONVERTIBLE.includes(state.type)) return null;
  const isTask = state.type === "Task";
  const [now, to]: readonly [Language, Language] =
    state.fields.QueryLanguage === "JSONata" ? ["JSONata", "JSONPath"] : ["JSONPath", "JSONata"];
  // What was told once the state is written in another way again is no longer so.
  const told = outcome !== null && outcome.to === (outcome.done ? now : to) ? outcome : null;
  const examples = typed ?? offered();
  const read = examplesRead(examples, isTask);
  const change = (index: number, part: Partial<ExampleText>) =>
    setTyped(examples.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const convert = async () => {
    if (read === null) return;
    setTrying(true);
    const command = { kind: "convert_query_language", path: state.path, to, examples: read } as const;
    setOutcome({ ...(await app.editing.try(command)), to });
    setTrying(false);
  };
  return (
    <Section id="language" title="Query language" open={false}>
      <p class="field-hint">
        Written in {now}. It is converted if both ways give the same on these examples
        {events.value.some(({ path }) => path === state.path) ? ", from the open execution" : ""}.
      </p>
      {examples.map((example, index) => (
        <div class="language-example" key={index}>
          <JsonInput
            label={examples.length === 1 ? "Example input" : `Example input ${index + 1}`}
            testId={`language-input:${index}`}
            rows={2}
            value={example.input}
            problem={jsonProblem(example.input)}
            onInput={(input) => change(index, { input })}
          />
          {isTask && (
            <JsonInput
              label="The service answers"
              testId={`language-result:${index}`}
              rows={2}
              value={example.result}
              problem={jsonProblem(example.result)}
              onInput={(result) => change(index, { result })}
            />
          )}
        </div>
      ))}
      <div class="form-buttons">
        <Button
          look="outline"
          icon="swap"
          data-testid="language-convert"
          disabled={read === null || trying}
          onClick={() => void convert()}
        >
          Convert to {to}
        </Button>
        <Button
          icon="add"
          data-testid="language-example-add"
          onClick={() => setTyped([...examples, { input: "{}", result: examples[0]?.result ?? "{}" }])}
        >
          Example
        </Button>
      </div>
      <div role="status">{told !== null && <Outcome outcome={told} />}</div>
    </Section>
  );
}

function Outcome({ outcome }: { readonly outcome: EditOutcome }) {
  if (!outcome.done) {
    return (
      <div class="language-outcome" data-kind="refused" data-testid="language-refusal">
        <Icon name="error" size={14} />
        <p>{outcome.reason}</p>
      </div>
    );
  }
  return (
    <div class="language-outcome" data-kind="done" data-testid="language-proof">
      <Icon name="check" size={14} />
      <div>
        <p>Converted. Undo takes it back.</p>
        <ul>
          {outcome.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

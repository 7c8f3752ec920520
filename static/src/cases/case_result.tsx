/** What came of the chosen case: each difference with what was expected and what came, and the path. */

import type { CaseRan, DifferenceText } from "../protocol/messages";
import { OUTCOMES } from "./case_words";
import type { Suite } from "./suite";

export function CaseResult({ suite }: { readonly suite: Suite }) {
  const name = suite.chosen.value;
  const result = name === null ? undefined : suite.results.value.get(name);
  if (result === undefined) {
    return <p class="nothing tests-hint">{name === null ? "Choose a test to see its result." : "Not run yet."}</p>;
  }
  const { glyph, words } = OUTCOMES[result.outcome];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div class="tests-result" data-testid="test-result" data-outcome={result.outcome} tabIndex={0}>
      <p class="tests-verdict">
        <span class="tests-glyph" aria-hidden="true">
          {glyph}
        </span>
        <strong>{words}</strong>
        <span class="tests-quiet">
          {result.status} after {result.events.toLocaleString("en")} events
        </span>
      </p>
      {result.problem !== "" && <p class="tests-reason">{result.problem}</p>}
      {result.differences.map((difference) => (
        <Difference key={difference.what} difference={difference} />
      ))}
      <Facts result={result} />
    </div>
  );
}

function Facts({ result }: { readonly result: CaseRan }) {
  return (
    <dl class="facts">
      <dt>Path</dt>
      <dd>{result.path.join(" → ")}</dd>
      {result.error !== null && (
        <>
          <dt>Error</dt>
          <dd>{[result.error, result.cause].filter(Boolean).join(": ")}</dd>
        </>
      )}
      {result.output !== null && (
        <>
          <dt>Output</dt>
          <dd>
            <code class="tests-output">{result.output}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

function Difference({ difference }: { readonly difference: DifferenceText }) {
  const [first = "", ...rest] = difference.details.split("\n");
  return (
    <div class="tests-difference" data-testid={`difference:${difference.what}`}>
      <p>{first}</p>
      {rest.length > 0 && (
        <pre>
          {rest.map((line, place) => (
            <span key={place} data-kind={kindOf(line)}>
              {line}
              {"\n"}
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}

function kindOf(line: string): "less" | "more" | undefined {
  if (line.startsWith("- expected, + taken")) return undefined; // what the signs mean
  if (line.startsWith("-")) return "less";
  return line.startsWith("+") ? "more" : undefined;
}

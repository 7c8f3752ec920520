/** What an expression gave, on one line: its value, or quietly why it has none. */

import { parseValue, preview } from "../debugger/json_rows";
import type { Evaluated } from "../protocol/messages";

export interface ResultTextProps {
  readonly result: Evaluated | null;
  readonly testId?: string;
}

export function ResultText({ result, testId }: ResultTextProps) {
  const words = resultWords(result);
  const isValue = result?.value !== null && result !== null;
  return (
    <span class={isValue ? "result-value" : "result-nothing"} title={words.slice(0, 1000)} data-testid={testId}>
      {words}
    </span>
  );
}

export function resultWords(result: Evaluated | null): string {
  if (result === null) return "–";
  const text = result.value?.text;
  if (text === undefined || text === null) return result.missing ? "nothing there" : (result.error ?? "no value");
  const value = parseValue(text);
  return value === undefined ? text : preview(value);
}

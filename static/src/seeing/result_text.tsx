/** What an expression gave, on one line: its value, or quietly why it has none. */

import type { Evaluated } from "../protocol/messages";
import { resultWords } from "./result_words";

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

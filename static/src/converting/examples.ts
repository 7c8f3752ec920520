/** Data to try both ways of writing a state on, as JSON texts that a person may change. Pure. */

import { resultOf } from "../model/mocks";
import type { EventView, Example, Mock } from "../protocol/messages";

export interface ExampleText {
  readonly input: string;
  /** What a Task's service answers. */
  readonly result: string;
}

/** More would make the answer long and prove hardly more. */
const MOST = 5;

/**
 * What the state at `path` got and was answered in the events of an execution, each input once; without such a visit the
 * document's own `input` and the state's mock.
 */
export function examplesOf(
  events: readonly EventView[],
  path: string,
  input: string,
  mock: Mock | undefined,
): readonly ExampleText[] {
  const seen = new Map<string, ExampleText>();
  const answer = resultOf(mock) ?? "{}";
  const entered = new Map<string, string>();
  for (const { type, path: at, thread, values } of events) {
    if (at !== path) continue;
    const given = values.input?.text ?? null;
    if (type === "StateEntered" && given !== null) {
      entered.set(thread, given);
      if (!seen.has(given) && seen.size < MOST) seen.set(given, { input: given, result: answer });
    }
    const asked = entered.get(thread);
    const result = values.output?.text ?? null;
    if (type === "TaskSucceeded" && asked !== undefined && seen.has(asked) && result !== null) {
      seen.set(asked, { input: asked, result });
    }
  }
  return seen.size > 0 ? [...seen.values()] : [{ input, result: answer }];
}

/** The examples as they are sent; null while one of them is no JSON. */
export function examplesRead(texts: readonly ExampleText[], withResult: boolean): readonly Example[] | null {
  try {
    return texts.map(({ input, result }) => ({
      input: JSON.parse(input) as unknown,
      ...(withResult ? { result: JSON.parse(result) as unknown } : {}),
    }));
  } catch {
    return null;
  }
}

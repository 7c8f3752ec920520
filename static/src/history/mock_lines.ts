/** The mocks of a document as a list, and the Tasks that have none. Pure. */

import { answersOf, throws } from "../model/mocks";
import type { Mock, MockAnswer, StateSummary } from "../protocol/messages";

export interface MockLine {
  readonly path: string;
  readonly mock: Mock;
  /** Whether the text still has the state. */
  readonly known: boolean;
}

/** The mocks in the order of the text; those of states that are gone come last. */
export function mockLines(states: readonly StateSummary[], mocks: Readonly<Record<string, Mock>>): readonly MockLine[] {
  const lines: MockLine[] = [];
  const known = new Set<string>();
  for (const { path } of states) {
    const mock = mocks[path];
    if (mock === undefined || known.has(path)) continue;
    known.add(path);
    lines.push({ path, mock, known: true });
  }
  for (const [path, mock] of Object.entries(mocks)) {
    if (!known.has(path)) lines.push({ path, mock, known: false });
  }
  return lines;
}

export function unmockedTasks(
  states: readonly StateSummary[],
  mocks: Readonly<Record<string, Mock>>,
): readonly string[] {
  return states.filter(({ type, path }) => type === "Task" && mocks[path] === undefined).map(({ path }) => path);
}

export interface MockWords {
  readonly verb: "returns" | "throws";
  readonly what: string;
}

/** The mock in one line: its first answer, and then those of later calls. */
export function mockWords(mock: Mock): MockWords {
  const [first, ...later] = answersOf(mock);
  if (first === undefined) return { verb: "returns", what: "null" };
  const then = later.map((answer) => `, then ${verbOf(answer)} ${whatOf(answer)}`);
  return { verb: verbOf(first), what: `${whatOf(first)}${then.join("")}` };
}

function verbOf(answer: MockAnswer): MockWords["verb"] {
  return throws(answer) ? "throws" : "returns";
}

function whatOf(answer: MockAnswer): string {
  const { result, error, cause, delay_seconds: seconds } = answer;
  const what = throws(answer) ? (cause ? `${error}: ${cause}` : (error ?? "")) : oneLine(result ?? "null");
  return seconds ? `${what} after ${seconds} s` : what;
}

/** JSON text in one line; the space inside strings stays. */
function oneLine(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : " ")).trim();
}

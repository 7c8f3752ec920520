/** The mocks of a document as a list, and the Tasks that have none. Pure. */

import type { Mock, StateSummary } from "../protocol/messages";

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

export function mockWords({ result, error, cause }: Mock): MockWords {
  if (error === null || error === undefined) return { verb: "returns", what: oneLine(result ?? "null") };
  return { verb: "throws", what: cause ? `${error}: ${cause}` : error };
}

/** JSON text in one line; the space inside strings stays. */
function oneLine(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : " ")).trim();
}

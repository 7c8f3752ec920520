/** The answers of a mock: the first, and those of later calls. Pure. */

import type { Mock, MockAnswer } from "../protocol/messages";

/** The answers in the order of the calls; the last repeats. */
export function answersOf(mock: Mock): readonly MockAnswer[] {
  return [mock, ...(mock.later ?? [])];
}

export function throws({ error }: MockAnswer): boolean {
  return error !== null && error !== undefined;
}

/** The result of the first call that has one, as JSON text. */
export function resultOf(mock: Mock | undefined): string | null {
  if (mock === undefined) return null;
  return answersOf(mock).find((answer) => !throws(answer))?.result ?? null;
}

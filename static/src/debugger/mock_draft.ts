/** A mock while it is typed: one draft for each of its answers. Pure. */

import { answersOf, throws } from "../model/mocks";
import type { Mock, MockAnswer } from "../protocol/messages";
import { jsonProblem } from "./json_problem";

export type MockKind = "returns" | "throws";

/** An answer while it is typed. */
export interface MockDraft {
  readonly kind: MockKind;
  readonly result: string;
  readonly error: string;
  readonly cause: string;
  /** Seconds after the call, as typed; empty for none. */
  readonly delay: string;
}

const MOST_SECONDS = 99_999_999;

/** The draft of an answer; of one to come the shape that the service answers in, where `resource` is one that wraps it. */
export function draftOf(answer: MockAnswer | undefined, resource = ""): MockDraft {
  return {
    kind: answer !== undefined && throws(answer) ? "throws" : "returns",
    result: answer?.result ?? (resource.endsWith(":states:::lambda:invoke") ? '{"Payload": {}}' : "{}"),
    error: answer?.error ?? "",
    cause: answer?.cause ?? "",
    delay: answer?.delay_seconds ? String(answer.delay_seconds) : "",
  };
}

/** The drafts of all answers of a mock, in the order of the calls. */
export function draftsOf(mock: Mock): readonly MockDraft[] {
  return answersOf(mock).map((answer) => draftOf(answer));
}

/** The answer that the draft says, or null while it is not finished. */
export function answerOf({ kind, result, error, cause, delay }: MockDraft): MockAnswer | null {
  const seconds = secondsOf(delay);
  if (seconds === null) return null;
  const late = seconds === 0 ? {} : { delay_seconds: seconds };
  if (kind === "returns") return jsonProblem(result) === null ? { result, error: null, cause: null, ...late } : null;
  return error.trim() === "" ? null : { result: null, error: error.trim(), cause, ...late };
}

/** The mock that the drafts say, or null while one of them is not finished. */
export function mockOf(drafts: readonly MockDraft[]): Mock | null {
  const answers = drafts.map(answerOf);
  if (answers.includes(null)) return null;
  const [first, ...later] = answers as readonly MockAnswer[];
  return first === undefined ? null : { ...first, ...(later.length === 0 ? {} : { later }) };
}

/** Seconds as typed; null where that is no number of them. */
export function secondsOf(text: string): number | null {
  if (text.trim() === "") return 0;
  const seconds = Number(text.trim().replace(",", "."));
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= MOST_SECONDS ? seconds : null;
}

/** Which calls an answer is for, from 0, of so many answers. */
export function callWords(index: number, count: number): string {
  return index < count - 1 ? `Call ${index + 1}` : `Call ${index + 1} and later`;
}

/** The drafts with one of them moved by one place; the same where it cannot be. */
export function moved(drafts: readonly MockDraft[], index: number, by: 1 | -1): readonly MockDraft[] {
  const [one, other] = [drafts[index], drafts[index + by]];
  if (one === undefined || other === undefined) return drafts;
  return drafts.map((draft, at) => (at === index ? other : at === index + by ? one : draft));
}

/** An answer while it is typed. Pure. */

import { jsonProblem } from "../debugger/json_problem";
import type { InjectRequest, Mock } from "../protocol/messages";

export type AnswerKind = "returns" | "throws" | "timeout";

export interface AnswerDraft {
  readonly kind: AnswerKind;
  readonly result: string;
  readonly error: string;
  readonly cause: string;
  /** Of a time-out: it was silent for too long. */
  readonly heartbeat: boolean;
}

/** The draft that begins with the mock of the state, else with the shape that its service answers in. */
export function answerDraft(mock: Mock | undefined, resource: string): AnswerDraft {
  const throws = mock?.error !== null && mock?.error !== undefined;
  return {
    kind: throws ? "throws" : "returns",
    result: mock?.result ?? (resource.endsWith(":states:::lambda:invoke") ? '{"Payload": {}}' : "{}"),
    error: mock?.error ?? "",
    cause: mock?.cause ?? "",
    heartbeat: false,
  };
}

/** What to send, null while the draft is not finished. */
export function injectionOf(draft: AnswerDraft, thread: string, attempt: number | null): InjectRequest | null {
  const { kind, result, error, cause, heartbeat } = draft;
  if (kind === "timeout") return { thread, attempt, kind: heartbeat ? "heartbeat_timeout" : "timeout" };
  if (kind === "returns") return jsonProblem(result) === null ? { thread, attempt, kind: "result", result } : null;
  return error.trim() === "" ? null : { thread, attempt, kind: "error", error: error.trim(), cause };
}

/** The same as a mock, null where no mock is such. */
export function mockOfAnswer({ kind, result, error, cause }: AnswerDraft): Mock | null {
  if (kind === "returns") return jsonProblem(result) === null ? { result, error: null, cause: null } : null;
  return kind === "timeout" || error.trim() === "" ? null : { result: null, error: error.trim(), cause };
}

import { describe, expect, test } from "vitest";
import { answerDraft, injectionOf, mockOfAnswer } from "./answer_draft";
import { errorNames } from "./answerable";

const draft = answerDraft(undefined, "");

describe("an answer by hand", () => {
  test("begins with the state's mock", () => {
    const thrown = answerDraft({ result: null, error: "E", cause: "why" }, "");
    expect(thrown).toMatchObject({ kind: "throws", error: "E", cause: "why" });
    expect(answerDraft(undefined, "arn:aws:states:::lambda:invoke").result).toBe('{"Payload": {}}');
  });

  test("is sent once it is whole", () => {
    expect(injectionOf(draft, "0", null)).toEqual({ thread: "0", attempt: null, kind: "result", result: "{}" });
    expect(injectionOf({ ...draft, result: "{" }, "0", null)).toBeNull();
    expect(injectionOf({ ...draft, kind: "throws" }, "0", 2)).toBeNull();
    expect(injectionOf({ ...draft, kind: "throws", error: " E " }, "0", 2)).toMatchObject({ error: "E", attempt: 2 });
  });

  test("may be a time-out, which no mock is", () => {
    const late = { ...draft, kind: "timeout" as const };
    expect(injectionOf(late, "0", null)?.kind).toBe("timeout");
    expect(injectionOf({ ...late, heartbeat: true }, "0", null)?.kind).toBe("heartbeat_timeout");
    expect(mockOfAnswer(late)).toBeNull();
    expect(mockOfAnswer(draft)).toEqual({ result: "{}", error: null, cause: null });
  });

  test("offers the errors that Retry and Catch name first", () => {
    const fields = {
      Retry: [{ ErrorEquals: ["Custom.Busy", "States.Timeout"] }],
      Catch: [{ ErrorEquals: ["States.ALL"] }, "odd"],
    };
    expect(errorNames(fields).slice(0, 3)).toEqual(["Custom.Busy", "States.Timeout", "States.TaskFailed"]);
    expect(errorNames({})[0]).toBe("States.TaskFailed");
  });
});

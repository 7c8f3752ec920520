import { describe, expect, test } from "vitest";
import { answersOf, resultOf } from "../model/mocks";
import type { Mock } from "../protocol/messages";
import { answerOf, callWords, draftOf, draftsOf, mockOf, moved, secondsOf } from "./mock_draft";

const INVOKE = "arn:aws:states:::lambda:invoke";
const BUSY = { result: null, error: "Custom.Busy", cause: "" };
const WORKS = { result: "7", error: null, cause: null };

test("an answer begins in the shape that the service answers in", () => {
  expect(draftOf(undefined, INVOKE).result).toBe('{"Payload": {}}');
  expect(draftOf(undefined, `${INVOKE}.waitForTaskToken`).result).toBe("{}");
  expect(draftOf(undefined, "arn:aws:lambda:us-east-1:123456789012:function:pay").result).toBe("{}");
  expect(draftOf(WORKS, INVOKE).result).toBe("7");
});

describe("a mock of several answers", () => {
  const mock: Mock = { ...BUSY, later: [{ ...BUSY, delay_seconds: 2.5 }, WORKS] };

  test("is the same again when nothing was typed", () => {
    expect(mockOf(draftsOf(mock))).toEqual(mock);
    expect(mockOf(draftsOf({ ...WORKS, delay_seconds: 0, later: [] }))).toEqual(WORKS);
    expect(draftsOf(mock).map(({ kind, delay }) => [kind, delay])).toEqual([
      ["throws", ""],
      ["throws", "2.5"],
      ["returns", ""],
    ]);
  });

  test("is none while one of them is not finished", () => {
    const [first, second, third] = draftsOf(mock);
    if (first === undefined || second === undefined || third === undefined) throw new Error("three drafts");
    expect(mockOf([first, { ...second, error: " " }, third])).toBeNull();
    expect(mockOf([first, second, { ...third, result: "{" }])).toBeNull();
    expect(mockOf([first, { ...second, delay: "soon" }])).toBeNull();
    expect(mockOf([])).toBeNull();
    expect(answerOf({ ...third, delay: "1,5" })).toEqual({ ...WORKS, delay_seconds: 1.5 });
  });

  test("says which calls each answer is for", () => {
    expect([0, 1, 2].map((index) => callWords(index, 3))).toEqual(["Call 1", "Call 2", "Call 3 and later"]);
  });

  test("is put in another order, within its ends", () => {
    const drafts = draftsOf(mock);
    expect(moved(drafts, 2, -1).map(({ kind }) => kind)).toEqual(["throws", "returns", "throws"]);
    expect(moved(drafts, 0, -1)).toBe(drafts);
    expect(moved(drafts, 2, 1)).toBe(drafts);
  });

  test("gives the first result that it has as an example", () => {
    expect(answersOf(mock)).toHaveLength(3);
    expect([resultOf(mock), resultOf(WORKS), resultOf(BUSY), resultOf(undefined)]).toEqual(["7", "7", null, null]);
  });
});

test("a delay is a number of seconds, or none", () => {
  expect(["", " 2 ", "0.25", "-1", "x", "Infinity", "1e9"].map(secondsOf)).toEqual([
    0,
    2,
    0.25,
    null,
    null,
    null,
    null,
  ]);
});

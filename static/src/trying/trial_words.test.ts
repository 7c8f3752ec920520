import { expect, test } from "vitest";
import type { StateTried } from "../protocol/messages";
import { trialInALine, trialWords } from "./trial_words";

const SMALL = { size: 2, text: "{}", hash: null };
const TRIED: StateTried = {
  status: "SUCCEEDED",
  output: SMALL,
  error: null,
  cause: null,
  next: null,
  catcher: null,
  retrier: null,
  delay_ms: null,
  variables: SMALL,
  flow: { thread: "0", path: "A", entered: 0, variables: SMALL, stages: [] },
  rules: [],
};

test("says who takes an error, and when it is tried again", () => {
  expect(trialWords({ ...TRIED, status: "CAUGHT_ERROR", catcher: 2 }).words).toBe("Caught by catcher 2");
  expect(trialWords({ ...TRIED, status: "RETRIABLE", retrier: 1, delay_ms: 2000 }).words).toBe(
    "Tried again after 2 s by retrier 1",
  );
});

test("says in a line what failed and where it goes", () => {
  expect(trialInALine("A", { ...TRIED, status: "CAUGHT_ERROR", catcher: 1, error: "E", next: "B" })).toBe(
    "A: Caught by catcher 1: E, then B",
  );
  expect(trialInALine("A", TRIED)).toBe("A: Succeeded");
});

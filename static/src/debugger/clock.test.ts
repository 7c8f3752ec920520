import { expect, test } from "vitest";
import { shownMs, timerWords } from "./clock";

const timer = (kind: "wait" | "retry" | "timeout" | "answer" | "execution", path = "Each/Ship") => ({
  kind,
  path,
  thread: "0",
  at_ms: 3000,
});

test("what comes next is told with its state and in what time", () => {
  const kinds = ["retry", "wait", "timeout", "answer", "execution"] as const;
  expect(kinds.map((kind) => timerWords(timer(kind), 1000))).toEqual([
    "Retry of Ship in 2 s",
    "Ship goes on in 2 s",
    "Ship times out in 2 s",
    "Answer to Ship in 2 s",
    "The execution times out in 2 s",
  ]);
  expect(timerWords(timer("wait"), 9000)).toBe("Ship goes on in 0 ms");
});

test("a paced clock goes on between messages, as far as what comes next", () => {
  const clock = { now_ms: 1000, pace: 10, next: timer("wait") };
  expect(shownMs(clock, 50)).toBe(1500);
  expect(shownMs(clock, 5000)).toBe(3000);
  expect(shownMs({ ...clock, pace: 0 }, 50)).toBe(1000);
});

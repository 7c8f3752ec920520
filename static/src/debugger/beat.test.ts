import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Beat } from "./beat";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counting(): { readonly beat: Beat; count: number } {
  const counted = { count: 0, beat: new Beat(50, () => undefined) };
  counted.beat = new Beat(50, () => {
    counted.count += 1;
  });
  return counted;
}

test("the first is done at once, what follows soon after it together", () => {
  const counted = counting();
  for (let asked = 0; asked < 10; asked += 1) counted.beat.ask();
  expect(counted.count).toBe(1);
  vi.advanceTimersByTime(50);
  expect(counted.count).toBe(2);
  vi.advanceTimersByTime(500);
  expect(counted.count).toBe(2);
  counted.beat.ask();
  expect(counted.count).toBe(3);
});

test("what is done now is not done again later", () => {
  const counted = counting();
  counted.beat.ask();
  counted.beat.ask();
  counted.beat.now();
  vi.advanceTimersByTime(500);
  expect(counted.count).toBe(2);
});

test("what was asked for is not done once it is stopped", () => {
  const counted = counting();
  counted.beat.ask();
  counted.beat.ask();
  counted.beat.stop();
  vi.advanceTimersByTime(500);
  expect(counted.count).toBe(1);
});

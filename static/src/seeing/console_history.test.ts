import { expect, test } from "vitest";
import { NOT_RECALLING, recall } from "./console_history";

test("lines are recalled from the newest on, and what was typed waits", () => {
  const lines = ["a", "b"];
  const first = recall(lines, NOT_RECALLING, "typing", 1);
  expect(first?.text).toBe("b");
  const second = recall(lines, first?.recall ?? NOT_RECALLING, "b", 1);
  expect(second?.text).toBe("a");
  expect(recall(lines, second?.recall ?? NOT_RECALLING, "a", 1)).toBeNull();
  const back = recall(lines, second?.recall ?? NOT_RECALLING, "a", -1);
  expect(back?.text).toBe("b");
  expect(recall(lines, back?.recall ?? NOT_RECALLING, "b", -1)?.text).toBe("typing");
});

test("there is nothing after what is being typed", () => {
  expect(recall(["a"], NOT_RECALLING, "typing", -1)).toBeNull();
});

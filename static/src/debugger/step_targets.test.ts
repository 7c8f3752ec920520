import { describe, expect, test } from "vitest";
import { isOpen, noneHasBegun, statusOfTarget } from "./step_targets";

const target = (index: number, status: string) => ({ index, label: "", status });

describe("what can be stepped into", () => {
  test("none has begun where all that are told are pending", () => {
    expect(noneHasBegun([])).toBe(false);
    expect(noneHasBegun([target(0, "pending"), target(1, "pending")])).toBe(true);
    expect(noneHasBegun([target(5, "succeeded"), target(6, "pending")])).toBe(false);
  });

  test("what has ended cannot", () => {
    expect(["pending", "running", "succeeded", "failed"].map((status) => isOpen({ status }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test("a child that is not told stands as the events say, but for those of an earlier visit", () => {
    const run = { children: new Map([[200, { status: "succeeded" }]]) } as never;
    expect(statusOfTarget([target(5, "succeeded"), target(6, "pending")], run, 200)).toBe("succeeded");
    expect(statusOfTarget([target(5, "succeeded"), target(6, "pending")], run, 201)).toBe("pending");
    expect(statusOfTarget([target(0, "pending")], run, 200)).toBe("pending");
    expect(statusOfTarget([target(6, "running")], null, 6)).toBe("running");
  });
});

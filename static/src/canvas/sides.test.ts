import { describe, expect, it } from "vitest";
import { dotPlace, exitOf, lineEnd, lineStart, pointerPath } from "./sides";

const NODE = { x: 10, y: 20, width: 100, height: 50 };

describe("the sides of a state", () => {
  it("has lines come in above and go out below, or come in left and go out right", () => {
    expect([lineEnd(NODE, "down"), lineStart(NODE, "down")]).toEqual([
      [60, 20],
      [60, 70],
    ]);
    expect([lineEnd(NODE, "right"), lineStart(NODE, "right")]).toEqual([
      [10, 45],
      [110, 45],
    ]);
    expect(exitOf(NODE, "right")).toEqual([100, 25]);
  });

  it("has breakpoint and pointer where no line comes in", () => {
    expect(dotPlace(NODE, false, "down")).toEqual([0, 25]);
    expect(dotPlace(NODE, false, "right")).toEqual([50, 0]);
    expect(dotPlace(NODE, true, "right")).toEqual([0, 24]);
    expect(pointerPath(NODE, false, "down")).toBe("M-30 16l15 9-15 9z");
    expect(pointerPath(NODE, false, "right")).toBe("M41 -30l9 15 9-15z");
  });
});

import { describe, expect, it } from "vitest";
import { placeAt, scrollAt } from "./entry_place";

const EXTENTS = [0, 100, 200].map((top) => ({ top, bottom: top + 90 }));

describe("an entry that is dragged", () => {
  it("stands behind the others whose middle is above", () => {
    expect([10, 60, 120, 160, 260, 900].map((y) => placeAt(y, EXTENTS, 0))).toEqual([0, 0, 0, 1, 2, 2]);
    expect([10, 60, 160, 230, 260].map((y) => placeAt(y, EXTENTS, 2))).toEqual([0, 1, 2, 2, 2]);
  });

  it("scrolls its list at the ends of what is seen", () => {
    const seen = { top: 100, bottom: 500 };
    expect([90, 120, 300, 480, 520].map((y) => Math.sign(scrollAt(y, seen)))).toEqual([-1, -1, 0, 1, 1]);
  });
});

import { describe, expect, it } from "vitest";
import { arrowHead, boundsOf, buttonPlace, distanceToLine, type Points, pointAlong, roundedPath } from "./route";

const BEND: Points = [
  [0, 0],
  [0, 40],
  [100, 40],
];

describe("lines", () => {
  it("round their corners", () => {
    expect(roundedPath(BEND, 10)).toBe("M0 0L0 30Q0 40 10 40L100 40");
  });

  it("round a corner by no more than half of what leads to it", () => {
    expect(
      roundedPath(
        [
          [0, 0],
          [0, 8],
          [100, 8],
        ],
        10,
      ),
    ).toBe("M0 0L0 4Q0 8 4 8L100 8");
  });

  it("end before the tip of the arrow", () => {
    expect(roundedPath(BEND, 10, 6)).toMatch(/L94 40$/);
    expect(arrowHead(BEND, 9, 8)).toBe("M100 40L91 44L91 36Z");
  });

  it("know their middle and how far a place is", () => {
    expect(pointAlong(BEND, 0.5)).toEqual([30, 40]);
    expect(distanceToLine(BEND, [50, 60])).toBe(20);
    expect(distanceToLine(BEND, [0, -5])).toBe(5);
    expect(boundsOf(BEND)).toEqual({ x: 0, y: 0, width: 100, height: 40 });
  });

  it("place a button beside the label, never on it", () => {
    const [x, y] = buttonPlace(BEND, [10, 30, 40, 20], 9);
    expect(x > 59 || y < 21).toBe(true);
  });

  it("place a button under a label that covers all of the line", () => {
    const line: Points = [
      [0, 0],
      [60, 0],
    ];
    expect(buttonPlace(line, [2, -10, 56, 20], 9)).toEqual([30, 19]);
  });
});

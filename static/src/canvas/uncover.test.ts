import { describe, expect, it } from "vitest";
import { uncover } from "./uncover";

const WINDOW = { width: 800, height: 600 };
const COVER = { x: 400, y: 12, width: 388, height: 300 };

describe("a state under a panel", () => {
  it("moves the shorter way, left or down", () => {
    expect(uncover({ x: 350, y: 100, width: 120, height: 52 }, COVER, WINDOW)).toEqual([-86, 0]);
    expect(uncover({ x: 600, y: 280, width: 120, height: 52 }, COVER, WINDOW)).toEqual([0, 48]);
  });

  it("stays where it is free, and where it would leave the window", () => {
    expect(uncover({ x: 20, y: 100, width: 120, height: 52 }, COVER, WINDOW)).toEqual([0, 0]);
    expect(uncover({ x: 20, y: 20, width: 760, height: 560 }, COVER, WINDOW)).toEqual([0, 0]);
  });
});

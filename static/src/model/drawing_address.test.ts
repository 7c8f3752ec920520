import { expect, it } from "vitest";
import { drawingOf, drawingQuery } from "./drawing_address";

it("says nothing of a graph that is drawn as ever", () => {
  expect(drawingQuery("down", [])).toBe("");
  expect(drawingOf("")).toEqual({ direction: "down", collapsed: [] });
});

it("is read as it was written, whatever stands in the names", () => {
  const collapsed = ["Each", "Both/0/a&b=c d"];
  expect(drawingOf(drawingQuery("right", collapsed))).toEqual({ direction: "right", collapsed });
});

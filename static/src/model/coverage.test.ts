import { expect, test } from "vitest";
import type { CaseRan, PointView } from "../protocol/messages";
import { coverageOf, coveredBy, marksOf, percent, transitionKey } from "./coverage";

function point(path: string, kind: PointView["kind"], group: PointView["group"], index = 0): PointView {
  return { id: `${kind}:${index}:${path}`, path, kind, group, index, line: 1, title: path };
}

const POINTS = [
  point("Check", "state", "states"),
  point("Check", "true", "rules"),
  point("Check", "false", "rules"),
  point("Check", "default", "transitions"),
  point("Pay", "state", "states"),
  point("Pay", "caught", "catchers", 1),
];

function ran(...covered: string[]): CaseRan {
  return { covered } as unknown as CaseRan;
}

const COVERED = coveredBy([ran("state:0:Check", "true:0:Check"), ran("state:0:Check", "gone:0:Other")]);

test("coverage adds up over results, and what is not covered is listed in order", () => {
  const coverage = coverageOf(POINTS, COVERED);
  expect(coverage.total).toEqual({ covered: 2, points: 6 });
  expect(coverage.groups.find(({ name }) => name === "rules")).toEqual({ name: "rules", covered: 1, points: 2 });
  expect(coverage.gaps.map(({ id }) => id)).toEqual([
    "false:0:Check",
    "default:0:Check",
    "state:0:Pay",
    "caught:1:Pay",
  ]);
});

test("only all points are 100 per cent", () => {
  expect(percent({ covered: 999, points: 1000 })).toBe(99);
  expect(percent({ covered: 0, points: 0 })).toBe(100);
});

test("states and transitions of the graph are marked", () => {
  const { states, transitions } = marksOf(POINTS, COVERED);
  expect(states.get("Check")).toEqual({ covered: 2, points: 4, entered: true });
  expect(states.get("Pay")?.entered).toBe(false);
  expect(transitions.get(transitionKey("Check", "choice", 0))).toBe(true);
  expect(transitions.get(transitionKey("Check", "default", null))).toBe(false);
  expect(transitions.get(transitionKey("Pay", "catch", 1))).toBe(false);
  expect(transitions.get(transitionKey("Pay", "next", null))).toBe(undefined);
});

import { expect, test } from "vitest";
import type { VersionRow } from "../protocol/messages";
import { dayOf, daysOf, groupsOf, titleOf, unexplained } from "./grouping";

const row = (number: number, saved_ms: number, part: Partial<VersionRow> = {}): VersionRow => ({
  number,
  saved_ms,
  size: 1,
  kind: "typed",
  note: "",
  name: null,
  ...part,
});

test("what was typed without a pause is one group, and all else stands by itself", () => {
  const rows = [
    row(7, 900_000),
    row(6, 890_000),
    row(5, 700_000),
    row(4, 699_000, { name: "Mine" }),
    row(3, 698_000, { kind: "gesture" }),
    row(2, 697_000),
    row(1, 0, { kind: "opened" }),
  ];
  expect(groupsOf(rows).map(({ head, rest }) => [head, ...rest].map(({ number }) => number))).toEqual([
    [7, 6],
    [5],
    [4],
    [3],
    [2],
    [1],
  ]);
});

test("groups stand under the day of their newest version", () => {
  const groups = groupsOf([
    row(3, 250, { kind: "run" }),
    row(2, 150, { kind: "run" }),
    row(1, 120, { kind: "opened" }),
  ]);
  const days = daysOf(groups, (ms) => `day ${Math.floor(ms / 100)}`);
  expect(days.map(({ day, groups: inside }) => [day, inside.length])).toEqual([
    ["day 2", 1],
    ["day 1", 2],
  ]);
  const noon = new Date(2026, 4, 7, 12).getTime();
  expect([dayOf(noon, noon), dayOf(noon - 86_400_000, noon)]).toEqual(["Today", "Yesterday"]);
});

test("a version is called by its name, else by what was done, else by how it came about", () => {
  expect(titleOf(row(1, 0, { name: "Mine", note: "added A" }))).toBe("Mine");
  expect(titleOf(row(1, 0, { note: "added A" }))).toBe("Added A");
  expect(titleOf(row(1, 0, { kind: "run" }))).toBe("Ran");
});

test("only versions with one before them are asked about", () => {
  expect(unexplained([row(3, 0), row(2, 0, { note: "added A" }), row(1, 0)], 1)).toEqual([3]);
});

import { expect, test } from "vitest";
import type { Person } from "../protocol/messages";
import { hueOf, initialsOf, nameOf, peopleShown } from "./people";

test("who gives no name is called by a number", () => {
  expect([nameOf({ name: "", number: 2 }), initialsOf({ name: "", number: 2 })]).toEqual(["Guest 2", "G2"]);
});

test("initials are of the first and the last word", () => {
  const initials = ["Ada", "ada maria lovelace", "  Émile  Zola ", "😀 b"].map((name) =>
    initialsOf({ name, number: 1 }),
  );
  expect(initials).toEqual(["A", "AL", "ÉZ", "😀B"]);
});

test("hues begin anew after the last one", () => {
  expect([1, 8, 9].map((number) => hueOf({ number }))).toEqual([0, 7, 0]);
});

test("a box stands for the states it holds", () => {
  const [ada, bo] = ["Ada", "Bo"].map((name) => ({ name }) as Person) as [Person, Person];
  const selected = new Map([
    ["Each", [ada]],
    ["Each/Work", [bo]],
    ["Other", [ada]],
  ]);
  expect(peopleShown(selected, new Set(["Each"]))).toEqual(
    new Map([
      ["Each", [ada, bo]],
      ["Other", [ada]],
    ]),
  );
  expect(peopleShown(selected, new Set())).toBe(selected);
});

import { expect, test } from "vitest";
import { hueOf, initialsOf, nameOf } from "./people";

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

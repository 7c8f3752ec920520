import { expect, test } from "vitest";
import type { ProvenanceHop } from "../protocol/messages";
import { hopWords, placeText, placeWords } from "./origin_words";

const HOP: ProvenanceHop = {
  how: "selected",
  sequence: 5,
  thread: "0",
  path: "A",
  field: "Parameters.x.$",
  field_keys: ["Parameters", "x.$"],
  expression: "$.a[0]",
  came_from: { kind: "input", thread: "0", sequence: 3, keys: ["a", 0, "odd name"] },
  reads: [],
  detail: "",
};

test("a selection names the field and the place", () => {
  const { words, code } = hopWords(HOP);
  expect(words).toBe('Parameters.x.$ takes it from $.a[0]["odd name"] of the state\'s input');
  expect(code).toBe("$.a[0]");
});

test("a joined value names the iteration, a whole array all of them", () => {
  expect(hopWords({ ...HOP, how: "joined", expression: "iteration", detail: "3" }).words).toBe("output of iteration 3");
  expect(hopWords({ ...HOP, how: "joined", expression: "branch" }).words).toBe("joins the outputs of its branches");
});

test("places are told as paths", () => {
  expect(placeText({ kind: "variable", thread: "0", sequence: 1, name: "x", keys: ["a"] })).toBe("$x.a");
  expect(placeText({ kind: "context", thread: "0", sequence: 1, keys: ["State", "Name"] })).toBe("$$.State.Name");
  expect(placeWords({ kind: "Result", thread: "0", sequence: 1 })).toBe("the result");
});

import { expect, test } from "vitest";
import { changeWords } from "./change_words";

test("a change is told as the state's expressions read the input", () => {
  expect(changeWords({ path: "$.total", value: "101" }, false)).toBe("$.total = 101");
  expect(changeWords({ path: "$.total", value: "101" }, true)).toBe("$states.input.total = 101");
  expect(changeWords({ path: "$.a.$b", value: null }, true)).toBe("no $states.input.a.$b");
});

import { describe, expect, test } from "vitest";
import { find } from "./search";

const WORDS = ["Step over", "Step out", "Toggle code", "Restart", "Start paused"];

describe("finding by typing", () => {
  test("puts beginnings before words before letters", () => {
    expect(find(WORDS, String, "st")).toEqual(["Step over", "Step out", "Start paused", "Restart"]);
    expect(find(WORDS, String, "code")).toEqual(["Toggle code"]);
    expect(find(WORDS, String, "so")).toEqual(["Step over", "Step out"]);
    expect(find(WORDS, String, "xyz")).toEqual([]);
  });

  test("shows everything before anything is typed", () => {
    expect(find(WORDS, String, " ")).toEqual(WORDS);
  });
});

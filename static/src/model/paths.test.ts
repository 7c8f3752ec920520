import { describe, expect, it } from "vitest";
import { childPath, isTerminal, parentPath, splitPath, stateName } from "./paths";

describe("state paths", () => {
  it("join names and branch indices", () => {
    expect(childPath("Both/0", "Left")).toBe("Both/0/Left");
    expect(parentPath("Both/0/Left")).toBe("Both/0");
    expect(parentPath("Left")).toBe("");
  });

  it("escape what would be read as a separator", () => {
    expect(childPath("", "a/b~c")).toBe("a~1b~0c");
    expect(splitPath("a~1b~0c")).toEqual(["a/b~c"]);
  });

  it("tell a state of that name from the drawn entry", () => {
    expect(childPath("", "#start")).toBe("~2start");
    expect(stateName("~2start")).toBe("#start");
    expect(isTerminal("Map/#end")).toBe(true);
    expect(isTerminal("~2end")).toBe(false);
  });
});

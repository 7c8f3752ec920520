import { expect, test } from "vitest";
import type { EditCommand } from "../protocol/messages";
import { beforeState, breakpoint } from "./breakpoints";
import { breakpointsAfter, type Moves, mocksAfter, movesOf } from "./following";

function moved(command: EditCommand, select: string | null = null): Moves {
  const moves = movesOf(command, select);
  if (moves === null) throw new Error("nothing has moved");
  return moves;
}

const move = (entry: "branch" | "rule", index: number, to: number): EditCommand => ({
  kind: "move_entry",
  path: "P",
  entry,
  index,
  to,
});

test("what belongs to the states of a branch goes with the branch", () => {
  const moves = moved(move("branch", 0, 1));
  expect(mocksAfter({ "P/0/A": { result: "0" }, "P/1/B": { result: "1" }, Q: { result: "2" } }, moves)).toEqual({
    "P/1/A": { result: "0" },
    "P/0/B": { result: "1" },
    Q: { result: "2" },
  });
  expect(breakpointsAfter([beforeState("P/0/A")], moves)).toEqual([beforeState("P/1/A")]);
});

test("with a branch goes what belongs to its states, and the ones behind it move up", () => {
  const moves = moved({ kind: "remove_entry", path: "P", entry: "branch", index: 0 });
  expect(mocksAfter({ "P/0/A": { result: "0" }, "P/1/B": { result: "1" } }, moves)).toEqual({
    "P/0/B": { result: "1" },
  });
});

test("a breakpoint on a rule stays with the rule", () => {
  const on = (index: number) =>
    breakpoint({ id: `P->choice#${index}`, kind: "transition", path: "P", edge: "choice", index, target: "A" });
  expect(breakpointsAfter([on(0), on(2)], moved(move("rule", 2, 0)))).toEqual([on(1), on(0)]);
  const removed = moved({ kind: "remove_entry", path: "P", entry: "rule", index: 0 });
  expect(breakpointsAfter([on(0), on(2)], removed)).toEqual([on(1)]);
  const added = moved({ kind: "add_entry", path: "P", entry: "rule", index: 1 });
  expect(breakpointsAfter([on(0), on(2)], added)).toEqual([on(0), on(3)]);
});

test("a renamed state takes along what is in it, and no other gesture moves anything", () => {
  const moves = moved({ kind: "rename_state", path: "A", name: "Z" }, "Z");
  expect(breakpointsAfter([beforeState("A/In"), beforeState("AB")], moves)).toEqual([
    beforeState("Z/In"),
    beforeState("AB"),
  ]);
  const to = breakpoint({ id: "x", kind: "transition", path: "B", target: "A" });
  expect(breakpointsAfter([to], moves)).toEqual([{ ...to, target: "Z" }]);
  expect(movesOf({ kind: "delete_state", path: "A" }, null)).toBeNull();
});

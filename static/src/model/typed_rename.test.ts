import { expect, test } from "vitest";
import { stateSummary } from "../testing/fake_backend";
import { typedRename } from "./typed_rename";

const states = (...paths: readonly string[]) => paths.map((path, start) => ({ ...stateSummary(path), start }));

test("one state with another name in the same place was renamed, with what is inside", () => {
  const found = typedRename(states("A", "P", "P/0/X"), states("A", "Pay", "Pay/0/X"));
  expect(found?.paths).toEqual([{ before: "P", after: "Pay" }]);
});

test("another place, another type, or more than one state is no renaming", () => {
  expect(typedRename(states("A", "B"), states("B", "C"))).toBeNull();
  expect(typedRename(states("A", "B"), states("C", "D"))).toBeNull();
  expect(typedRename(states("A"), states("A", "B"))).toBeNull();
  expect(typedRename(states("A"), states("A"))).toBeNull();
  expect(typedRename(states("A"), [{ ...stateSummary("B"), type: "Wait" }])).toBeNull();
});

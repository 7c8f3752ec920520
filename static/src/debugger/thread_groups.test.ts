import { expect, test } from "vitest";
import type { ThreadView } from "../protocol/messages";
import { placeOf, threadGroups } from "./thread_groups";

const ROOT: ThreadView = { id: "0", parent: null, container: null, index: null, status: "Running", path: "M" };
const iteration = (index: number, status = "Entered"): ThreadView => ({
  id: `0.${index}`,
  parent: "0",
  container: "M",
  index,
  status,
  path: "M/Work",
});
const INNER: ThreadView = {
  id: "0.2.0",
  parent: "0.2",
  container: "M/Both",
  index: 1,
  status: "AwaitingTask",
  path: "M/Both/1/Call",
};

test("threads are grouped by the flow that holds them, in the order of their indices", () => {
  const groups = threadGroups([ROOT, iteration(3), iteration(2), INNER], "");
  expect(groups.map(({ title, threads }) => [title, threads.map(placeOf)])).toEqual([
    ["", ["root"]],
    ["M", ["M[2]", "M[3]"]],
    ["Both in M[2]", ["Both[1]"]],
  ]);
});

test("a filter finds a place, a state, and what is waited for", () => {
  const threads = [ROOT, iteration(2), iteration(3), INNER];
  const found = (filter: string) => threadGroups(threads, filter).flatMap((group) => group.threads.map(placeOf));
  expect(found("m[3]")).toEqual(["M[3]"]);
  expect(found("call")).toEqual(["Both[1]"]);
  expect(found("its task")).toEqual(["Both[1]"]);
  expect(found("nothing such")).toEqual([]);
});

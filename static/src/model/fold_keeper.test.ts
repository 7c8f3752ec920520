import { expect, test } from "vitest";
import { EventLog } from "../testing/events";
import { foldTo } from "./fold";
import { FoldKeeper } from "./fold_keeper";
import { edgeStatuses, nodeStatuses } from "./fold_status";

/** A Map of many, whose every tenth is caught. */
function long(length: number): EventLog {
  const log = new EventLog().add("ExecutionStarted").enter("All");
  log.add("MapStateStarted", { path: "All", details: { length } });
  for (let index = 0; index < length; index += 1) {
    const thread = `0.${index}`;
    const child = { path: "All", thread, details: { parent: "0", index } };
    log.add("MapIterationStarted", child).enter("All/One", thread);
    if (index % 10 === 0) log.add("StateFailed", { path: "All/One", thread });
    log.exit("All/One", null, thread, { caught: index % 10 === 0 ? 0 : null }).add("MapIterationSucceeded", child);
  }
  return log.add("MapStateSucceeded", { path: "All" }).exit("All", null).add("ExecutionSucceeded");
}

test("wherever the cursor moves, the fold is the one from the start", () => {
  const { events } = long(15_000);
  const keeper = new FoldKeeper();
  for (const cursor of [events.length, 41_000, 40_999, 12_000, 20_001, 3, 4096, 55_000, 54_999, events.length, 8191]) {
    const [kept, fresh] = [keeper.to(events, cursor), foldTo(null, events, cursor)];
    expect(kept.at).toBe(fresh.at);
    expect(nodeStatuses(kept, null, null)).toEqual(nodeStatuses(fresh, null, null));
    expect(edgeStatuses(kept, null)).toEqual(edgeStatuses(fresh, null));
    expect(kept.places()).toEqual(fresh.places());
    expect(kept.place("0.700")?.run.children.size).toBe(fresh.place("0.700")?.run.children.size);
  }
});

test("another execution begins anew", () => {
  const keeper = new FoldKeeper();
  keeper.to(long(2000).events, 5000);
  const { events } = new EventLog().enter("A");
  expect([...keeper.to(events, 1).visits.keys()]).toEqual(["A"]);
});

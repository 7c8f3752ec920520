import { describe, expect, it } from "vitest";
import { EventLog } from "../testing/events";
import { lastEntry } from "./node_menu";

describe("the entry that a state is restarted from", () => {
  const { events } = new EventLog()
    .enter("Map/A", "0.0")
    .enter("Map/A", "0.1")
    .enter("Map/B", "0.1")
    .enter("Map/A", "0.0");

  it("is that of the flow in focus", () => {
    expect(lastEntry(events, 4, "Map/A", "0.1")?.sequence).toBe(2);
  });

  it("is the last one where the flow in focus was not there", () => {
    expect(lastEntry(events, 4, "Map/A", "0")?.sequence).toBe(4);
    expect(lastEntry(events, 3, "Map/A", "0")?.sequence).toBe(2);
  });

  it("is none before the state was entered", () => {
    expect(lastEntry(events, 2, "Map/B", "0.1")).toBeUndefined();
  });
});

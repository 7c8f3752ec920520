import { describe, expect, test } from "vitest";
import { EventLog } from "../testing/events";
import { detailsOf, toneOf } from "./event_words";

function only(type: string, part: Parameters<EventLog["add"]>[1]) {
  const [event] = new EventLog().add(type, part).events;
  if (event === undefined) throw new Error("no event");
  return event;
}

describe("the line about an event", () => {
  test("names where a state leads", () => {
    expect(detailsOf(only("StateExited", { details: { next: "B", caught: null }, values: { output: 1 } }))).toBe(
      "→ B · 1",
    );
    expect(detailsOf(only("StateExited", { details: { next: "R", caught: 0 } }))).toBe("caught by Catch #1 · → R");
    expect(detailsOf(only("StateExited", { details: { next: null, caught: null } }))).toBe("end");
  });

  test("names an error and the message in its cause", () => {
    const cause = JSON.stringify({ errorMessage: "data.map is not a function", trace: ["…"] });
    const event = only("TaskFailed", { details: { error: "TypeError", cause } });
    expect(detailsOf(event)).toBe("TypeError · data.map is not a function");
    expect(toneOf(event)).toBe("failed");
  });

  test("tells a retry's delay", () => {
    const details = { attempt: 2, delay_ms: 4000, error: "Busy" };
    expect(detailsOf(only("RetryScheduled", { details }))).toBe("retry 2 in 4 s: Busy");
  });
});

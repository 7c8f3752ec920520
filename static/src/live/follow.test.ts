import { describe, expect, test } from "vitest";
import { Pending } from "../model/pending";
import type { EventPage, EventView, ExecutionView } from "../protocol/messages";
import { EventLog } from "../testing/events";
import { FakeLive } from "../testing/fake_live";
import { type FollowBackend, Follower } from "./follow";

function setup(recorded: number) {
  const log = new EventLog();
  for (let index = 0; index < 20; index += 1) log.add("StateEntered");
  const live = new FakeLive();
  const seen: number[] = [];
  const pulls: number[] = [];
  const server = { head: recorded, views: 0 };
  const backend: FollowBackend = {
    events: async (_id, after, limit = 1000): Promise<EventPage> => {
      pulls.push(after);
      return {
        events: log.events.slice(after, Math.min(server.head, after + limit)),
        head: server.head,
        status: "RUNNING",
      };
    },
    execution: async () => {
      server.views += 1;
      return {} as ExecutionView;
    },
  };
  const pending = new Pending();
  const follower = new Follower(
    live,
    backend,
    "e1",
    {
      events: (events) => seen.push(...events.map((event) => event.sequence)),
      session: () => undefined,
      view: () => undefined,
      failed: (error) => {
        throw error;
      },
    },
    pending,
  );
  const send = (...sequences: number[]) => {
    server.head = Math.max(server.head, ...sequences);
    const events = sequences.map((sequence) => log.events[sequence - 1] as EventView);
    live.tell((listener) => listener.events?.({ execution: "e1", events }));
  };
  return { follower, live, seen, pulls, server, send, pending };
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

describe("following an execution", () => {
  test("subscribes first, then fetches what came before, and where the debugger stands", async () => {
    const { live, seen, server, pending, pulls } = setup(5);
    await pending.idle();
    expect(server.views).toBe(1);
    expect(live.said).toEqual(["subscribe e1 0"]);
    expect(pulls).toEqual([0]);
    expect(seen).toEqual(upTo(5));
  });

  test("what arrives before the history is applied after it, once", async () => {
    const { seen, send, pending } = setup(5);
    send(4, 5, 6);
    await pending.idle();
    expect(seen).toEqual(upTo(6));
    send(6, 7);
    send(7);
    expect(seen).toEqual(upTo(7));
  });

  test("a gap is fetched", async () => {
    const { seen, send, pending, pulls } = setup(3);
    await pending.idle();
    send(6, 7);
    await pending.idle();
    expect(seen).toEqual(upTo(7));
    expect(pulls).toEqual([0, 3]);
  });

  test("another execution's events are not ours", async () => {
    const { seen, live, pending } = setup(1);
    await pending.idle();
    live.tell((listener) => listener.events?.({ execution: "e2", events: new EventLog().add("x").add("y").events }));
    expect(seen).toEqual([1]);
  });

  test("after a lost connection it subscribes, fetches and reads the session anew", async () => {
    const { seen, live, server, pending } = setup(2);
    await pending.idle();
    server.head = 9;
    live.tell((listener) => listener.connected?.());
    await pending.idle();
    expect(live.said).toEqual(["subscribe e1 0", "subscribe e1 2"]);
    expect(seen).toEqual(upTo(9));
    expect(server.views).toBe(2);
  });

  test("a reader that lagged subscribes again and fetches", async () => {
    const { seen, live, server, pending } = setup(2);
    await pending.idle();
    server.head = 8;
    live.tell((listener) => listener.lagged?.({ execution: "e1", head: 8 }));
    await pending.idle();
    expect(seen).toEqual(upTo(8));
    expect(live.said.at(-1)).toBe("subscribe e1 2");
  });

  test("closed, it hears no more", async () => {
    const { follower, seen, live, send, pending } = setup(1);
    await pending.idle();
    follower.close();
    send(2);
    expect(seen).toEqual([1]);
    expect(live.said.at(-1)).toBe("unsubscribe e1");
  });
});

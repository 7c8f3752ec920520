import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { peopleOf } from "../model/people";
import { App } from "../model/store";
import type { Person } from "../protocol/messages";
import { documentView, fakeBackend } from "../testing/fake_backend";
import { FakeLive } from "../testing/fake_live";
import { Together } from "./together";

const ADA: Person = { client: "other", number: 2, name: "Ada", place: { machine: "", state: "Bill" } };

async function opened() {
  const [live, kept] = [new FakeLive(), new Map<string, string>()];
  const app = new App({ backend: fakeBackend(), client: "me" });
  const keeper = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  };
  const together = new Together(app, live, keeper);
  await app.show(documentView({ text: "one" }));
  await vi.advanceTimersByTimeAsync(200);
  return { app, live, kept, together, people: peopleOf(app) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("says where this person is, a moment after every move", async () => {
  const { app, live } = await opened();
  live.said.length = 0;
  app.select("A");
  app.select("B");
  app.caret.value = { anchor: 1, head: 3 };
  await vi.advanceTimersByTimeAsync(200);
  expect(live.said).toEqual(['here d1 {"version":0,"anchor":1,"head":3,"machine":"","state":"B"}']);
});

it("says again where it is in what was typed once the server has that", async () => {
  const { app, live } = await opened();
  app.setText("one two");
  app.caret.value = { anchor: 4, head: 7 };
  await vi.advanceTimersByTimeAsync(100);
  expect(live.said.at(-1)).toContain('"version":0,"anchor":3,"head":3');
  await vi.advanceTimersByTimeAsync(2000);
  expect(app.keeping.text.unsent.value).toBe(0);
  expect(live.said.at(-1)).toContain('"version":1,"anchor":4,"head":7');
});

it("knows who comes, moves and goes, and says who comes and goes", async () => {
  const { app, live, people } = await opened();
  live.tell((listener) => listener.personHere?.({ document: "d1", person: ADA }));
  expect([app.announcement.value, app.keeping.text.together]).toEqual(["Ada is here", true]);
  expect(people.byState.value.get("Bill")).toEqual([ADA]);
  const elsewhere = { ...ADA, place: { machine: "/Other", state: "Bill" } };
  live.tell((listener) => listener.personHere?.({ document: "d1", person: elsewhere }));
  expect([people.others.value, people.byState.value.size]).toEqual([[elsewhere], 0]);
  live.tell((listener) => listener.personLeft?.({ document: "d1", client: "other" }));
  expect([app.announcement.value, app.keeping.text.together]).toEqual(["Ada has left", false]);
});

it("shows nobody while nothing is heard, and whoever is there afterwards", async () => {
  const { live, people } = await opened();
  live.tell((listener) => listener.personHere?.({ document: "d1", person: ADA }));
  live.connected.value = false;
  expect(people.others.value).toEqual([]);
  live.connected.value = true;
  live.others = [ADA];
  live.tell((listener) => listener.connected?.());
  await vi.advanceTimersByTimeAsync(100);
  expect(people.others.value).toEqual([ADA]);
});

it("keeps the name in the browser and tells it", async () => {
  const { people, kept } = await opened();
  people.name.value = "Bo";
  await vi.advanceTimersByTimeAsync(200);
  expect([kept.get("name"), people.me.value?.name]).toEqual(["Bo", "Bo"]);
});

it("fetches what it missed when the connection stands again", async () => {
  const { app, live } = await opened();
  const asked = () => (app.backend as ReturnType<typeof fakeBackend>).calls.map((call) => call.name);
  const before = asked().length;
  live.tell((listener) => listener.connected?.());
  await vi.advanceTimersByTimeAsync(200);
  expect(asked().slice(before)).toEqual(expect.arrayContaining(["editsAfter", "document"]));
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DocumentView, EditView, PushEdits } from "../protocol/messages";
import { documentView, fakeBackend } from "../testing/fake_backend";
import { type Backend, RequestRefused } from "./backend";
import type { Attic, KeptEdits } from "./kept_edits";
import { Pending } from "./pending";
import { Reason } from "./reason";
import { SharedText } from "./shared_text";
import { MemoryText } from "./text_port";
import { TextSync } from "./text_sync";

/** A server with one text, which can be away, and forget its edits. */
class Server {
  readonly edits: EditView[] = [];
  readonly #shared: SharedText;
  away = false;
  forgetful = false;
  merged: string | null = null;

  constructor(text: string) {
    this.#shared = new SharedText(text, 0, "the server");
  }

  get view(): DocumentView {
    return documentView({ text: this.#shared.text, edits: this.edits.length });
  }

  /** What others do. */
  change(changes: EditView["changes"], client = "other"): EditView {
    const edit = { number: this.edits.length + 1, client, changes };
    this.edits.push(edit);
    this.#shared.receive([edit]);
    return edit;
  }

  get answers(): Partial<Backend> {
    return {
      pushEdits: async (_id, { version, client, changes }: PushEdits) => {
        this.#answer();
        if (version !== this.edits.length) return this.#after(version);
        for (const each of changes) this.change(each, client);
        return { version: this.edits.length, accepted: true, known: true, edits: [] };
      },
      editsAfter: async (_id, version) => {
        this.#answer();
        return this.#after(version);
      },
      document: async () => this.view,
      joinAnew: async () => ({ document: this.view, merged: this.merged }),
    };
  }

  #after(version: number) {
    const known = !this.forgetful;
    return { version: this.edits.length, accepted: false, known, edits: known ? this.edits.slice(version) : [] };
  }

  #answer(): void {
    if (!this.away) return;
    throw new RequestRefused(0, { code: "unreachable", message: "", line: null, column: null, pointer: null });
  }
}

class Drawer implements Attic {
  readonly kept = new Map<string, string>();
  full = false;
  readonly open = new Set<string>();

  keys = () => [...this.kept.keys()];
  read = (key: string) => this.kept.get(key) ?? null;
  remove = (key: string) => void this.kept.delete(key);
  claim = (client: string) => void this.open.add(client);
  isOpen = async (client: string) => this.open.has(client);

  write(key: string, value: string): boolean {
    if (!this.full) this.kept.set(key, value);
    return !this.full;
  }

  get contents(): readonly KeptEdits[] {
    return [...this.kept.values()].map((each) => JSON.parse(each) as KeptEdits);
  }
}

function page(server: Server, client = "me", attic = new Drawer()) {
  const [port, reason] = [new MemoryText(), new Reason()];
  const failures: unknown[] = [];
  const backend = fakeBackend(server.answers);
  const sync = new TextSync({
    backend,
    pending: new Pending(),
    attic,
    client,
    reason,
    port: () => port,
    parts: () => ({}),
    failed: (error) => failures.push(error),
  });
  port.onEdit((edits) => sync.edited(edits));
  port.load(server.view.text);
  sync.start(server.view);
  return { sync, port, reason, backend, attic, failures };
}

async function open(server: Server, client: string, attic: Drawer) {
  const opened = page(server, client, attic);
  const { view, apart } = await opened.sync.rescue(server.view);
  opened.port.load(view.text);
  opened.sync.start(view, apart);
  return opened;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("what is typed", () => {
  it("is pushed when typing rests, and sooner with others in the document", async () => {
    const server = new Server("one");
    const { sync, port } = page(server);
    port.type("one!");
    await vi.advanceTimersByTimeAsync(500);
    expect([sync.state.value, server.edits.length]).toEqual(["unsaved", 0]);
    await vi.advanceTimersByTimeAsync(200);
    expect([sync.state.value, server.view.text]).toEqual(["saved", "one!"]);
    sync.together = true;
    port.type("one!!");
    await vi.advanceTimersByTimeAsync(100);
    port.type("one!!!");
    await vi.advanceTimersByTimeAsync(50);
    expect(server.view.text).toBe("one!!!");
  });

  it("fits to what others typed first, which is put in", async () => {
    const server = new Server("one");
    const { sync, port } = page(server);
    server.change([[0, "a "], 3]);
    port.type("one!");
    await sync.now();
    expect([port.text(), server.view.text, sync.unsent.value]).toEqual(["a one!", "a one!", 0]);
  });

  it("says with it why, also where it was not taken at once", async () => {
    const server = new Server("one");
    const { sync, port, reason, backend } = page(server);
    server.change([[0, "a "], 3]);
    reason.add("gesture", "added A");
    port.type("one!");
    await sync.now();
    const told = backend.calls.filter((call) => call.name === "pushEdits").map((call) => call.args[1]);
    expect(told.map((each) => (each as PushEdits).change)).toEqual(Array(2).fill({ kind: "gesture", note: "added A" }));
  });
});

describe("what others change", () => {
  it("is put in as it is told, what is missing is fetched first", async () => {
    const server = new Server("");
    const { sync, port } = page(server);
    const first = server.change([[0, "1"]]);
    sync.hear({ document: "d1", version: 1, edits: [first] });
    expect(port.text()).toBe("1");
    server.change([1, [0, "2"]]);
    const third = server.change([2, [0, "3"]]);
    sync.hear({ document: "d1", version: 3, edits: [third] });
    sync.hear({ document: "d1", version: 3, edits: [] });
    await vi.advanceTimersByTimeAsync(0);
    expect([port.text(), sync.version.value]).toEqual(["123", 3]);
    expect(port.canUndo()).toBe(false);
  });

  it("can be undone where it is the file that was taken at this window's wish", async () => {
    const server = new Server("1");
    const { sync, port } = page(server);
    sync.hear({ document: "d1", version: 1, edits: [server.change([[1, "2"]], "me/file")] });
    port.undo();
    await sync.now();
    expect(server.view.text).toBe("1");
  });

  it("is merged where it is not known how it came about", async () => {
    const server = new Server("one");
    const { sync, port } = page(server);
    server.change([[3, "uno"]]);
    server.forgetful = true;
    server.merged = "uno!";
    port.type("one!");
    await sync.now();
    expect([port.text(), server.view.text, sync.state.value]).toEqual(["uno!", "uno!", "saved"]);
  });

  it.each([
    ["keepMine", "mine"],
    ["takeTheirs", "theirs"],
  ] as const)("is for a person to decide about where that cannot be: %s", async (how, text) => {
    const server = new Server("one");
    const { sync, port } = page(server);
    server.change([[3, "theirs"]]);
    server.forgetful = true;
    port.type("mine");
    await sync.now();
    expect([sync.state.value, port.text(), server.view.text]).toEqual(["conflict", "mine", "theirs"]);
    await sync[how]();
    expect([sync.state.value, port.text(), server.view.text]).toEqual(["saved", text, text]);
  });
});

describe("a server that is away", () => {
  it("is tried again, and what was typed meanwhile is counted and kept", async () => {
    const server = new Server("one");
    const { sync, port, attic, failures } = page(server);
    server.away = true;
    port.type("one!");
    port.type("one!!");
    await vi.advanceTimersByTimeAsync(700);
    expect([sync.state.value, sync.unsent.value, attic.contents.length]).toEqual(["offline", 2, 1]);
    server.away = false;
    await vi.advanceTimersByTimeAsync(4000);
    expect([sync.state.value, server.view.text, attic.contents, failures]).toEqual(["saved", "one!!", [], []]);
  });

  it("leaves it to the next window to send what a closed one has kept", async () => {
    const server = new Server("one");
    const attic = new Drawer();
    const first = page(server, "first", attic);
    server.away = true;
    first.port.type("one!");
    await first.sync.now();
    first.sync.keepNow(true);
    server.away = false;
    server.change([[0, "a "], 3]);
    const second = await open(server, "second", attic);
    expect([second.port.text(), server.view.text, attic.contents]).toEqual(["a one!", "a one!", []]);
    expect(server.edits.map((each) => each.client)).toEqual(["other", "first"]);
  });

  it("leaves alone what another open window keeps", async () => {
    const server = new Server("one");
    const attic = new Drawer();
    const first = page(server, "first", attic);
    server.away = true;
    first.port.type("one!");
    await first.sync.now();
    server.away = false;
    await open(server, "second", attic);
    expect([server.view.text, attic.contents.length]).toEqual(["one", 1]);
  });

  it("has a person decide about what was kept, where both changed the same lines", async () => {
    const server = new Server("one");
    const attic = new Drawer();
    const first = page(server, "first", attic);
    server.away = true;
    first.port.type("mine");
    await first.sync.now();
    first.sync.keepNow(true);
    [server.away, server.forgetful] = [false, true];
    server.change([[3, "theirs"]]);
    const second = await open(server, "second", attic);
    expect([second.sync.state.value, second.port.text(), server.view.text]).toEqual(["conflict", "mine", "theirs"]);
    expect(attic.contents.map((each) => each.client)).toEqual(["second"]);
    await second.sync.keepMine();
    expect([server.view.text, attic.contents]).toEqual(["mine", []]);
  });

  it("says so where the browser keeps nothing", async () => {
    const server = new Server("one");
    const attic = new Drawer();
    attic.full = true;
    const { sync, port } = page(server, "me", attic);
    server.away = true;
    port.type("one!");
    await sync.now();
    expect(sync.isKept.value).toBe(false);
  });
});

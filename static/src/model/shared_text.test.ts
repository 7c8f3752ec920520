import { describe, expect, it } from "vitest";
import type { EditView, PushEdits, TextEdit } from "../protocol/messages";
import { EditsMissing, SharedText } from "./shared_text";
import { applyEdits } from "./text_port";

/** A server that takes what was made of its newest text. */
class Authority {
  readonly edits: EditView[] = [];

  push({ version, client, changes }: PushEdits): readonly EditView[] | null {
    if (version !== this.edits.length) return this.edits.slice(version);
    for (const each of changes) this.edits.push({ number: this.edits.length + 1, client, changes: each });
    return null;
  }
}

/** A page: the shared text, and an editor that does what it is told. */
class Page {
  text: string;
  readonly shared: SharedText;
  readonly server: Authority;

  constructor(server: Authority, client: string, text: string) {
    this.text = text;
    this.server = server;
    this.shared = new SharedText(text, 0, client);
  }

  type(...edits: TextEdit[]): void {
    this.text = applyEdits(this.text, edits);
    this.shared.edit(edits);
  }

  hear(edits: readonly EditView[]): void {
    this.text = applyEdits(this.text, this.shared.receive(edits));
    expect(this.shared.text).toBe(this.text);
  }

  /** Push, or hear what is newer; true if nothing is left. */
  exchange(): boolean {
    const pushed = this.shared.unsent;
    if (pushed.changes.length === 0) return true;
    const newer = this.server.push(pushed);
    if (newer === null) this.shared.confirm(pushed);
    else this.hear(newer);
    return newer === null;
  }
}

function put(start: number, insert: string, end = start): TextEdit {
  return { start, end, insert };
}

describe("a shared text", () => {
  it("sends what was typed as one edit and knows that it is in", () => {
    const server = new Authority();
    const page = new Page(server, "a", "one");
    page.type(put(3, " t"));
    page.type(put(5, "wo"));
    expect(page.shared.unsent).toEqual({ version: 0, client: "a", changes: [[3, [0, " two"]]] });
    expect(page.exchange()).toBe(true);
    expect([page.shared.version, page.shared.hasUnsent, page.shared.base]).toEqual([1, false, "one two"]);
  });

  it("makes its own edits fit when it was not first", () => {
    const server = new Authority();
    const [one, other] = [new Page(server, "a", "x\r\ny"), new Page(server, "b", "x\r\ny")];
    one.type(put(0, "1\r\n"));
    other.type(put(4, "!"));
    one.exchange();
    expect(other.exchange()).toBe(false);
    expect(other.exchange()).toBe(true);
    one.hear(server.edits);
    expect([one.text, other.text]).toEqual(["1\r\nx\r\ny!", "1\r\nx\r\ny!"]);
  });

  it("knows its own edit again where the answer to it was lost", () => {
    const server = new Authority();
    const page = new Page(server, "a", "");
    page.type(put(0, "x"));
    server.push(page.shared.unsent);
    page.type(put(1, "y"));
    expect(page.exchange()).toBe(false);
    expect(page.exchange()).toBe(true);
    expect([page.text, server.edits.length]).toEqual(["xy", 2]);
  });

  it("takes nothing after a gap, and what it knows already not again", () => {
    const page = new Page(new Authority(), "a", "");
    const edits = [1, 2, 3].map((number) => ({
      number,
      client: "b",
      changes: [...(number > 1 ? [number - 1] : []), [0, "x"]],
    }));
    expect(() => page.shared.receive(edits.slice(1))).toThrow(EditsMissing);
    page.hear(edits.slice(0, 2));
    page.hear(edits);
    expect(page.text).toBe("xxx");
  });

  it("is told where it has another text than the server", () => {
    const page = new Page(new Authority(), "a", "abc");
    expect(() => page.shared.receive([{ number: 1, client: "b", changes: [7, [0, "x"]] }])).toThrow(RangeError);
    expect(page.shared.version).toBe(0);
  });

  it("tells places to others and from others, whatever was typed meanwhile", () => {
    const page = new Page(new Authority(), "a", "0123456789");
    page.type(put(0, "abc"));
    expect(page.shared.toServer(5)).toBe(2);
    expect(page.shared.fromServer(2, 0)).toBe(5);
    page.hear([{ number: 1, client: "b", changes: [[2], 8] }]);
    expect(page.shared.fromServer(4, 0)).toBe(5);
    expect(page.shared.fromServer(4, 1)).toBe(7);
    expect(page.shared.fromServer(4, 2)).toBeNull();
  });

  it("ends in one text for all, whoever types where and hears when", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = randomOf(seed);
      const server = new Authority();
      const pages = ["a", "b", "c"].map((client) => new Page(server, client, "one\r\n😀 two\n"));
      for (let turn = 0; turn < 120; turn += 1) {
        const page = pages[random(3)] as Page;
        const what = random(4);
        if (what === 0) page.exchange();
        else if (what === 1) page.hear(server.edits.slice(page.shared.version));
        else typeAnywhere(page, random);
      }
      for (const page of pages) while (!page.exchange());
      for (const page of pages) page.hear(server.edits.slice(page.shared.version));
      expect(new Set(pages.map((page) => page.text)).size).toBe(1);
      expect(new Set(pages.map((page) => page.shared.base)).size).toBe(1);
    }
  });
});

function typeAnywhere(page: Page, random: (below: number) => number): void {
  const start = random(page.text.length + 1);
  const end = Math.min(page.text.length, start + random(4));
  page.type(put(start, ["", "x", "yz\n", "\r\n", "é"][random(5)] ?? "", end));
}

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

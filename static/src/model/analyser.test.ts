import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Analysis } from "../protocol/messages";
import { analysis } from "../testing/fake_backend";
import { Analyser } from "./analyser";
import { Pending } from "./pending";

const HOW = { file_name: "a.json", machine: "", values: {}, folder: null, direction: "down", collapsed: [] } as const;

function made({ tookMs = 5 }: { tookMs?: number } = {}) {
  const asked: string[] = [];
  const taken: string[] = [];
  let text = "start";
  const parts = {
    backend: {
      analyse: async (request: { text: string }, signal?: AbortSignal): Promise<Analysis> => {
        asked.push(request.text);
        await new Promise((resolve) => setTimeout(resolve, tookMs));
        signal?.throwIfAborted();
        return analysis({ readable: !request.text.includes("!") });
      },
    },
    pending: new Pending(),
    text: () => text,
    how: () => HOW,
    isReadable: () => true,
    take: (of: string) => void taken.push(of),
    guard: (question: () => Promise<void>) => question().catch(() => undefined),
  };
  const analyser = new Analyser(parts);
  const type = (next: string) => {
    text = next;
    analyser.typed();
  };
  return { analyser, asked, taken, type, pending: parts.pending };
}

describe("analysing what is typed", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks at every character where the server is quick", async () => {
    const { asked, taken, type } = made();
    for (const text of ["a", "ab", "abc"]) {
      type(text);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(asked).toEqual(["a", "ab", "abc"]);
    expect(taken).toEqual(["a", "ab", "abc"]);
  });

  it("asks once typing rests where the server is slow", async () => {
    const { analyser, asked, taken, type, pending } = made({ tookMs: 300 });
    const first = analyser.now();
    await vi.advanceTimersByTimeAsync(300);
    await first;
    type("a");
    await vi.advanceTimersByTimeAsync(200);
    type("ab");
    await vi.advanceTimersByTimeAsync(350);
    type("abc");
    expect(pending.busy.peek()).toBe(true);
    await vi.advanceTimersByTimeAsync(700);
    expect(asked).toEqual(["start", "ab", "abc"]);
    expect(taken).toEqual(["start", "ab", "abc"]);
    expect(pending.busy.peek()).toBe(false);
  });

  it("tells of a text that cannot be read only when typing rests", async () => {
    const { taken, type } = made();
    type("a!");
    await vi.advanceTimersByTimeAsync(100);
    type("a");
    await vi.advanceTimersByTimeAsync(500);
    expect(taken).toEqual(["a"]);
    type("b!");
    await vi.advanceTimersByTimeAsync(500);
    expect(taken).toEqual(["a", "b!"]);
  });

  it("lets what comes with an edit make a question void", async () => {
    const { analyser, taken, type } = made();
    type("a");
    await vi.advanceTimersByTimeAsync(1);
    analyser.given("b", analysis());
    await vi.advanceTimersByTimeAsync(500);
    expect(taken).toEqual(["b"]);
  });
});

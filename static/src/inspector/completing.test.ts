import { describe, expect, it } from "vitest";
import type { CompletionItem } from "../protocol/messages";
import { chosen } from "./completing";

const item = (insert: string, more: Partial<CompletionItem> = {}): CompletionItem => ({
  label: insert,
  kind: "property",
  insert,
  detail: "",
  about: "",
  stops: [],
  again: false,
  ...more,
});

describe("a completion that is chosen", () => {
  it("takes the place of the word at the caret", () => {
    const found = { start: 2, end: 4, items: [], comma_at: null };
    expect(chosen("$.or.x", found, item("order"))).toMatchObject({ text: "$.order.x", from: 7, to: 7 });
  });

  it("selects what is filled in first", () => {
    const found = { start: 0, end: 2, items: [], comma_at: null };
    expect(chosen("St", found, item("States.Format('', x)", { stops: [[15, 17]] }))).toMatchObject({
      from: 15,
      to: 17,
    });
  });

  it("puts the comma that is missing before it", () => {
    const found = { start: 9, end: 9, items: [], comma_at: 7 };
    expect(chosen('{"a": 1\n }', found, item('"b": 2')).text).toBe('{"a": 1,\n "b": 2}');
  });
});

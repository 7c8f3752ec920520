import { expect, test } from "vitest";
import { entryKey } from "./entry_keys";

const press = (key: string, more: object = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  target: null,
  ...more,
});

test("Alt and an arrow move an entry, from a field in it too", () => {
  expect(entryKey(press("ArrowUp", { altKey: true }), true)).toBe("up");
  expect(entryKey(press("ArrowDown", { altKey: true }), false)).toBe("down");
  expect(entryKey(press("ArrowDown"), true)).toBeNull();
  expect(entryKey(press("ArrowDown", { altKey: true, shiftKey: true }), true)).toBeNull();
});

test("a select keeps the keys that open it", () => {
  const select = { tagName: "SELECT" } as unknown as EventTarget;
  expect(entryKey(press("ArrowDown", { altKey: true, target: select }), false)).toBeNull();
});

test("Delete removes an entry only where no field in it has the focus", () => {
  expect(entryKey(press("Delete"), true)).toBe("remove");
  expect(entryKey(press("Delete"), false)).toBeNull();
});

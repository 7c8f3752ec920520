// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { App } from "../model/store";
import { fakeBackend } from "../testing/fake_backend";
import { combination, listenForKeys } from "./keys";

function press(key: string, part: KeyboardEventInit = {}, target: EventTarget = window): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...part });
  target.dispatchEvent(event);
  return event;
}

describe("key combinations", () => {
  it("are written as commands name them", () => {
    const event = (key: string, part: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...part });
    expect(combination(event("s", { ctrlKey: true, shiftKey: true }), false)).toBe("Mod+Shift+S");
    expect(combination(event("s", { metaKey: true }), true)).toBe("Mod+S");
    expect(combination(event("F11", { shiftKey: true }), false)).toBe("Shift+F11");
    expect(combination(event("“", { altKey: true, code: "BracketLeft" }), true)).toBe("Alt+[");
  });

  it("run their command and nothing else", () => {
    const app = new App({ backend: fakeBackend() });
    const run = vi.fn();
    const stop = listenForKeys(app, [{ id: "x", title: "X", group: "Run", keys: ["F10"], run }]);
    expect(press("F10").defaultPrevented).toBe(true);
    expect(press("F11").defaultPrevented).toBe(false);
    stop();
    press("F10");
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("are left alone while their command is disabled, or somebody types", () => {
    const app = new App({ backend: fakeBackend() });
    const run = vi.fn();
    const undo = { id: "undo", title: "Undo", group: "Edit", keys: ["Mod+Z"], unlessEditing: true, run } as const;
    const off = { id: "off", title: "Off", group: "Run", keys: ["F5"], enabled: () => false, run } as const;
    const stop = listenForKeys(app, [undo, off]);
    const input = document.body.appendChild(document.createElement("input"));
    press("z", { ctrlKey: true }, input);
    expect(press("F5").defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
    press("z", { ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(1);
    stop();
  });
});

/** Key combinations as text (`Mod+Shift+S`, `F5`, `Alt+[`), and the listener that runs the commands they name. */

import type { App } from "../model/store";
import { isMac } from "../ui/keys";
import type { Command } from "./slots";

const CODES: Readonly<Record<string, string>> = {
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Quote: "'",
  Semicolon: ";",
  Slash: "/",
};

/** Return the combination as commands write it. `Mod` is Ctrl, on a Mac ⌘ (and Ctrl stays `Ctrl`). */
export function combination(event: KeyboardEvent, mac = isMac()): string {
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push("Mod");
  if (mac && event.ctrlKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  const key = CODES[event.code] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return [...parts, key].join("+");
}

/** Whether the event comes from a field or from the code editor, which lives in a shadow tree. */
export function isEditing(event: Event): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select'))
  );
}

/** Listen for the commands' keys; the returned function ends that. */
export function listenForKeys(app: App, commands: readonly Command[]): () => void {
  const byKeys = new Map<string, Command>();
  for (const command of commands) for (const keys of command.keys ?? []) byKeys.set(normal(keys), command);
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = byKeys.get(normal(combination(event)));
    if (command === undefined || command.enabled?.(app) === false) return;
    if (command.unlessEditing === true && isEditing(event)) return;
    event.preventDefault();
    command.run(app);
  };
  window.addEventListener("keydown", listener);
  return () => window.removeEventListener("keydown", listener);
}

/** Modifiers in one order, so that `Shift+Mod+Z` and `Mod+Shift+Z` are the same. */
function normal(keys: string): string {
  const parts = keys === "+" || keys.endsWith("++") ? [...keys.slice(0, -2).split("+"), "+"] : keys.split("+");
  const key = parts.pop() ?? "";
  return [...parts.filter(Boolean).sort(), key].join("+");
}

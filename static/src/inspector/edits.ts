/** The edits that the forms ask for. */

import { stateName } from "../model/paths";
import type { App } from "../model/store";
import type { TransitionRef } from "../protocol/messages";
import type { Typed } from "./field_values";

/** A JSON Pointer through names and indices. */
export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Set what was typed at the pointer inside the state, or take it out. */
export function setField(app: App, path: string, at: string, typed: Typed): void {
  if (typed.kind === "invalid") return;
  const where = { kind: "set_field", path, pointer: at } as const;
  void app.edit(typed.kind === "remove" ? { ...where, remove: true } : { ...where, value: typed.value });
}

export function setValue(app: App, path: string, at: string, value: unknown): void {
  void app.edit({ kind: "set_field", path, pointer: at, value });
}

export function removeAt(app: App, path: string, at: string): void {
  void app.edit({ kind: "set_field", path, pointer: at, remove: true });
}

export function connect(app: App, transition: TransitionRef, target: string): void {
  void app.edit({ kind: "connect", transition, target });
}

export function rename(app: App, path: string, typed: Typed): void {
  if (typed.kind !== "value" || typeof typed.value !== "string" || typed.value === stateName(path)) return;
  void app.edit({ kind: "rename_state", path, name: typed.value });
}

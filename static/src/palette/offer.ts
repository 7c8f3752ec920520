/** What the palette offers beside the eight types: calls of services and patterns, as the server lists them. */

import type { App } from "../model/store";
import type { PaletteGroup, PaletteItem } from "../protocol/messages";

/** Read the list once; until then, and where it cannot be read, there are the eight types. */
export async function readPalette(app: App): Promise<void> {
  if (app.palette.peek() !== null) return;
  try {
    app.palette.value = await app.pending.track(app.backend.palette());
  } catch (error) {
    app.fail("The list of actions could not be read", error);
  }
}

/** The groups but for the state types. */
export function offered(app: App): readonly PaletteGroup[] {
  return (app.palette.value?.groups ?? [])
    .map((group) => ({ ...group, items: group.items.filter((item) => item.kind !== "state") }))
    .filter((group) => group.items.length > 0);
}

/** The type that stands for an item by its icon. */
export function tileOf(item: PaletteItem): string {
  return item.kind === "state" ? item.icon : item.kind === "action" ? "Task" : (PATTERN_TILES[item.icon] ?? "Parallel");
}

const PATTERN_TILES: Readonly<Record<string, string>> = {
  retry: "Task",
  fallback: "Task",
  callback: "Task",
  approval: "Task",
  poll: "Wait",
  fan_out: "Map",
  batches: "Map",
  rate_limit: "Map",
  loop: "Choice",
  circuit: "Choice",
};

/** The name and the tile of what is inserted, for the drag's ghost. */
export function lookOf(app: App, what: string): { readonly name: string; readonly tile: string } {
  const items = app.palette.value?.groups.flatMap((group) => group.items) ?? [];
  const item = items.find(({ id }) => id === what);
  return item === undefined ? { name: what, tile: what } : { name: item.name, tile: tileOf(item) };
}

/** What an item is found by beside its name. */
export function wordsOf(item: PaletteItem, group: string): string {
  return [group, item.icon, item.resource, item.summary].join(" ");
}

/** How a graph is drawn, as a share link says it: `?direction=right&collapsed=Each`. Pure. */

import type { Direction } from "./view";

/** The query, `?` included; empty where nothing is out of the ordinary. */
export function drawingQuery(direction: Direction, collapsed: Iterable<string>): string {
  const query = new URLSearchParams();
  if (direction === "right") query.set("direction", direction);
  for (const path of collapsed) query.append("collapsed", path);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

export function drawingOf(query: string): { readonly direction: Direction; readonly collapsed: readonly string[] } {
  const asked = new URLSearchParams(query);
  return {
    direction: asked.get("direction") === "right" ? "right" : "down",
    collapsed: asked.getAll("collapsed"),
  };
}

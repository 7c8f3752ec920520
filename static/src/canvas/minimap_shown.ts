/** Whether the graph in small is on show: a person says so, or the graph is large and there is room. */

import type { App } from "../model/store";
import { PHONE } from "../ui/media";

const LARGE_GRAPH = 40;

export function isMinimapShown(app: App): boolean {
  const choice = app.view.minimap.value;
  if (choice !== "auto") return choice === "shown";
  return app.analysed.value.states.length > LARGE_GRAPH && !matchMedia(PHONE).matches;
}

export function toggleMinimap(app: App): void {
  app.view.minimap.value = isMinimapShown(app) ? "hidden" : "shown";
}

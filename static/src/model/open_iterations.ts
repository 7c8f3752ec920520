/** Showing the iterations of a Map, or the branches of a Parallel, in the bottom panel. */

import type { App } from "./store";

export function openIterations(app: App, path: string): void {
  if (app.selectedPath.peek() !== path) app.select(path);
  app.view.bottomTab.value = "iterations";
  app.view.open.bottom.value = true;
  app.view.phoneTab.value = "timeline";
}

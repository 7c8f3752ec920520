/** The theme that a person chose, on the page; without a choice the system's. */

import { useSignalEffect } from "@preact/signals";
import type { App } from "../model/store";

/** What is seen: the choice, or what the system wants. */
export function actualTheme(app: App): "light" | "dark" {
  const theme = app.view.theme.value;
  if (theme !== "system") return theme;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function useTheme(app: App): void {
  useSignalEffect(() => {
    const theme = app.view.theme.value;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  });
}

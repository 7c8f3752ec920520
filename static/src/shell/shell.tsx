/** The window: header, left column, canvas, right column, bottom panel, status bar. */

import type { Boot } from "../boot";
import type { App } from "../model/store";
import { AppContext } from "../ui/context";
import type { Slots } from "./slots";

export interface ShellProps {
  readonly app: App;
  readonly boot: Boot;
  readonly slots: Slots;
}

export function Shell({ app, slots }: ShellProps) {
  const TextPane = slots.textPane;
  return (
    <AppContext.Provider value={app}>
      <TextPane />
    </AppContext.Provider>
  );
}

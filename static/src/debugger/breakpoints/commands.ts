/** The commands of breakpoints with their keys. */

import { beforeState, onState } from "../../model/breakpoints";
import type { App } from "../../model/store";
import type { Command } from "../../shell/slots";
import type { Debugger } from "../debugger";
import { runTo } from "./run_to";

export function breakpointCommands(dbg: Debugger): readonly Command[] {
  return [
    {
      id: "run.breakpoint-edit",
      title: "Breakpoint with a condition on the selected state…",
      group: "Run",
      keys: ["Shift+F9"],
      enabled: (app) => app.selectedPath.peek() !== null,
      run: editSelected,
    },
    {
      id: "run.to",
      title: "Run to the selected state",
      group: "Run",
      keys: ["Mod+F10"],
      enabled: (app) => app.selectedPath.peek() !== null,
      run: (app) => {
        const path = app.selectedPath.peek();
        if (path !== null) void runTo(dbg, path);
      },
    },
    {
      id: "run.breakpoints-remove",
      title: "Remove all breakpoints",
      group: "Run",
      enabled: (app) => app.breakpoints.peek().length > 0,
      run: (app) => app.setBreakpoints([]),
    },
  ];
}

function editSelected(app: App): void {
  const path = app.selectedPath.peek();
  if (path === null) return;
  app.editedBreakpoint.value = onState(app.breakpoints.peek(), path)[0] ?? beforeState(path);
}

/** The commands of breakpoints with their keys. */

import { beforeState, breakpointOfEdge, onEdge, onState } from "../../model/breakpoints";
import { selectedEdge } from "../../model/selection";
import type { App } from "../../model/store";
import type { Command } from "../../shell/slots";
import type { Debugger } from "../debugger";
import { runTo } from "./run_to";

export function breakpointCommands(dbg: Debugger): readonly Command[] {
  return [
    {
      id: "run.breakpoint-edit",
      title: "Breakpoint with a condition on the selected state or transition…",
      group: "Run",
      keys: ["Shift+F9"],
      enabled: (app) => app.selection.peek() !== null,
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
      enabled: (app) => app.beside.breakpoints.peek().length > 0,
      run: (app) => app.beside.setBreakpoints([]),
    },
  ];
}

function editSelected(app: App): void {
  const all = app.beside.breakpoints.peek();
  const path = app.selectedPath.peek();
  const edge = selectedEdge(app.analysed.peek().graph, app.selection.peek());
  if (path !== null) app.beside.editedBreakpoint.value = onState(all, path)[0] ?? beforeState(path);
  else if (edge !== undefined) app.beside.editedBreakpoint.value = onEdge(all, edge) ?? breakpointOfEdge(edge);
}

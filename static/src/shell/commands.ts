/** The commands of the window itself; other features add theirs through their slots. */

import { toggleMinimap } from "../canvas/minimap_shown";
import { selectedEdge } from "../model/selection";
import type { App } from "../model/store";
import type { View, ViewMode } from "../model/view";
import type { Command } from "./slots";

export const SHELL_COMMANDS: readonly Command[] = [
  { id: "file.new", title: "New state machine", group: "File", run: (app) => void app.newDocument({ text: "" }) },
  { id: "file.open", title: "Open…", group: "File", keys: ["Mod+O"], run: (app) => openDialog(app, "open") },
  { id: "file.save", title: "Save now", group: "File", keys: ["Mod+S"], run: (app) => void app.saveByHand() },
  { id: "edit.undo", title: "Undo", group: "Edit", keys: ["Mod+Z"], unlessEditing: true, run: (app) => app.undo() },
  {
    id: "edit.redo",
    title: "Redo",
    group: "Edit",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    unlessEditing: true,
    run: (app) => app.redo(),
  },
  {
    id: "edit.format",
    title: "Format the text",
    group: "Edit",
    keys: ["Shift+Alt+F"],
    run: (app) => void app.edit({ kind: "format_text" }),
  },
  { id: "view.design", title: "Design view", group: "View", run: (app) => setMode(app, "design") },
  { id: "view.split", title: "Split view", group: "View", run: (app) => setMode(app, "split") },
  { id: "view.code", title: "Code view", group: "View", run: (app) => setMode(app, "code") },
  {
    id: "view.toggle-code",
    title: "Toggle code",
    group: "View",
    keys: ["Mod+E"],
    run: (app) => setMode(app, app.view.mode.peek() === "code" ? "design" : "code"),
  },
  {
    id: "view.left",
    title: "Toggle palette and outline",
    group: "View",
    keys: ["Mod+B"],
    run: (app) => toggle(app, "left"),
  },
  {
    id: "view.bottom",
    title: "Toggle bottom panel",
    group: "View",
    keys: ["Mod+J"],
    run: (app) => toggle(app, "bottom"),
  },
  { id: "view.right", title: "Toggle inspector", group: "View", keys: ["Mod+I"], run: (app) => toggle(app, "right") },
  { id: "view.minimap", title: "Toggle minimap", group: "View", run: toggleMinimap },
  {
    id: "view.shapes",
    title: "Show or hide data shapes",
    group: "View",
    run: ({ view }) => {
      view.shapes.value = !view.shapes.peek();
    },
  },
  { id: "view.theme", title: "Switch between light and dark", group: "View", run: switchTheme },
  { id: "view.keys", title: "Keyboard shortcuts", group: "View", run: (app) => openDialog(app, "keys") },
  {
    id: "run.breakpoint",
    title: "Toggle breakpoint on the selected state or transition",
    group: "Run",
    keys: ["F9"],
    enabled: (app) => app.selection.peek() !== null,
    run: toggleBreakpoint,
  },
];

function toggleBreakpoint(app: App): void {
  const path = app.selectedPath.peek();
  const edge = selectedEdge(app.analysed.peek().graph, app.selection.peek());
  if (path !== null) app.beside.toggleBreakpoint(path);
  else if (edge !== undefined) app.beside.toggleEdgeBreakpoint(edge);
}

export function openDialog(app: App, name: string): void {
  app.view.dialog.value = name;
}

function setMode(app: App, mode: ViewMode): void {
  app.view.mode.value = mode;
}

function toggle(app: App, panel: keyof View["open"]): void {
  const open = app.view.open[panel];
  open.value = !open.peek();
}

export function switchTheme(app: App): void {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  app.view.theme.value = dark ? "light" : "dark";
}

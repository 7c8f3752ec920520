/** The keys of the graph while it has the focus. */

import { edgeId, findNode } from "../model/document";
import { containerAt } from "../model/drawing";
import { findingOf } from "../model/finding";
import { mayLeave } from "../model/rules";
import { sameTransition, selectedEdge, transitionOf } from "../model/selection";
import type { App } from "../model/store";
import { type Direction, walk } from "../model/walk";
import type { Graph } from "../protocol/messages";
import { arrangeKey } from "./arrange";
import type { Camera } from "./camera";
import { addAfter, type CanvasActions } from "./menus";

export interface CanvasKeys {
  readonly app: App;
  readonly graph: Graph;
  readonly camera: Camera | null;
  readonly actions: CanvasActions;
  readonly readOnly: boolean;
  readonly openMenu: () => void;
}

/** The arrows go where they point in the picture. */
const WALKS: Readonly<Record<Graph["direction"], Readonly<Record<string, Direction>>>> = {
  down: { ArrowDown: "next", ArrowUp: "previous", ArrowLeft: "before", ArrowRight: "after" },
  right: { ArrowRight: "next", ArrowLeft: "previous", ArrowUp: "before", ArrowDown: "after" },
};

const ZOOM_STEP = 1.25;

export function canvasKey(event: KeyboardEvent, keys: CanvasKeys): void {
  if (event.target !== event.currentTarget || event.defaultPrevented) return;
  if (move(event, keys) || (!keys.readOnly && change(event, keys))) event.preventDefault();
}

/** Walking and looking; true if the key was one of those. */
function move(event: KeyboardEvent, { app, graph, camera, actions }: CanvasKeys): boolean {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const direction = WALKS[graph.direction][event.key];
  if (direction !== undefined && !modified) return go(app, graph, direction);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return into(app, graph);
  if (modified) {
    if (!event.altKey || event.key.toLowerCase() !== "c") return false;
    actions.fit();
    return true;
  }
  switch (event.key) {
    case "Escape":
      if (findingOf(app).open.peek()) {
        findingOf(app).close();
        return true;
      }
      if (app.selection.peek() === null || !go(app, graph, "out")) app.select(null);
      return true;
    case "Enter":
      actions.inspect();
      return true;
    case "Home":
      return go(app, graph, "next", null);
    case "1":
    case "!":
      actions.fit();
      return true;
    case "0":
    case ")":
      camera?.zoomTo(1);
      return true;
    case "+":
    case "=":
      camera?.zoomBy(ZOOM_STEP);
      return true;
    case "-":
      camera?.zoomBy(1 / ZOOM_STEP);
      return true;
    case "f":
    case "F":
      return fold(app, event.shiftKey);
    case "d":
    case "D":
      app.view.shapes.value = !app.view.shapes.peek();
      app.announce(app.view.shapes.peek() ? "Data shapes shown" : "Data shapes hidden");
      return true;
    case "e":
    case "E":
      return nextTransition(app, graph, event.shiftKey ? -1 : 1);
    default:
      return false;
  }
}

/** Editing; true if the key was one of those. */
function change(event: KeyboardEvent, { app, graph, actions, openMenu }: CanvasKeys): boolean {
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
    openMenu();
    return true;
  }
  if (arrangeKey(app, event)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const path = app.selectedPath.peek();
  switch (event.key) {
    case "Delete":
    case "Backspace":
      void app.editing.deleteSelection();
      return true;
    case "F2":
      if (path !== null) actions.rename(path);
      return path !== null;
    case "a":
    case "A":
    case "Insert":
      actions.openAdd(addAfter(app));
      return true;
    case "c":
    case "C": {
      const source = path ?? selectedEdge(graph, app.selection.peek())?.source;
      if (source === undefined || !mayLeave(findNode(graph, source)?.type ?? "")) return false;
      actions.connect(source);
      return true;
    }
    default:
      return false;
  }
}

function go(app: App, graph: Graph, direction: Direction, from = fromWhere(app)): boolean {
  const target = walk(graph, from, direction);
  if (target === null) return direction !== "out";
  app.select(target);
  return true;
}

/** Go into the selected container, which is expanded for that. */
function into(app: App, graph: Graph): boolean {
  const { states } = app.analysed.peek();
  const box = findNode(graph, app.selectedPath.peek() ?? "");
  if (box === undefined || box.holds === "") return go(app, graph, "into");
  const inside = states.filter(({ container }) => container === box.id);
  const first = inside.find((state) => state.is_start) ?? inside[0];
  if (first !== undefined) app.select(first.path);
  return true;
}

/** Collapse or expand the selected container, or the one that the selection is in; with Shift all of them. */
function fold(app: App, all: boolean): boolean {
  const { drawing } = app;
  if (all) void (drawing.collapsed.peek().size > 0 ? drawing.expandAll() : drawing.collapseAll());
  else {
    const path = containerAt(drawing.containers.peek(), fromWhere(app));
    if (path === undefined) return false;
    void drawing.toggle(path);
  }
  return true;
}

/** The selected state, or the state that the selected transition leaves. */
function fromWhere(app: App): string | null {
  const selection = app.selection.peek();
  return selection?.kind === "edge" ? selection.transition.source : (selection?.path ?? null);
}

/** Select the transitions of a state one after the other, so that what is done with a mouse on a line is done by keys. */
function nextTransition(app: App, graph: Graph, step: 1 | -1): boolean {
  const selection = app.selection.peek();
  const source = fromWhere(app);
  const edges = graph.edges.filter((edge) => edge.source === source);
  if (edges.length === 0) return false;
  const at =
    selection?.kind === "edge"
      ? edges.findIndex((edge) => sameTransition(transitionOf(edge), selection.transition))
      : step > 0
        ? -1
        : 0;
  const edge = edges[(at + step + edges.length) % edges.length];
  if (edge === undefined) return false;
  app.selectEdge(transitionOf(edge));
  app.announce(`Transition ${edge.label || edge.kind} to ${edge.target}, ${edgeId(edge)}`);
  return true;
}

/** How the graph is drawn, as commands and as items of menus: its direction, and what is drawn as one box. */

import { containerAt } from "../model/drawing";
import { stateName } from "../model/paths";
import type { App } from "../model/store";
import type { Direction } from "../model/view";
import type { Command } from "../shell/slots";
import type { MenuGroup, MenuItem } from "../ui/menu";

const hasContainers = (app: App) => app.drawing.containers.peek().length > 0;
const anyCollapsed = (app: App) => app.drawing.containers.peek().some((path) => app.drawing.collapsed.peek().has(path));
const anyExpanded = (app: App) => app.drawing.containers.peek().some((path) => !app.drawing.collapsed.peek().has(path));

export const DRAWING_COMMANDS: readonly Command[] = [
  {
    id: "view.collapse",
    title: "Collapse or expand the container of the selection",
    group: "View",
    enabled: (app) => containerOf(app) !== undefined,
    run: (app) => {
      const path = containerOf(app);
      if (path !== undefined) void app.drawing.toggle(path);
    },
  },
  {
    id: "view.collapse-all",
    title: "Collapse all containers",
    group: "View",
    enabled: anyExpanded,
    run: (app) => void app.drawing.collapseAll(),
  },
  {
    id: "view.expand-all",
    title: "Expand all containers",
    group: "View",
    enabled: anyCollapsed,
    run: (app) => void app.drawing.expandAll(),
  },
  {
    id: "view.collapse-others",
    title: "Collapse the other containers",
    group: "View",
    enabled: (app) => hasContainers(app) && app.selection.peek() !== null,
    run: (app) => void app.drawing.collapseOthers(),
  },
  {
    id: "view.layout-down",
    title: "Layout: top down",
    group: "View",
    enabled: (app) => app.drawing.direction.peek() !== "down",
    run: (app) => void app.drawing.turn("down"),
  },
  {
    id: "view.layout-right",
    title: "Layout: left to right",
    group: "View",
    enabled: (app) => app.drawing.direction.peek() !== "right",
    run: (app) => void app.drawing.turn("right"),
  },
];

/** What the menu of a state says of its container, or of itself; nothing for a state that is in none. */
export function collapseGroups(app: App, id: string): readonly MenuGroup[] {
  const { drawing } = app;
  const path = containerAt(drawing.containers.peek(), id);
  if (path === undefined) return [];
  const verb = drawing.collapsed.peek().has(path) ? "Expand" : "Collapse";
  const item: MenuItem = {
    id: "collapse",
    label: path === id ? verb : `${verb} ${stateName(path)}`,
    icon: verb === "Expand" ? "chevronDown" : "chevronRight",
    keys: "F",
    run: () => void drawing.toggle(path),
  };
  if (path !== id) return [{ items: [item] }];
  const others: MenuItem = {
    id: "collapse-others",
    label: "Collapse the others",
    run: () => void drawing.collapseOthers(),
  };
  return [{ items: drawing.containers.peek().length > 1 ? [item, others] : [item] }];
}

/** The menu of the button beside the zoom. */
export function layoutGroups(app: App): readonly MenuGroup[] {
  const { drawing } = app;
  const way = (direction: Direction, label: string, icon: "arrowDown" | "arrowRight"): MenuItem => ({
    id: direction,
    label,
    icon,
    checked: drawing.direction.peek() === direction,
    run: () => void drawing.turn(direction),
  });
  return [
    {
      heading: "The flow goes",
      items: [way("down", "Top down", "arrowDown"), way("right", "Left to right", "arrowRight")],
    },
    { items: foldItems(app) },
  ];
}

/** Collapse and expand everything. */
export function foldItems(app: App): readonly MenuItem[] {
  const { drawing } = app;
  const collapse = { id: "collapse-all", label: "Collapse all", icon: "chevronRight" } as const;
  const expand = { id: "expand-all", label: "Expand all", icon: "chevronDown" } as const;
  const [mayExpand, mayCollapse] = [anyCollapsed(app), anyExpanded(app)];
  return [
    {
      ...collapse,
      disabled: !mayCollapse,
      keys: mayCollapse && !mayExpand ? "Shift+F" : undefined,
      run: () => void drawing.collapseAll(),
    },
    {
      ...expand,
      disabled: !mayExpand,
      keys: mayExpand ? "Shift+F" : undefined,
      run: () => void drawing.expandAll(),
    },
  ];
}

function containerOf(app: App): string | undefined {
  const selection = app.selection.peek();
  const path = selection?.kind === "edge" ? selection.transition.source : (selection?.path ?? null);
  return containerAt(app.drawing.containers.peek(), path);
}

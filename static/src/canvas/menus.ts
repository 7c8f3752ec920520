/** What the menus of the canvas offer: for a state, a transition, the blank canvas, and the types to add. */

import { insertCommand, insertionAfter } from "../model/adding";
import { beforeState, breakpointOfEdge, markOf, onEdge, onState } from "../model/breakpoints";
import { edgeId, findNode, isContainer } from "../model/document";
import { findUses } from "../model/finding";
import { isTerminal } from "../model/paths";
import { mayInsertOn, mayLeave, STATE_TYPES, TYPE_SUMMARIES } from "../model/rules";
import { transitionOf } from "../model/selection";
import type { App } from "../model/store";
import type { EditCommand, Graph, GraphEdge, TransitionRef } from "../protocol/messages";
import type { MenuGroup, MenuItem } from "../ui/menu";
import { arrangeGroups } from "./arrange";
import { collapseGroups, foldItems } from "./drawing_commands";

const NO_GRAPH: Graph = { width: 0, height: 0, nodes: [], edges: [], direction: "down" };

export type CanvasMenu =
  | { readonly kind: "node"; readonly id: string }
  | { readonly kind: "edge"; readonly id: string }
  /** The eight types; `command` says what is done with the one that is chosen. */
  | { readonly kind: "add"; readonly command: (type: string) => EditCommand }
  /** The types that the state may be turned into. */
  | { readonly kind: "type"; readonly id: string }
  | { readonly kind: "blank" };

/** What the menus need of the canvas around them. */
export interface CanvasActions {
  readonly rename: (path: string) => void;
  readonly connect: (path: string) => void;
  readonly openAdd: (command: (type: string) => EditCommand) => void;
  readonly openTypes: (path: string) => void;
  readonly inspect: () => void;
  readonly fit: () => void;
}

export function menuLabel(menu: CanvasMenu): string {
  return { node: "State", edge: "Transition", add: "Add a state", type: "Change the type", blank: "Graph" }[menu.kind];
}

export function menuGroups(app: App, menu: CanvasMenu, actions: CanvasActions): readonly MenuGroup[] {
  switch (menu.kind) {
    case "node":
      return nodeGroups(app, menu.id, actions);
    case "edge":
      return edgeGroups(app, menu.id, actions);
    case "add":
      return typeGroups(app, menu.command);
    case "type":
      return [{ items: typeItems((type) => void app.edit({ kind: "change_type", path: menu.id, state_type: type })) }];
    case "blank":
      return blankGroups(app, actions);
  }
}

/** Insert a state on the transition. */
export function insertOn(transition: TransitionRef): (type: string) => EditCommand {
  return (type) => ({ ...insertCommand(type), on: transition });
}

/** Let the transition lead to a new state, which ends. */
export function leadToNew(transition: TransitionRef): (type: string) => EditCommand {
  return (type) => ({ ...insertCommand(type), on: transition, ends: true });
}

/** Insert a state after another: of a Choice by a new rule. */
export function insertAfter(app: App, path: string): (type: string) => EditCommand {
  return (type) => insertionAfter(app.analysed.peek().graph ?? NO_GRAPH, path, type);
}

function typeGroups(app: App, command: (type: string) => EditCommand): readonly MenuGroup[] {
  const items = typeItems((type) => void app.edit(command(type)));
  const more = {
    id: "add:more",
    label: "More…",
    detail: "Actions by service, and patterns",
    run: () => {
      app.inserting.value = command;
    },
  };
  return [{ items }, { items: [more] }];
}

function typeItems(choose: (type: string) => void): readonly MenuItem[] {
  return STATE_TYPES.map((type) => ({
    id: `add:${type}`,
    label: type,
    detail: TYPE_SUMMARIES[type],
    type,
    run: () => choose(type),
  }));
}

function nodeGroups(app: App, id: string, actions: CanvasActions): readonly MenuGroup[] {
  const graph = app.analysed.peek().graph;
  const node = graph === null ? undefined : findNode(graph, id);
  if (node === undefined || isTerminal(id)) return [];
  const several = app.selectedPaths.peek().length;
  const { state: mark } = markOf(app.beside.breakpoints.peek(), id);
  const [set, disabled] = [mark !== "off", mark === "disabled"];
  return [
    {
      items: [
        { id: "inspect", label: "Edit", icon: "edit", keys: "Enter", run: actions.inspect },
        { id: "rename", label: "Rename", icon: "comment", keys: "F2", run: () => actions.rename(id) },
        {
          id: "change-type",
          label: "Change the type…",
          icon: "swap",
          disabled: isContainer(node.type),
          run: () => actions.openTypes(id),
        },
      ],
    },
    {
      items: [
        {
          id: "add-after",
          label: "Add a state after…",
          icon: "add",
          keys: "A",
          run: () => actions.openAdd(addAfter(app)),
        },
        {
          id: "connect",
          label: "Connect to…",
          icon: "connect",
          keys: "C",
          disabled: !mayLeave(node.type),
          run: () => actions.connect(id),
        },
        ...(node.type === "Parallel"
          ? [
              {
                id: "add-branch",
                label: "Add a branch",
                icon: "branch",
                run: () => void app.edit({ kind: "add_branch", path: id }),
              } as const,
            ]
          : []),
      ],
    },
    {
      items: [
        {
          id: "breakpoint",
          label: set ? "Remove breakpoint" : "Add breakpoint",
          icon: "target",
          keys: "F9",
          run: () => app.beside.toggleBreakpoint(id),
        },
        {
          id: "breakpoint-edit",
          label: set ? "Edit breakpoint…" : "Add conditional breakpoint…",
          keys: "Shift+F9",
          run: () => editBreakpoint(app, id),
        },
        ...(set
          ? [
              {
                id: "breakpoint-enabled",
                label: disabled ? "Enable breakpoint" : "Disable breakpoint",
                run: () => app.beside.toggleBreakpointEnabled(id),
              },
            ]
          : []),
        ...(app.runTo.peek() === null
          ? []
          : [{ id: "run-to", label: "Run to here", keys: "Mod+F10", run: () => app.runTo.peek()?.(id) }]),
      ],
    },
    ...collapseGroups(app, id),
    ...arrangeGroups(app, id),
    {
      items: [
        { id: "uses", label: "Find where it is used", icon: "search", keys: "Shift+F12", run: () => findUses(app, id) },
        {
          id: "delete",
          label:
            several > 1 ? `Delete ${several} states` : isContainer(node.type) ? "Delete with its states" : "Delete",
          icon: "trash",
          keys: "Delete",
          danger: true,
          run: () => void app.editing.deleteSelection(),
        },
      ],
    },
  ];
}

/** Add after the present selection. */
export function addAfter(app: App): (type: string) => EditCommand {
  return (type) => app.editing.insertion(type);
}

function editBreakpoint(app: App, path: string): void {
  app.beside.editedBreakpoint.value = onState(app.beside.breakpoints.peek(), path)[0] ?? beforeState(path);
}

/** Set a breakpoint on a transition, or remove it; and what else can be said of it. */
function breakpointItems(app: App, edge: GraphEdge): readonly MenuItem[] {
  const set = onEdge(app.beside.breakpoints.peek(), edge);
  const edit = () => {
    app.beside.editedBreakpoint.value = set ?? breakpointOfEdge(edge);
  };
  return [
    {
      id: "breakpoint",
      label: set === undefined ? "Break here" : "Remove breakpoint",
      icon: "target",
      keys: "F9",
      run: () => app.beside.toggleEdgeBreakpoint(edge),
    },
    {
      id: "breakpoint-edit",
      label: set === undefined ? "Break here if…" : "Edit breakpoint…",
      keys: "Shift+F9",
      run: edit,
    },
    ...(set === undefined
      ? []
      : [
          {
            id: "breakpoint-enabled",
            label: set.enabled ? "Disable breakpoint" : "Enable breakpoint",
            run: () => app.beside.putBreakpoint({ ...set, enabled: !set.enabled }),
          },
        ]),
  ];
}

function edgeGroups(app: App, id: string, actions: CanvasActions): readonly MenuGroup[] {
  const edge = app.analysed.peek().graph?.edges.find((candidate) => edgeId(candidate) === id);
  if (edge === undefined) return [];
  const start = edge.kind === "start";
  const insertable = mayInsertOn(app.analysed.peek().graph ?? NO_GRAPH, edge);
  return [
    {
      items: [
        {
          id: "insert",
          label: "Insert a state…",
          icon: "add",
          keys: "A",
          disabled: !insertable,
          run: () => actions.openAdd(insertOn(transitionOf(edge))),
        },
        {
          id: "reconnect",
          label: "Lead elsewhere…",
          icon: "connect",
          keys: "C",
          run: () => actions.connect(edge.source),
        },
        { id: "inspect", label: "Edit", icon: "edit", keys: "Enter", disabled: start, run: actions.inspect },
      ],
    },
    { items: breakpointItems(app, edge) },
    {
      items: [
        {
          id: "delete",
          label: edge.kind === "next" ? "End here instead" : "Delete",
          icon: "trash",
          keys: "Delete",
          danger: true,
          disabled: start || edge.kind === "end",
          run: () => void app.editing.deleteSelection(),
        },
      ],
    },
  ];
}

function blankGroups(app: App, actions: CanvasActions): readonly MenuGroup[] {
  return [
    {
      items: [
        { id: "add", label: "Add a state…", icon: "add", keys: "A", run: () => actions.openAdd(addAfter(app)) },
        {
          id: "undo",
          label: "Undo",
          icon: "undo",
          keys: "Mod+Z",
          disabled: !app.text.canUndo(),
          run: () => app.undo(),
        },
        {
          id: "redo",
          label: "Redo",
          icon: "redo",
          keys: "Mod+Shift+Z",
          disabled: !app.text.canRedo(),
          run: () => app.redo(),
        },
        { id: "fit", label: "Fit", icon: "fit", keys: "1", run: actions.fit },
      ],
    },
    ...(app.drawing.containers.peek().length > 0 ? [{ items: foldItems(app) }] : []),
  ];
}

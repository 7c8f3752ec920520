/** The graph: SVG drawn from the analysis, moved by the camera, edited by gestures and keys. */

import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { FindBar } from "../find/find_bar";
import { edgeId, findNode } from "../model/document";
import { openIterations } from "../model/open_iterations";
import { isTerminal } from "../model/paths";
import { transitionOf } from "../model/selection";
import type { Graph, GraphEdge } from "../protocol/messages";
import { useApp } from "../ui/context";
import { PointMenu } from "../ui/menu";
import { pasteStates } from "./arrange";
import { Camera } from "./camera";
import { ConnectDialog } from "./connect_dialog";
import { DragLayer } from "./drag_layer";
import { EmptyState } from "./empty_state";
import { hitOf } from "./hit";
import { canvasKey } from "./keyboard";
import { type CanvasActions, type CanvasMenu, insertAfter, insertOn, leadToNew, menuGroups, menuLabel } from "./menus";
import { Minimap } from "./minimap";
import { elementId } from "./node";
import { EdgeMenuContext, NodeMenuContext } from "./node_menu";
import { RenameInput } from "./rename_input";
import type { Point } from "./route";
import { ShapeCard } from "./shape_card";
import { startOf } from "./sides";
import { Stage } from "./stage";
import { StaleBanner } from "./stale_banner";
import { World } from "./world";
import { ZoomControls } from "./zoom_controls";

/** A press that moved less than this is a click. */
const DRAG_AFTER_PX = 6;

interface OpenMenu {
  readonly menu: CanvasMenu;
  readonly at: { readonly x: number; readonly y: number };
}

export function Canvas({ readOnly = false }: { readonly readOnly?: boolean }) {
  const app = useApp();
  const { graph, states, stale, analysis } = app.analysed.value;
  const empty = analysis !== null && !stale && states.length === 0;
  return (
    <section
      class="canvas"
      aria-label="Graph"
      data-testid="canvas"
      data-stale={stale || undefined}
      data-debugging={app.debug.active.value || undefined}
    >
      {graph !== null && !empty && <GraphView graph={graph} readOnly={readOnly} />}
      {empty && !readOnly && <EmptyState />}
      {stale && <StaleBanner />}
      {!readOnly && <FindBar />}
    </section>
  );
}

function GraphView({ graph, readOnly }: { readonly graph: Graph; readonly readOnly: boolean }) {
  const app = useApp();
  const nodeMenu = useContext(NodeMenuContext);
  const edgeMenu = useContext(EdgeMenuContext);
  const more = (menu: CanvasMenu) => {
    if (menu.kind === "node") return nodeMenu(menu.id);
    return menu.kind === "edge" ? edgeMenu(menu.id) : [];
  };
  const ground = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const world = useRef<SVGGElement>(null);
  const [camera, setCamera] = useState<Camera | null>(null);
  const [open, setOpen] = useState<OpenMenu | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [connecting, setConnecting] = useState<string | null>(null);
  const pressed = useRef<{ readonly path: string; readonly x: number; readonly y: number } | null>(null);
  const dragged = useRef(false);
  const documentId = app.document.value?.id;
  const machine = app.document.value?.machine;

  useLayoutEffect(() => {
    if (svg.current === null) return;
    // Of the graphics module of ARIA, which the JSX types do not know.
    world.current?.setAttribute("role", "graphics-document");
    world.current?.setAttribute("aria-label", "States and transitions");
    const stage = world.current === null ? null : new Stage(world.current, ground.current);
    const made = new Camera(svg.current, (place) => stage?.move(place));
    setCamera(made);
    return () => {
      made.dispose();
      stage?.dispose();
    };
  }, []);

  useLayoutEffect(() => {
    if (camera !== null) camera.begin(graph, startOf(graph));
  }, [camera, documentId, machine]);

  const selectedPath = app.selectedPath.value;
  const focusCanvas = () => svg.current?.focus({ preventScroll: true });
  const actions: CanvasActions = {
    rename: (path) => setRenaming(path),
    connect: (path) => setConnecting(path),
    openAdd: (command) => openAt({ kind: "add", command }, null),
    openTypes: (path) => openAt({ kind: "type", id: path }, null),
    inspect: () => inspect(),
    fit: () => camera?.fit(graph),
  };

  /** Open a menu at a place of the window, or where the selection is. */
  function openAt(menu: CanvasMenu, at: { x: number; y: number } | null): void {
    const place = at ?? placeOfSelection();
    requestAnimationFrame(() => setOpen({ menu, at: place }));
  }

  function placeOfSelection(): { x: number; y: number } {
    const point = selectionPoint(app.analysed.peek().graph ?? graph, app.selection.peek());
    const box = svg.current?.getBoundingClientRect();
    const [x, y] =
      point === null || camera === null ? [(box?.left ?? 0) + 80, (box?.top ?? 0) + 80] : camera.toClient(point);
    return { x, y };
  }

  function inspect(): void {
    app.view.open.right.value = true;
    app.view.sheet.value = "inspector";
    requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-inspector-first]")?.focus());
  }

  function onClick(event: MouseEvent): void {
    pressed.current = null;
    if (dragged.current) {
      dragged.current = false;
      return;
    }
    const hit = hitOf(event);
    if (hit.toggle !== undefined) {
      void app.drawing.toggle(hit.toggle);
      return;
    }
    if (hit.breakpoint !== undefined && !readOnly) {
      app.beside.toggleBreakpoint(hit.breakpoint);
      return;
    }
    if (hit.counts !== undefined && !readOnly) {
      openIterations(app, hit.counts);
      return;
    }
    if (hit.add !== undefined) {
      const edge = edgeOf(graph, hit.add);
      if (edge === undefined) return;
      app.selectEdge(transitionOf(edge));
      openAt({ kind: "add", command: insertOn(transitionOf(edge)) }, { x: event.clientX, y: event.clientY });
      return;
    }
    const edge = hit.edge === undefined ? undefined : edgeOf(graph, hit.edge);
    const several = event.shiftKey || event.ctrlKey || event.metaKey;
    if (hit.node !== undefined && !isTerminal(hit.node) && several && !readOnly) app.selecting.toggle(hit.node);
    else if (hit.node !== undefined && !isTerminal(hit.node)) app.select(hit.node);
    else if (edge !== undefined) app.selectEdge(transitionOf(edge));
    else app.select(null);
  }

  function onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    if (readOnly) return;
    const hit = hitOf(event);
    const fromKeyboard = event.button !== 2 && hit.node === undefined && hit.edge === undefined;
    if (fromKeyboard || (event.clientX === 0 && event.clientY === 0)) {
      openSelectionMenu();
      return;
    }
    const at = { x: event.clientX, y: event.clientY };
    const edge = hit.edge === undefined ? undefined : edgeOf(graph, hit.edge);
    if (hit.node !== undefined && !isTerminal(hit.node)) {
      if (!app.selectedPaths.peek().includes(hit.node)) app.select(hit.node);
      openAt({ kind: "node", id: hit.node }, at);
    } else if (edge !== undefined) {
      app.selectEdge(transitionOf(edge));
      openAt({ kind: "edge", id: edgeId(edge) }, at);
    } else openAt({ kind: "blank" }, at);
  }

  function openSelectionMenu(): void {
    const selection = app.selection.peek();
    const edge =
      selection?.kind === "edge" ? graph.edges.find((each) => sameAs(each, selection.transition)) : undefined;
    if (selection?.kind === "state") openAt({ kind: "node", id: selection.path }, null);
    else if (edge !== undefined) openAt({ kind: "edge", id: edgeId(edge) }, null);
    else openAt({ kind: "blank" }, null);
  }

  function onPointerDown(event: PointerEvent): void {
    dragged.current = false;
    // What is typed in a field is sent, and keys are the graph's; a ring is for those who come by keys.
    if (svg.current !== null) svg.current.dataset.pressed = "";
    focusCanvas();
    if (event.button !== 0 || readOnly) return;
    const target = event.target as Element;
    const at = { x: event.clientX, y: event.clientY };
    const grip = target.closest<SVGElement>("[data-grip=move]") === null ? undefined : hitOf(event).node;
    if (grip !== undefined && event.pointerType !== "touch" && !isTerminal(grip)) {
      pressed.current = { path: grip, ...at };
      return;
    }
    const port = target.closest<SVGElement>("[data-port]")?.dataset.port;
    const end = target.closest<SVGElement>("[data-end]")?.dataset.end;
    const beginning = target.closest<SVGElement>("[data-beginning]")?.dataset.beginning;
    if (port !== undefined) {
      const node = findNode(graph, port);
      const kind = node?.type === "Choice" ? "choice" : "next";
      app.gesture.value = {
        kind: "connect",
        from: port,
        isLine: false,
        transition: { source: port, kind, index: null },
        began: at,
        at,
      };
    } else if (beginning !== undefined) {
      const edge = edgeOf(graph, beginning);
      if (edge !== undefined) {
        app.gesture.value = { kind: "reconnect", to: edge.target, transition: transitionOf(edge), began: at, at };
      }
    } else if (end !== undefined) {
      const edge = edgeOf(graph, end);
      if (edge !== undefined) {
        app.gesture.value = {
          kind: "connect",
          from: edge.source,
          isLine: true,
          transition: transitionOf(edge),
          began: at,
          at,
        };
      }
    }
  }

  /** A state that was pressed and is moved far enough is dragged, with all that are selected with it. */
  function onPointerMove(event: PointerEvent): void {
    const start = pressed.current;
    if (start === null || app.gesture.peek() !== null) return;
    if ((event.buttons & 1) === 0) {
      pressed.current = null;
      return;
    }
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < DRAG_AFTER_PX) return;
    const selected = app.selectedPaths.peek();
    const paths = selected.includes(start.path) ? selected : [start.path];
    pressed.current = null;
    dragged.current = true;
    app.gesture.value = { kind: "move", paths, at: { x: event.clientX, y: event.clientY } };
  }

  const key = (event: KeyboardEvent) => {
    if (svg.current !== null) delete svg.current.dataset.pressed;
    if (event.key === " " && camera !== null) {
      event.preventDefault();
      camera.panning = true;
      svg.current?.classList.add("is-panning");
      return;
    }
    canvasKey(event, { app, graph, camera, actions, readOnly, openMenu: openSelectionMenu });
  };

  const active =
    selectedPath !== null && findNode(graph, selectedPath) !== undefined ? elementId(selectedPath) : undefined;
  return (
    <>
      <div class="canvas-ground" ref={ground} />
      {/* biome-ignore lint/a11y/useAriaActivedescendantWithTabindex: in SVG Preact writes `tabindex` only in lower case */}
      <svg
        ref={svg}
        class="graph"
        data-testid="graph"
        data-readonly={readOnly || undefined}
        data-direction={graph.direction}
        role="application"
        aria-roledescription="state machine graph"
        aria-label={`Graph of ${app.document.value?.title ?? "the state machine"}: ${app.analysed.value.states.length} states`}
        aria-activedescendant={active}
        tabindex={0}
        onClick={onClick}
        onDblClick={(event) => {
          const { node: path, toggle } = hitOf(event);
          if (toggle !== undefined) return;
          if (!readOnly && path !== undefined && !isTerminal(path)) setRenaming(path);
        }}
        onContextMenu={onContextMenu}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onKeyDown={key}
        onPaste={(event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          if (readOnly || text.trim() === "") return;
          event.preventDefault();
          void pasteStates(app, text);
        }}
        onKeyUp={(event) => {
          if (event.key !== " " || camera === null) return;
          camera.panning = false;
          svg.current?.classList.remove("is-panning");
        }}
      >
        <g ref={world} class="world">
          {camera !== null && <World graph={graph} camera={camera} readOnly={readOnly} covering={covering} />}
          {camera !== null && !readOnly && (
            <DragLayer
              camera={camera}
              onDone={focusCanvas}
              onFree={({ from, isLine, transition, at }) =>
                openAt({ kind: "add", command: isLine ? leadToNew(transition) : insertAfter(app, from) }, at)
              }
            />
          )}
        </g>
      </svg>
      {camera !== null && !readOnly && <ShapeCard graph={graph} camera={camera} />}
      {camera !== null && <Minimap camera={camera} graph={graph} />}
      {camera !== null && <ZoomControls camera={camera} graph={graph} readOnly={readOnly} />}
      {open !== null && (
        <PointMenu
          key={`${open.at.x},${open.at.y},${open.menu.kind}`}
          label={menuLabel(open.menu)}
          groups={[...more(open.menu), ...menuGroups(app, open.menu, actions)]}
          at={open.at}
          testId={`canvas-menu-${open.menu.kind}`}
          onClose={() => {
            setOpen(null);
            focusCanvas();
          }}
        />
      )}
      {renaming !== null && camera !== null && (
        <RenameInput
          path={renaming}
          camera={camera}
          onDone={() => {
            setRenaming(null);
            focusCanvas();
          }}
        />
      )}
      {connecting !== null && (
        <ConnectDialog
          path={connecting}
          onDone={() => {
            setConnecting(null);
            focusCanvas();
          }}
        />
      )}
    </>
  );
}

/** What lies over the graph: first the search, which a state may leave downwards, then the minimap at the lower right. */
function covering(): readonly Element[] {
  return [".find", ".minimap"].flatMap((each) => document.querySelector(`.canvas > ${each}`) ?? []);
}

function edgeOf(graph: Graph, id: string): GraphEdge | undefined {
  return graph.edges.find((edge) => edgeId(edge) === id);
}

function sameAs(edge: GraphEdge, transition: { source: string; kind: string; index?: number | null }): boolean {
  return (
    edge.source === transition.source && edge.kind === transition.kind && edge.index === (transition.index ?? null)
  );
}

/** The point just under what is selected, where its menu opens. */
function selectionPoint(graph: Graph, selection: ReturnType<typeof useApp>["selection"]["value"]): Point | null {
  if (selection === null) return null;
  if (selection.kind === "state") {
    const node = findNode(graph, selection.path);
    return node === undefined ? null : [node.x + 24, node.y + Math.min(node.height, 60)];
  }
  const edge = graph.edges.find((candidate) => sameAs(candidate, selection.transition));
  return edge?.points[Math.floor(edge.points.length / 2)] ?? null;
}

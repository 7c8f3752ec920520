/** The buttons that move the camera. */

import { findingOf } from "../model/finding";
import type { Graph } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Menu } from "../ui/menu";
import { Tooltip } from "../ui/tooltip";
import type { Camera } from "./camera";
import { layoutGroups } from "./drawing_commands";
import { isMinimapShown, toggleMinimap } from "./minimap_shown";

const STEP = 1.25;

export interface ZoomControlsProps {
  readonly camera: Camera;
  readonly graph: Graph;
  readonly readOnly: boolean;
}

export function ZoomControls({ camera, graph, readOnly }: ZoomControlsProps) {
  const app = useApp();
  return (
    <div class="zoom-controls" role="toolbar" aria-label="View of the graph">
      {!readOnly && <UndoButtons />}
      <IconButton
        icon="minus"
        label="Zoom out"
        keys="-"
        data-testid="zoom-out"
        onClick={() => camera.zoomBy(1 / STEP)}
      />
      <Tooltip label="100 %" keys="0">
        <button type="button" class="zoom-level" data-testid="zoom-level" onClick={() => camera.zoomTo(1)}>
          {Math.round(camera.zoom.value * 100)} %
        </button>
      </Tooltip>
      <IconButton icon="add" label="Zoom in" keys="+" data-testid="zoom-in" onClick={() => camera.zoomBy(STEP)} />
      <IconButton icon="fit" label="Fit" keys="1" data-testid="zoom-fit" onClick={() => camera.fit(graph)} />
      <span class="zoom-line" />
      <LayoutMenu />
      <MinimapButton />
      {!readOnly && <ShapesButton />}
      {!readOnly && (
        <IconButton
          icon="search"
          label="Find"
          keys="Mod+F"
          data-testid="find-open"
          onClick={() => findingOf(app).ask()}
        />
      )}
    </div>
  );
}

function LayoutMenu() {
  const app = useApp();
  const right = app.drawing.direction.value === "right";
  void app.drawing.collapsed.value;
  void app.drawing.containers.value;
  return (
    <Menu label="Layout" groups={layoutGroups(app)} placement="top" testId="layout-menu">
      <IconButton icon={right ? "layoutRight" : "layoutDown"} label="Layout" data-testid="layout" />
    </Menu>
  );
}

function MinimapButton() {
  const app = useApp();
  return (
    <IconButton
      icon="minimap"
      label="Minimap"
      aria-pressed={isMinimapShown(app)}
      data-testid="minimap-toggle"
      onClick={() => toggleMinimap(app)}
    />
  );
}

function ShapesButton() {
  const { shapes } = useApp().view;
  return (
    <IconButton
      icon="braces"
      label="Data shapes"
      keys="D"
      aria-pressed={shapes.value}
      data-testid="shapes-toggle"
      onClick={() => {
        shapes.value = !shapes.peek();
      }}
    />
  );
}

function UndoButtons() {
  const app = useApp();
  void app.editing.textVersion.value;
  return (
    <>
      <IconButton
        icon="undo"
        label="Undo"
        keys="Mod+Z"
        disabled={!app.text.canUndo()}
        data-testid="undo"
        onClick={() => app.undo()}
      />
      <IconButton
        icon="redo"
        label="Redo"
        keys="Mod+Shift+Z"
        disabled={!app.text.canRedo()}
        data-testid="redo"
        onClick={() => app.redo()}
      />
      <span class="zoom-line" />
    </>
  );
}

/** The eight state types: drag one onto the graph, or press it to add it after the selection. */

import { STATE_TYPES, TYPE_SUMMARIES } from "../model/rules";
import { useApp } from "../ui/context";
import { TypeTile } from "../ui/type_tile";

const DRAG_AFTER_PX = 4;

export function Palette() {
  return (
    <ul class="palette" data-testid="palette">
      {STATE_TYPES.map((type) => (
        <li key={type}>
          <PaletteItem type={type} />
        </li>
      ))}
    </ul>
  );
}

function PaletteItem({ type }: { readonly type: (typeof STATE_TYPES)[number] }) {
  const app = useApp();
  let pressed: { x: number; y: number } | null = null;
  let dragged = false;
  return (
    <button
      type="button"
      class="palette-item"
      title={TYPE_SUMMARIES[type]}
      data-testid={`palette:${type}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        pressed = { x: event.clientX, y: event.clientY };
        dragged = false;
        if (event.pointerType !== "touch") event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (pressed === null || dragged || event.pointerType === "touch") return;
        if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < DRAG_AFTER_PX) return;
        dragged = true;
        event.currentTarget.releasePointerCapture(event.pointerId);
        app.gesture.value = { kind: "add", type, at: { x: event.clientX, y: event.clientY } };
      }}
      onPointerUp={() => {
        pressed = null;
      }}
      onClick={() => {
        if (!dragged) void app.addState(type);
        dragged = false;
      }}
    >
      <TypeTile type={type} />
      <span class="palette-text">{type}</span>
    </button>
  );
}

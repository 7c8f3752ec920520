/** What is dragged, under the pointer: a state from the palette, or states of the graph. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { stateName } from "../model/paths";
import { lookOf } from "../palette/offer";
import { useApp } from "../ui/context";
import { Portal } from "../ui/portal";
import { TypeTile } from "../ui/type_tile";

export function DragGhost() {
  const app = useApp();
  const gesture = app.gesture.value;
  const ghost = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (gesture !== null) ghost.current?.style.setProperty("translate", `${gesture.at.x + 10}px ${gesture.at.y + 8}px`);
  });
  if (gesture === null || gesture.kind === "connect" || gesture.kind === "reconnect") return null;
  if (gesture.kind === "move") {
    const [first] = gesture.paths;
    return (
      <Portal>
        <div class="drag-ghost" ref={ghost}>
          {gesture.paths.length === 1 && first !== undefined ? stateName(first) : `${gesture.paths.length} states`}
        </div>
      </Portal>
    );
  }
  const { name, tile } = lookOf(app, gesture.type);
  return (
    <Portal>
      <div class="drag-ghost" ref={ghost}>
        <TypeTile type={tile} />
        {name}
      </div>
    </Portal>
  );
}

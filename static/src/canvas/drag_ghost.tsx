/** The state that is dragged from the palette, under the pointer. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../ui/context";
import { Portal } from "../ui/portal";
import { TypeTile } from "../ui/type_tile";

export function DragGhost() {
  const gesture = useApp().gesture.value;
  const ghost = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (gesture !== null) ghost.current?.style.setProperty("translate", `${gesture.at.x + 10}px ${gesture.at.y + 8}px`);
  });
  if (gesture?.kind !== "add") return null;
  return (
    <Portal>
      <div class="drag-ghost" ref={ghost}>
        <TypeTile type={gesture.type} />
        {gesture.type}
      </div>
    </Portal>
  );
}

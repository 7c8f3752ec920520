/** What an empty document shows: the first states to choose from, and other ways to begin. */

import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { insertCommand } from "../model/adding";
import { STATE_TYPES, TYPE_SUMMARIES } from "../model/rules";
import type { ExampleRow } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { TypeTile } from "../ui/type_tile";

export function EmptyState() {
  const app = useApp();
  const [examples, setExamples] = useState<readonly ExampleRow[]>([]);
  useEffect(() => {
    void app.pending.track(app.backend.examples().then(setExamples, () => setExamples([])));
  }, []);
  const dragging = app.gesture.value?.kind === "add";
  return (
    <div class="empty" data-testid="empty" data-dragging={dragging || undefined}>
      <div class="canvas-ground" />
      <div class="empty-card">
        <h2 class="empty-title">Start with a state</h2>
        <p class="empty-words">Press one, drag one here, or write in the text.</p>
        <ul class="empty-types">
          {STATE_TYPES.map((type) => (
            <li key={type}>
              <button
                type="button"
                class="empty-type"
                data-testid={`empty:${type}`}
                onClick={() => void app.editing.addState(type).then(focusGraph)}
              >
                <TypeTile type={type} size={28} />
                <span class="empty-type-text">
                  <span class="empty-type-name">{type}</span>
                  <span class="empty-type-detail">{TYPE_SUMMARIES[type]}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div class="empty-more">
          <Button
            look="outline"
            icon="folder"
            data-testid="empty-open"
            onClick={() => {
              app.view.dialog.value = "open";
            }}
          >
            Open…
          </Button>
          {examples.slice(0, 4).map((example) => (
            <Button
              key={example.id}
              data-testid={`empty-example:${example.id}`}
              onClick={() => void app.newDocument({ example: example.id })}
            >
              {example.title}
            </Button>
          ))}
        </div>
      </div>
      <EmptyDrop />
    </div>
  );
}

/** The button that was pressed is gone with the empty document; the keys go on in the graph. */
function focusGraph(): void {
  requestAnimationFrame(() => document.querySelector<SVGSVGElement>("svg.graph")?.focus());
}

/** While the document is empty a state dropped anywhere begins it. */
function EmptyDrop() {
  const app = useApp();
  const gesture = app.gesture.value;
  useLayoutEffect(() => {
    if (gesture?.kind !== "add") return;
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener(
      "pointermove",
      (event) => {
        app.gesture.value = { ...gesture, at: { x: event.clientX, y: event.clientY } };
      },
      { signal },
    );
    window.addEventListener(
      "pointerup",
      (event) => {
        app.gesture.value = null;
        const inside = (document.elementFromPoint(event.clientX, event.clientY)?.closest(".canvas") ?? null) !== null;
        if (inside) void app.edit({ ...insertCommand(gesture.type), into: "" });
      },
      { signal },
    );
    window.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Escape") app.gesture.value = null;
      },
      { signal },
    );
    return () => listening.abort();
  }, [gesture?.kind]);
  return null;
}

/**
 * The window of a desktop. Design: palette and outline, graph, inspector above text. Split: text left of the graph.
 * Code: the text large, the graph beside it.
 */

import type { ComponentChildren } from "preact";
import { Canvas } from "../canvas/canvas";
import { DragGhost } from "../canvas/drag_ghost";
import { Inspector } from "../inspector/inspector";
import { useApp } from "../ui/context";
import { useMedia, WIDE } from "../ui/media";
import { Split, type SplitPanel } from "../ui/split";
import { BottomPanel } from "./bottom_panel";
import { Header } from "./header";
import { LeftColumn } from "./left_column";
import type { Slots } from "./slots";
import { StatusBar } from "./status_bar";
import { TextPlace } from "./text_place";

const SIDES_PX = 76;

export function Workbench({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const bottomOpen = app.view.open.bottom.value;
  const columns: SplitPanel = { id: "columns", label: "columns", min: 200, content: <Columns slots={slots} /> };
  const bottom: SplitPanel = {
    id: "bottom",
    label: "bottom panel",
    size: 240,
    min: 90,
    content: <BottomPanel slots={slots} />,
  };
  return (
    <div class="workbench" data-mode={app.view.mode.value}>
      <Header slots={slots} />
      <main class="workbench-main">
        {bottomOpen ? (
          <Split id="rows" orientation="vertical" length={innerHeight - SIDES_PX} panels={[columns, bottom]} />
        ) : (
          <>
            <div class="workbench-columns">{columns.content}</div>
            {bottom.content}
          </>
        )}
      </main>
      <StatusBar slots={slots} />
      <DragGhost />
    </div>
  );
}

function Columns({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const mode = app.view.mode.value;
  const wide = useMedia(WIDE);
  const graph: SplitPanel = { id: "graph", label: "graph", min: 220, content: <Canvas /> };
  const panels: SplitPanel[] = [];
  if (app.view.open.left.value && (mode === "design" || (mode === "split" && wide))) {
    panels.push({
      id: "left",
      label: "left column",
      size: wide ? 232 : 190,
      min: 150,
      content: <LeftColumn slots={slots} />,
    });
  }
  const inspector = <InspectorPane slots={slots} />;
  if (mode === "design") {
    panels.push(graph);
    if (app.view.open.right.value) {
      panels.push({
        id: "right",
        label: "inspector",
        size: wide ? 372 : 304,
        min: 240,
        content: <RightColumn inspector={inspector} />,
      });
    }
  } else {
    const text: SplitPanel = { id: "text", label: "text", min: 240, content: <TextPane /> };
    panels.push(
      mode === "split" ? { ...text, size: wide ? 420 : 300 } : text,
      mode === "split" ? graph : { ...graph, size: wide ? 460 : 320 },
    );
    if (app.view.open.right.value) {
      panels.push({ id: "right", label: "inspector", size: wide ? 332 : 260, min: 220, content: inspector });
    }
  }
  return <Split id={`columns-${mode}`} orientation="horizontal" length={innerWidth} panels={panels} />;
}

/** While one debugs the step details have more to say than the form, so the text leaves them more room. */
function RightColumn({ inspector }: { readonly inspector: ComponentChildren }) {
  const debugging = useApp().debug.active.value;
  const share = debugging ? 0.24 : 0.42;
  const size = Math.max(100, (innerHeight - 270) * share);
  return (
    <Split
      key={debugging ? "debugging" : "building"}
      id={debugging ? "right-debugging" : "right"}
      orientation="vertical"
      length={Math.max(300, innerHeight - 270)}
      panels={[
        { id: "inspector", label: "inspector", min: 140, content: inspector },
        { id: "text", label: "text", size, min: 90, content: <TextPane /> },
      ]}
    />
  );
}

function InspectorPane({ slots }: { readonly slots: Slots }) {
  return (
    <section class="pane" aria-label="Inspector">
      <Inspector slots={slots} />
    </section>
  );
}

function TextPane() {
  const app = useApp();
  return (
    <section class="pane pane-text" aria-label="Text">
      <header class="pane-head">
        <h2 class="pane-title">{app.document.value?.fileName ?? "Text"}</h2>
      </header>
      <TextPlace />
    </section>
  );
}

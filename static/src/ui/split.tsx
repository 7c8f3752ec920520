/** Panels side by side or one above the other, with handles between them that pointer and arrow keys move. */

import { normalizeProps, useMachine } from "@zag-js/preact";
import * as splitter from "@zag-js/splitter";
import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import { useId, useMemo } from "preact/hooks";
import { useApp } from "./context";

/** The library's machine, but for the cursor: it would come as a `<style>`, which the page's policy forbids. */
const machine: typeof splitter.machine = {
  ...splitter.machine,
  implementations: {
    ...splitter.machine.implementations,
    actions: { ...splitter.machine.implementations?.actions, setGlobalCursor: () => undefined },
  },
};

export interface SplitPanel {
  readonly id: string;
  /** What the handle before it resizes, in words. */
  readonly label: string;
  /** The size at first, in px; without one it takes what is left. */
  readonly size?: number;
  readonly min?: number;
  readonly content: ComponentChildren;
}

export interface SplitProps {
  readonly id: string;
  readonly orientation: "horizontal" | "vertical";
  readonly panels: readonly SplitPanel[];
  /** The length to divide at first, in px. */
  readonly length: number;
}

/** Remembers its sizes for each set of panels. */
export function Split(props: SplitProps) {
  const set = `${props.id}:${props.panels.map((panel) => panel.id).join(",")}`;
  const only = props.panels.length === 1 ? props.panels[0] : undefined;
  if (only !== undefined) return <div class={`split split-${props.orientation}`}>{only.content}</div>;
  return <SplitMachine key={set} {...props} set={set} />;
}

function SplitMachine({ id, orientation, panels, length, set }: SplitProps & { readonly set: string }) {
  const app = useApp();
  const sizes = useMemo(() => app.view.sizes.peek()[set] ?? defaultSizes(panels, length), []);
  const service = useMachine(machine, {
    id: `${id}-${useId()}`,
    orientation,
    defaultSize: [...sizes],
    keyboardResizeBy: 16,
    panels: panels.map((panel) => ({
      id: panel.id,
      minSize: `${panel.min ?? 120}px`,
      resizeBehavior: panel.size === undefined ? "preserve-relative-size" : "preserve-pixel-size",
    })),
    onResizeEnd: ({ size }) => {
      app.view.sizes.value = { ...app.view.sizes.peek(), [set]: size };
    },
  });
  const api = splitter.connect(service, normalizeProps);
  return (
    <div {...api.getRootProps()} class={`split split-${orientation}`}>
      {panels.map((panel, index) => {
        const before = panels[index - 1];
        return (
          <Fragment key={panel.id}>
            {before !== undefined && (
              // biome-ignore lint/a11y/useSemanticElements: <hr> cannot be moved
              <div
                {...api.getResizeTriggerProps({ id: `${before.id}:${panel.id}` })}
                class="split-handle"
                role="separator"
                aria-label={`Resize ${panel.label}`}
              />
            )}
            <div {...api.getPanelProps({ id: panel.id })} class="split-panel">
              {panel.content}
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

function defaultSizes(panels: readonly SplitPanel[], length: number): number[] {
  const fixed = panels.reduce((sum, panel) => sum + (panel.size ?? 0), 0);
  const free = panels.filter((panel) => panel.size === undefined).length;
  return panels.map((panel) => ((panel.size ?? (length - fixed) / free) / length) * 100);
}

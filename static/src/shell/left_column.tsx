/** The left column: what one builds with (palette, outline), or what one debugs with. */

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Section } from "../inspector/section";
import type { LeftSide } from "../model/view";
import { Outline } from "../outline/outline";
import { Palette } from "../palette/palette";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import type { DebugSection, Slots } from "./slots";

const SIDES: readonly { readonly value: LeftSide; readonly label: string }[] = [
  { value: "build", label: "Build" },
  { value: "debug", label: "Debug" },
];

export function LeftColumn({ slots }: { readonly slots: Slots }) {
  const { view, debug } = useApp();
  const sections = slots.debugSections ?? [];
  const active = debug.active.value;
  // An execution that opens turns to Debug, one that is closed back to Build.
  useEffect(() => {
    if (sections.length > 0) view.leftSide.value = active ? "debug" : "build";
  }, [active, sections.length, view]);
  if (sections.length === 0) return <BuildSide />;
  const side = view.leftSide.value;
  return (
    <div class="left-sides">
      <div class="left-switch">
        <Segmented
          label="Left column"
          value={side}
          segments={SIDES}
          testId="left-side"
          onChange={(value) => {
            view.leftSide.value = value;
          }}
        />
      </div>
      {side === "build" ? <BuildSide /> : <DebugSide sections={sections} />}
    </div>
  );
}

function BuildSide() {
  return (
    <aside class="left" aria-label="Palette and outline">
      <Fold name="palette" title="Add a state">
        <Palette />
      </Fold>
      <Fold name="outline" title="Outline">
        <Outline />
      </Fold>
    </aside>
  );
}

function DebugSide({ sections }: { readonly sections: readonly DebugSection[] }) {
  const app = useApp();
  return (
    <aside class="left debug-side" aria-label="Debugger" data-testid="debug-side">
      {sections.map(({ id, title, view: View, count, closed }) => {
        const number = count?.(app).value ?? 0;
        return (
          <Section
            key={id}
            id={`debug-${id}`}
            title={number > 0 ? `${title} (${number})` : title}
            open={closed !== true}
          >
            <View />
          </Section>
        );
      })}
    </aside>
  );
}

interface FoldProps {
  readonly name: "palette" | "outline";
  readonly title: string;
  readonly children: ComponentChildren;
}

function Fold({ name, title, children }: FoldProps) {
  const open = useApp().view.open[name];
  return (
    <section class={`fold fold-${name}`} data-open={open.value || undefined}>
      <h2 class="fold-head">
        <button
          type="button"
          class="fold-button"
          aria-expanded={open.value}
          data-testid={`fold-${name}`}
          onClick={() => {
            open.value = !open.peek();
          }}
        >
          <Icon name={open.value ? "chevronDown" : "chevronRight"} size={14} />
          {title}
        </button>
      </h2>
      {open.value && <div class="fold-body">{children}</div>}
    </section>
  );
}

/** The window of a phone: Graph, Data or Timeline, a bar at the bottom, the inspector as a sheet. */

import { Canvas } from "../canvas/canvas";
import { Inspector } from "../inspector/inspector";
import type { PhoneTab } from "../model/view";
import { Outline } from "../outline/outline";
import { Palette } from "../palette/palette";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { LogoMark } from "../ui/icons";
import { Tabs } from "../ui/tabs";
import { SavingState, ThemeToggle } from "./header";
import { Problems } from "./problems";
import type { Slots } from "./slots";
import { TextPlace } from "./text_place";
import { TitleMenu } from "./title_menu";

export function Phone({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const { phoneData: Data, phoneTimeline: Timeline, phoneBar: Bar } = slots;
  const tabs = [
    { id: "graph", label: "Graph", content: <Canvas /> },
    { id: "data", label: "Data", content: Data === undefined ? <PhoneText /> : <Data /> },
    {
      id: "timeline",
      label: "Timeline",
      count: app.analysed.value.problems.length,
      content: Timeline === undefined ? <Problems /> : <Timeline />,
    },
  ];
  return (
    <div class="phone">
      <header class="phone-head">
        <LogoMark />
        <h1 class="header-title">
          <TitleMenu />
        </h1>
        <SavingState />
        {slots.peopleButton !== undefined && <slots.peopleButton />}
        <ThemeToggle />
        {slots.shareButton !== undefined && <slots.shareButton />}
      </header>
      <main class="phone-main">
        <Tabs
          label="Views"
          class="phone-tabs"
          tabs={tabs}
          open={app.view.phoneTab.value}
          onOpen={(id) => {
            app.view.phoneTab.value = id as PhoneTab;
          }}
        />
        <Sheet slots={slots} />
      </main>
      <nav class="phone-bar" aria-label="Actions">
        <SheetButton name="add" icon="add" label="Add a state" />
        <SheetButton name="outline" icon="outline" label="Outline" />
        <SheetButton name="inspector" icon="edit" label="Edit" />
        {Bar !== undefined && <Bar />}
      </nav>
    </div>
  );
}

function PhoneText() {
  return (
    <div class="phone-text">
      <TextPlace />
    </div>
  );
}

type SheetName = "add" | "outline" | "inspector";

interface SheetButtonProps {
  readonly name: SheetName;
  readonly icon: "add" | "outline" | "edit";
  readonly label: string;
}

function SheetButton({ name, icon, label }: SheetButtonProps) {
  const sheet = useApp().view.sheet;
  return (
    <IconButton
      icon={icon}
      size={20}
      label={label}
      aria-expanded={sheet.value === name}
      data-testid={`sheet-${name}`}
      onClick={() => {
        sheet.value = sheet.peek() === name ? null : name;
      }}
    />
  );
}

const SHEET_TITLES: Readonly<Record<SheetName, string>> = {
  add: "Add a state",
  outline: "Outline",
  inspector: "State",
};

function Sheet({ slots }: { readonly slots: Slots }) {
  const sheet = useApp().view.sheet;
  const name = sheet.value;
  if (name === null) return null;
  return (
    <section class="sheet" aria-label={SHEET_TITLES[name]} data-testid="sheet">
      <header class="sheet-head">
        <h2 class="pane-title">{SHEET_TITLES[name]}</h2>
        <IconButton
          icon="close"
          label="Close"
          onClick={() => {
            sheet.value = null;
          }}
        />
      </header>
      <div class="sheet-body">
        {name === "add" && <Palette />}
        {name === "outline" && <Outline />}
        {name === "inspector" && <Inspector slots={slots} />}
      </div>
    </section>
  );
}

/** The panel along the bottom: Problems and what other features add, folded to its row of tabs when closed. */

import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { type Tab, Tabs } from "../ui/tabs";
import { Problems } from "./problems";
import type { Slots } from "./slots";

export function BottomPanel({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const open = app.view.open.bottom.value;
  const tabs: Tab[] = [
    { id: "problems", label: "Problems", count: app.analysed.value.problems.length, content: <Problems /> },
  ];
  for (const { id, label, view: TabView, count } of slots.bottomTabs ?? []) {
    tabs.push({ id, label, content: <TabView />, ...(count === undefined ? {} : { count: count(app).value }) });
  }
  return (
    <section class="bottom" aria-label="Bottom panel">
      <Tabs
        label="Bottom panel"
        tabs={tabs}
        open={app.view.bottomTab.value}
        folded={!open}
        onOpen={(id) => {
          app.view.bottomTab.value = id;
          app.view.open.bottom.value = true;
        }}
        tools={
          <IconButton
            icon={open ? "chevronDown" : "panelBottom"}
            label={open ? "Close the panel" : "Open the panel"}
            keys="Mod+J"
            aria-expanded={open}
            data-testid="toggle-bottom"
            onClick={() => {
              app.view.open.bottom.value = !open;
            }}
          />
        }
      />
    </section>
  );
}

/** Tabs; only the open one's panel is drawn. */

import { normalizeProps, useMachine } from "@zag-js/preact";
import * as tabs from "@zag-js/tabs";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  readonly content: ComponentChildren;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly open: string;
  readonly onOpen: (id: string) => void;
  /** Drawn at the end of the row of tabs. */
  readonly tools?: ComponentChildren;
  readonly class?: string;
  /** Draw the row of tabs only. */
  readonly folded?: boolean;
}

export function Tabs({ label, tabs: all, open, onOpen, tools, class: extra, folded = false }: TabsProps) {
  const service = useMachine(tabs.machine, {
    id: useId(),
    value: open,
    onValueChange: ({ value }) => {
      if (value !== null) onOpen(value);
    },
  });
  const api = tabs.connect(service, normalizeProps);
  const shown = all.find((tab) => tab.id === open) ?? all[0];
  return (
    <div {...api.getRootProps()} class={`tabs ${extra ?? ""}`}>
      <div class="tabs-bar">
        <div {...api.getListProps()} class="tabs-list" role="tablist" aria-label={label}>
          {all.map((tab) => (
            <button
              type="button"
              key={tab.id}
              {...api.getTriggerProps({ value: tab.id })}
              {...(folded || tab.id !== shown?.id ? { "aria-controls": undefined } : {})}
              class="tab"
              data-testid={`tab-${tab.id}`}
              onClick={() => onOpen(tab.id)}
            >
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && <span class="count">{tab.count}</span>}
            </button>
          ))}
        </div>
        {tools !== undefined && <div class="tabs-tools">{tools}</div>}
      </div>
      {!folded && shown !== undefined && (
        <div {...api.getContentProps({ value: shown.id })} class="tab-panel">
          {shown.content}
        </div>
      )}
    </div>
  );
}

/** Menus: one that hangs on a button, and one that opens at a point (context menus, the canvas). */

import * as menu from "@zag-js/menu";
import { mergeProps, normalizeProps, useMachine } from "@zag-js/preact";
import { cloneElement, Fragment, type VNode } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./icons";
import { Keys } from "./keys";
import { Portal } from "./portal";
import { TypeTile } from "./type_tile";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: IconName;
  /** The tile of a state type, in place of an icon. */
  readonly type?: string;
  readonly keys?: string | undefined;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** The lines of a tree before the label. */
  readonly lead?: string;
  readonly testId?: string;
  readonly run: () => void;
}

/** Items between lines, under a heading if there is one. */
export interface MenuGroup {
  readonly heading?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly placement?: menu.PositioningOptions["placement"];
  readonly testId?: string;
  /** The button, as one element. */
  readonly children: VNode;
}

export function Menu({ label, groups, placement = "bottom-start", testId, children }: MenuProps) {
  const service = useMachine(menu.machine, {
    id: useId(),
    "aria-label": label,
    positioning: { placement, gutter: 6 },
    onSelect: ({ value }) => runItem(groups, value),
  });
  const api = menu.connect(service, normalizeProps);
  return (
    <>
      {cloneElement(children, mergeProps(api.getTriggerProps(), children.props as Record<string, unknown>))}
      {api.open && <MenuContent api={api} groups={groups} testId={testId} label={label} />}
    </>
  );
}

export interface PointMenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** Where it opens, in px of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly testId?: string;
  readonly onClose: () => void;
}

/** Open for as long as it is mounted; give it a `key` that changes with the place. */
export function PointMenu({ label, groups, at, testId, onClose }: PointMenuProps) {
  const service = useMachine(menu.machine, {
    id: useId(),
    defaultOpen: true,
    anchorPoint: { x: at.x, y: at.y },
    "aria-label": label,
    positioning: { placement: "bottom-start", gutter: 4, getAnchorRect: () => ({ ...at, width: 0, height: 0 }) },
    onSelect: ({ value }) => runItem(groups, value),
    onOpenChange: ({ open }) => {
      if (!open) onClose();
    },
  });
  const api = menu.connect(service, normalizeProps);
  return <MenuContent api={api} groups={groups} testId={testId} label={label} />;
}

interface MenuContentProps {
  readonly api: menu.Api;
  readonly groups: readonly MenuGroup[];
  readonly testId: string | undefined;
  readonly label: string;
}

function MenuContent({ api, groups, testId, label }: MenuContentProps) {
  const contentProps = { ...api.getContentProps(), "aria-labelledby": undefined, "aria-label": label };
  return (
    <Portal>
      <div {...api.getPositionerProps()} class="menu-positioner">
        <div {...contentProps} class="menu" data-testid={testId}>
          {groups
            .filter((group) => group.items.length > 0)
            .map((group, index) => (
              <Fragment key={group.heading ?? index}>
                {index > 0 && <hr class="menu-line" />}
                {group.heading !== undefined && <div class="menu-heading">{group.heading}</div>}
                {group.items.map((item) => (
                  <MenuRow key={item.id} api={api} item={item} />
                ))}
              </Fragment>
            ))}
        </div>
      </div>
    </Portal>
  );
}

function MenuRow({ api, item }: { readonly api: menu.Api; readonly item: MenuItem }) {
  const props = api.getItemProps({ value: item.id, disabled: item.disabled ?? false, valueText: item.label });
  return (
    <div
      {...props}
      class={item.danger === true ? "menu-item menu-danger" : "menu-item"}
      data-testid={item.testId ?? `menu-${item.id}`}
    >
      {item.type !== undefined && <TypeTile type={item.type} />}
      {item.type === undefined && (
        <span class="menu-icon">
          {item.checked === true ? <Icon name="check" /> : item.icon !== undefined && <Icon name={item.icon} />}
        </span>
      )}
      {item.lead !== undefined && item.lead !== "" && (
        <span class="menu-lead" aria-hidden="true">
          {item.lead}
        </span>
      )}
      <span class="menu-text">
        <span class="menu-label">{item.label}</span>
        {item.detail !== undefined && <span class="menu-detail">{item.detail}</span>}
      </span>
      {item.keys !== undefined && <Keys keys={item.keys} />}
    </div>
  );
}

function runItem(groups: readonly MenuGroup[], id: string): void {
  for (const group of groups) group.items.find((item) => item.id === id)?.run();
}

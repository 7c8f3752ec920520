/** A modal dialog with a title; Escape, the cross and a click outside close it. */

import * as dialog from "@zag-js/dialog";
import { normalizeProps, useMachine } from "@zag-js/preact";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { Icon } from "./icons";
import { Portal } from "./portal";

/** What has the focus first: the dialog's own business rather than its cross. */
const WANTED = "[data-autofocus]";
const FIRST = "input:not([tabindex='-1']), select, textarea, button";

export interface DialogProps {
  readonly title: string;
  readonly description?: string;
  readonly width?: "small" | "medium" | "large" | "huge";
  readonly testId?: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/** Open for as long as it is mounted. */
export function Dialog({ title, description, width = "medium", testId, children, onClose }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  const service = useMachine(dialog.machine, {
    id: useId(),
    open: true,
    initialFocusEl: () =>
      body.current?.querySelector<HTMLElement>(WANTED) ?? body.current?.querySelector<HTMLElement>(FIRST) ?? null,
    onOpenChange: ({ open }) => {
      if (!open) onClose();
    },
  });
  const api = dialog.connect(service, normalizeProps);
  return (
    <Portal>
      <div {...api.getBackdropProps()} class="dialog-backdrop" />
      <div {...api.getPositionerProps()} class="dialog-positioner">
        <div {...api.getContentProps()} class={`dialog dialog-${width}`} data-testid={testId}>
          <header class="dialog-head">
            <h2 {...api.getTitleProps()} class="dialog-title">
              {title}
            </h2>
            <button type="button" {...api.getCloseTriggerProps()} class="icon-button" aria-label="Close">
              <Icon name="close" />
            </button>
          </header>
          {description !== undefined && (
            <p {...api.getDescriptionProps()} class="dialog-description">
              {description}
            </p>
          )}
          <div class="dialog-body" ref={body}>
            {children}
          </div>
        </div>
      </div>
    </Portal>
  );
}

/** A tooltip: what a button does and the key that does the same. The child must be one element. */

import { mergeProps, normalizeProps, useMachine } from "@zag-js/preact";
import * as tooltip from "@zag-js/tooltip";
import { cloneElement, type VNode } from "preact";
import { useId } from "preact/hooks";
import { Keys } from "./keys";
import { Portal } from "./portal";

export interface TooltipProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly children: VNode;
}

export function Tooltip({ label, keys, children }: TooltipProps) {
  const service = useMachine(tooltip.machine, {
    id: useId(),
    openDelay: 450,
    closeDelay: 60,
    "aria-label": label,
    positioning: { placement: "bottom", gutter: 6 },
  });
  const api = tooltip.connect(service, normalizeProps);
  return (
    <>
      {cloneElement(children, mergeProps(api.getTriggerProps(), children.props as Record<string, unknown>))}
      {api.open && (
        <Portal>
          <div {...api.getPositionerProps()}>
            <div {...api.getContentProps()} class="tooltip">
              {label}
              {keys !== undefined && <Keys keys={keys} />}
            </div>
          </div>
        </Portal>
      )}
    </>
  );
}

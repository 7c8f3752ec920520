/** The passing messages at the corner of the window: shows `app.notices`. */

import { useSignalEffect } from "@preact/signals";
import { normalizeProps, useMachine } from "@zag-js/preact";
import * as toast from "@zag-js/toast";
import { useId, useMemo } from "preact/hooks";
import { useApp } from "./context";
import { Icon } from "./icons";
import { Portal } from "./portal";

/** What is said stands above the bar at the bottom, which is used meanwhile. */
const OFFSETS = { top: "16px", left: "16px", right: "16px", bottom: "var(--toasts-bottom)" };

export function Toaster() {
  const app = useApp();
  const store = useMemo(
    () => toast.createStore({ placement: "bottom-end", max: 4, overlap: false, gap: 8, offsets: OFFSETS }),
    [],
  );
  useSignalEffect(() => {
    for (const notice of app.notices.value) {
      const { id, kind, title, description, action } = notice;
      store.create({
        // Said again, it is one message still; one with an action is told from others by what the action does.
        id: action === undefined ? `${kind} ${title} ${description ?? ""}` : String(id),
        type: kind,
        title,
        ...(description === undefined ? {} : { description }),
        ...(action === undefined ? {} : { action: { label: action.label, onClick: action.run } }),
        duration: kind === "error" || (description?.length ?? 0) > 80 ? 12000 : 4000,
      });
      queueMicrotask(() => app.telling.dismiss(id));
    }
  });
  const service = useMachine(toast.group.machine, { id: useId(), store });
  const api = toast.group.connect(service, normalizeProps);
  return (
    <Portal>
      <div {...api.getGroupProps()} class="toasts">
        {api.getToasts().map((item, index) => (
          <Toast key={item.id} item={item} index={index} parent={service} />
        ))}
      </div>
    </Portal>
  );
}

interface ToastProps {
  readonly item: toast.Options;
  readonly index: number;
  readonly parent: toast.GroupService;
}

function Toast({ item, index, parent }: ToastProps) {
  const service = useMachine(toast.machine, { ...item, index, parent } as toast.Props);
  const api = toast.connect(service, normalizeProps);
  return (
    <div {...api.getRootProps()} class={`toast toast-${api.type}`} data-testid="toast">
      <span class="toast-icon">
        <Icon name={api.type === "error" ? "error" : api.type === "success" ? "check" : "info"} />
      </span>
      <div class="toast-text">
        <div {...api.getTitleProps()} class="toast-title">
          {api.title}
        </div>
        {api.description !== undefined && (
          <div {...api.getDescriptionProps()} class="toast-description">
            {api.description}
          </div>
        )}
        {item.action !== undefined && (
          <button type="button" {...api.getActionTriggerProps()} class="toast-action">
            {item.action.label}
          </button>
        )}
      </div>
      <button type="button" {...api.getCloseTriggerProps()} class="icon-button" aria-label="Dismiss">
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}

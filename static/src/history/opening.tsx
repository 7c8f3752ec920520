/** Shows the events when the first execution is opened; whoever closes the panel then is left alone. */

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useApp } from "../ui/context";

export function EventsOpening() {
  const app = useApp();
  const opened = useRef(false);
  useSignalEffect(() => {
    if (!app.debug.active.value || opened.current) return;
    opened.current = true;
    app.view.bottomTab.value = "events";
    app.view.open.bottom.value = true;
  });
  return null;
}

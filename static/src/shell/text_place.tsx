/**
 * The code editor moves between places when the view mode changes, and must keep its state: it is drawn once into an
 * element of its own, and the place that is on show takes that element in.
 */

import type { ComponentType } from "preact";
import { createContext } from "preact";
import { createPortal } from "preact/compat";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";

export const TextHost = createContext<HTMLElement | null>(null);

export function makeTextHost(): HTMLElement {
  const host = document.createElement("div");
  host.className = "text-host";
  return host;
}

/** Draws the editor into the host, wherever that is. */
export function TextContent({ host, pane: Pane }: { readonly host: HTMLElement; readonly pane: ComponentType }) {
  return createPortal(<Pane />, host);
}

/** The place where the editor is on show now. */
export function TextPlace() {
  const host = useContext(TextHost);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (host !== null) place.current?.append(host);
  }, [host]);
  return <div class="text-place" ref={place} />;
}

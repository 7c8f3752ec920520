/** Draws its children at the end of the page, above everything. (Zag's own portal needs a global React.) */

import type { ComponentChildren } from "preact";
import { createPortal } from "preact/compat";

export function Portal({ children }: { readonly children: ComponentChildren }) {
  return createPortal(children, document.body);
}

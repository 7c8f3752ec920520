import type { Slots } from "../shell/slots";
export function Inspector(_: { readonly slots: Slots }) {
  return null;
}

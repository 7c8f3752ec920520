/** The keys of an entry in a form. Pure. */

export type EntryKey = "up" | "down" | "remove";

interface Press {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly target: EventTarget | null;
}

/** What a key press inside an entry asks for; `onCard` where the entry itself has the focus and no field in it. */
export function entryKey({ key, altKey, ctrlKey, metaKey, shiftKey, target }: Press, onCard: boolean): EntryKey | null {
  if (ctrlKey || metaKey || shiftKey) return null;
  if (altKey) {
    // Alt and an arrow open a select.
    if ((target as Element | null)?.tagName === "SELECT") return null;
    return key === "ArrowUp" ? "up" : key === "ArrowDown" ? "down" : null;
  }
  return onCard && key === "Delete" ? "remove" : null;
}

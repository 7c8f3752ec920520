/** Where the focus goes in a form once an edit has drawn it anew. */

/** Focus a field by its test id, with its text selected, so that typing replaces it. */
export function focusField(testId: string): void {
  requestAnimationFrame(() => take(document.querySelector(`.inspector [data-testid="${CSS.escape(testId)}"]`)));
}

/** Focus the part of an entry that is filled in first, else its first field. */
export function focusEntry(testId: string): void {
  requestAnimationFrame(() => {
    const card = document.querySelector(`.entry[data-testid="${CSS.escape(testId)}"]`);
    take(card?.querySelector("[data-entry-first]") ?? card?.querySelector("input, textarea") ?? card ?? null);
  });
}

function take(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.focus();
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select();
  element.scrollIntoView({ block: "nearest" });
}

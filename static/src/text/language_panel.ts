/** The panel below the text: a new name to type, or the places where a name is used. */

import { StateEffect, StateField } from "@codemirror/state";
import { type EditorView, type Panel, showPanel } from "@codemirror/view";

interface RenamePanel {
  readonly kind: "rename";
  readonly name: string;
  /** Resolves to whether it was done. */
  readonly rename: (name: string) => Promise<boolean>;
}

interface ReferencesPanel {
  readonly kind: "references";
  readonly name: string;
  readonly places: readonly { readonly from: number; readonly to: number }[];
  readonly go: (from: number, to: number) => void;
}

type NamePanel = RenamePanel | ReferencesPanel;

const setPanel = StateEffect.define<NamePanel | null>();

/** A change of the text closes the panel: its places would be wrong. */
export const namePanel = StateField.define<NamePanel | null>({
  create: () => null,
  update: (value, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setPanel)) return effect.value;
    return transaction.docChanged ? null : value;
  },
  provide: (field) => showPanel.from(field, (shown) => (shown === null ? null : (view) => panelOf(view, shown))),
});

export function openPanel(view: EditorView, shown: NamePanel): void {
  view.dispatch({ effects: setPanel.of(shown) });
  view.dom.querySelector<HTMLElement>(".cm-name-panel [data-first]")?.focus();
}

export function closePanel(view: EditorView): boolean {
  if (view.state.field(namePanel) === null) return false;
  view.dispatch({ effects: setPanel.of(null) });
  view.focus();
  return true;
}

function panelOf(view: EditorView, shown: NamePanel): Panel {
  const dom = document.createElement("div");
  dom.className = "cm-name-panel";
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    closePanel(view);
  });
  if (shown.kind === "rename") dom.append(...renameForm(view, shown));
  else dom.append(...referenceList(view, shown));
  return { dom };
}

function renameForm(view: EditorView, shown: RenamePanel): HTMLElement[] {
  const label = document.createElement("label");
  label.textContent = `Rename ${shown.name} to`;
  const input = document.createElement("input");
  input.value = shown.name;
  input.id = "cm-new-name";
  label.htmlFor = input.id;
  input.setAttribute("data-first", "");
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || input.value === "") return;
    event.preventDefault();
    void shown.rename(input.value).then((done) => {
      if (done) closePanel(view);
      if (done) view.focus();
    });
  });
  return [label, input];
}

function referenceList(view: EditorView, shown: ReferencesPanel): HTMLElement[] {
  const title = document.createElement("span");
  const count = shown.places.length;
  title.textContent = `${shown.name}: ${count} ${count === 1 ? "place" : "places"}`;
  const list = document.createElement("ul");
  shown.places.forEach(({ from, to }, index) => {
    const line = view.state.doc.lineAt(from);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${line.number}: ${line.text.trim().slice(0, 100)}`;
    if (index === 0) button.setAttribute("data-first", "");
    button.addEventListener("click", () => shown.go(from, to));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  });
  return [title, list];
}

/** What is done with the selected states as they are: copied, moved, put elsewhere, taken apart. */

import { isContainer } from "../model/document";
import { isInside, parentPath } from "../model/paths";
import { mayLeave } from "../model/rules";
import type { App } from "../model/store";
import type { TransitionRef, WrapStates } from "../protocol/messages";
import { copyText } from "../ui/clipboard";
import type { MenuGroup, MenuItem } from "../ui/menu";

/** Where pasted states go: on the selected transition, else after the selected state, else nowhere in particular. */
export interface PasteAt {
  readonly on?: TransitionRef;
  readonly after?: string;
  readonly into?: string;
}

/** Put the selected states on the clipboard as text, and return that; null if they are not there. */
export async function copyStates(app: App): Promise<string | null> {
  const paths = app.selectedPaths.peek();
  const document = app.document.peek();
  if (paths.length === 0 || document === null) return null;
  try {
    const copied = await app.pending.track(
      app.backend.copy({ text: app.text.text(), file_name: document.fileName, machine: document.machine, paths }),
    );
    if (!(await copyText(copied.text))) throw new Error("The browser gives no access to the clipboard.");
    app.announce(`Copied ${copied.names.join(", ")}`);
    return copied.text;
  } catch (error) {
    app.fail("That could not be copied", error);
    return null;
  }
}

/** Cut the selected states out: where they are pasted, their breakpoints and mocks are there again. */
export async function cutStates(app: App): Promise<void> {
  const paths = app.selectedPaths.peek();
  const text = await copyStates(app);
  if (text === null) return;
  app.beside.cut(text, paths, parentPath(paths[0] ?? ""));
  await app.editing.deleteSelection();
}

/** Paste states that were copied here or elsewhere, in JSON or YAML. */
export async function pasteStates(app: App, text: string): Promise<boolean> {
  const command = { kind: "paste_states", text, on: null, after: null, into: null, ...pasteAt(app) } as const;
  const done = await app.edit(command, app.beside.cutWith(text));
  if (done) app.beside.forgetCut();
  return done;
}

export function duplicateStates(app: App): Promise<boolean> {
  const paths = app.selectedPaths.peek();
  return app.edit({ kind: "duplicate_states", paths, on: null, after: null, into: null });
}

function pasteAt(app: App): PasteAt {
  const selection = app.selection.peek();
  if (selection?.kind === "edge") return { on: selection.transition };
  if (selection?.kind === "state") {
    const type = app.selectedState.peek()?.type ?? "";
    return mayLeave(type) ? { after: selection.path } : { into: parentPath(selection.path) };
  }
  return app.analysed.peek().states.length === 0 ? { into: "" } : {};
}

/** The keys of all this while the graph has the focus; true if the key was one of them. */
export function arrangeKey(app: App, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  switch (event.key.toLowerCase()) {
    case "a":
      app.selecting.selectAll();
      return true;
    case "c":
      void copyStates(app);
      return app.selectedPaths.peek().length > 0;
    case "x":
      void cutStates(app);
      return app.selectedPaths.peek().length > 0;
    case "d":
      if (app.selectedPaths.peek().length > 0) void duplicateStates(app);
      return true;
    default:
      return false;
  }
}

/** The entries of a state's menu. */
export function arrangeGroups(app: App, id: string): readonly MenuGroup[] {
  const several = app.selectedPaths.peek().length > 1;
  const state = app.analysed.peek().states.find(({ path }) => path === id);
  if (state === undefined) return [];
  const items: MenuItem[] = [
    { id: "duplicate", label: "Duplicate", icon: "layers", keys: "Mod+D", run: () => void duplicateStates(app) },
    { id: "copy", label: "Copy", icon: "copy", keys: "Mod+C", run: () => void copyStates(app) },
    { id: "cut", label: "Cut", keys: "Mod+X", run: () => void cutStates(app) },
  ];
  if (!several) {
    items.push(
      {
        id: "set-start",
        label: "Start here",
        disabled: state.is_start,
        run: () => void app.edit({ kind: "set_start", path: id }),
      },
      {
        id: "set-end",
        label: "End here",
        disabled: !mayLeave(state.type) || state.type === "Choice" || state.fields.End === true,
        run: () => void app.edit({ kind: "set_end", path: id }),
      },
    );
  }
  return [{ items }, { heading: "Around it", items: wrapItems(app, state.type, several) }];
}

/** Put the states of a container in its place; of several branches ask first whether they shall follow each other. */
export async function unwrap(app: App, path: string): Promise<void> {
  const branches = new Set(
    app.analysed
      .peek()
      .states.map((state) => parentPath(state.path))
      .filter((machine) => isBranchOf(machine, path)),
  );
  if (branches.size < 2) {
    await app.edit({ kind: "unwrap_state", path, in_sequence: false });
    return;
  }
  const refused = await app.editing.try({ kind: "unwrap_state", path, in_sequence: false });
  if (refused.done) return;
  app.notify({
    kind: "error",
    title: "That edit is not possible",
    description: refused.reason,
    action: {
      label: "One after the other",
      run: () => void app.edit({ kind: "unwrap_state", path, in_sequence: true }),
    },
  });
}

function isBranchOf(machine: string, path: string): boolean {
  return isInside(machine, path) && /^\d+$/.test(machine.slice(path.length + 1)) && path !== "";
}

function wrapItems(app: App, type: string, several: boolean): readonly MenuItem[] {
  const paths = app.selectedPaths.peek();
  const wrap = (container: WrapStates["container"], label: string): MenuItem => ({
    id: `wrap:${container}`,
    label,
    run: () => void app.edit({ kind: "wrap_states", paths, container, name: null, handler: "Pass" }),
  });
  const items = [wrap("Map", "Wrap in a Map"), wrap("Parallel", "Wrap in a Parallel"), wrap("try", "Catch all errors")];
  const [path] = paths;
  if (!several && isContainer(type) && path !== undefined) {
    items.push({
      id: "unwrap",
      label: "Put its states in its place",
      run: () => void unwrap(app, path),
    });
  }
  return items;
}

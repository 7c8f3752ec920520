/** The list of keys. */

import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Keys } from "../ui/keys";
import type { Command } from "./slots";

const CANVAS_KEYS: readonly (readonly [string, string])[] = [
  ["ArrowDown", "Next state; with the flow to the right, the sibling below"],
  ["ArrowUp", "Previous state, or the sibling above"],
  ["ArrowLeft", "Sibling on the left, or the previous state"],
  ["ArrowRight", "Sibling on the right, or the next state"],
  ["Mod+Enter", "Into the container"],
  ["Escape", "Out of the container"],
  ["F", "Collapse or expand the container"],
  ["Shift+F", "Collapse or expand all containers"],
  ["Enter", "Edit in the inspector"],
  ["E", "Select the next transition of the state"],
  ["D", "Show or hide data shapes"],
  ["A", "Add a state after the selection"],
  ["C", "Connect to…"],
  ["F2", "Rename"],
  ["Delete", "Delete"],
  ["1", "Fit"],
  ["0", "100 %"],
  ["+", "Zoom in"],
  ["-", "Zoom out"],
  ["Shift+F10", "Menu of the selection"],
];

const TEXT_KEYS: readonly (readonly [string, string])[] = [
  ["Ctrl+Space", "Complete"],
  ["F12", "Go to the definition of a state or variable"],
  ["Shift+F12", "Show where it is used"],
  ["F2", "Rename it"],
  ["Mod+D", "Select the next place with the selected text, too"],
  ["Mod+Alt+ArrowDown", "Another cursor below; with Mod and a click anywhere"],
];

const FORM_KEYS: readonly (readonly [string, string])[] = [
  ["Alt+ArrowUp", "Move the rule, catcher, retrier or branch up"],
  ["Alt+ArrowDown", "Move it down"],
  ["Delete", "Delete it"],
];

export function KeysDialog({ commands }: { readonly commands: readonly Command[] }) {
  const app = useApp();
  const withKeys = commands.filter((command) => command.keys !== undefined);
  return (
    <Dialog
      title="Keyboard shortcuts"
      width="large"
      testId="keys-dialog"
      onClose={() => {
        app.view.dialog.value = null;
      }}
    >
      <div class="keys-lists">
        <section>
          <h3 class="open-heading">On the graph</h3>
          {CANVAS_KEYS.map(([keys, words]) => (
            <KeyRow key={keys} words={words} keys={keys} />
          ))}
        </section>
        <section>
          <h3 class="open-heading">In the text</h3>
          {TEXT_KEYS.map(([keys, words]) => (
            <KeyRow key={keys} words={words} keys={keys} />
          ))}
        </section>
        <section>
          <h3 class="open-heading">In the form of a state</h3>
          {FORM_KEYS.map(([keys, words]) => (
            <KeyRow key={keys} words={words} keys={keys} />
          ))}
        </section>
        <section>
          <h3 class="open-heading">Everywhere</h3>
          {withKeys.map((command) => (
            <KeyRow key={command.id} words={command.title} keys={command.keys?.[0] ?? ""} />
          ))}
        </section>
      </div>
    </Dialog>
  );
}

function KeyRow({ words, keys }: { readonly words: string; readonly keys: string }) {
  return (
    <div class="keys-row">
      <span>{words}</span>
      <Keys keys={keys} />
      <span class="visually-hidden">{keys}</span>
    </div>
  );
}

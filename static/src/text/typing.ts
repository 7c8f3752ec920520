/**
 * Typing over a selection of several lines, done here instead of by the browser.
 *
 * Chromium would keep the look of what it deletes in a `style` attribute on what is typed. Our Content-Security-Policy
 * forbids that, so every such key press would log a violation.
 */

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export function typingOver(): Extension {
  return EditorView.domEventHandlers({
    beforeinput: (event, view) => {
      const { state } = view;
      const { from, to } = state.selection.main;
      const oneLine = state.doc.lineAt(from).to >= to;
      if (event.inputType !== "insertText" || event.data === null || view.composing || oneLine) return false;
      view.dispatch(state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
      return true;
    },
  });
}

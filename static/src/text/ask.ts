/** The language service of the server, asked with what the page knows of the document. */

import type { App } from "../model/store";
import type { NameView } from "../protocol/messages";
import type { LanguageServer } from "./language";

export function askServer(app: App): LanguageServer {
  const about = () => {
    const document = app.document.peek();
    return document === null ? {} : { file_name: document.fileName, values: document.values };
  };
  const renameByEdits = async (text: string, { at }: NameView, name: string): Promise<boolean> => {
    try {
      const { edits } = await app.backend.rename({ text, offset: at.start, name, ...about() });
      if (app.text.text() === text) app.text.apply(edits);
      return true;
    } catch (error) {
      app.fail("That name is not possible", error);
      return false;
    }
  };
  return {
    complete: (text, offset, signal) =>
      app.backend.complete(
        { text, offset, input: app.beside.input.peek(), mocks: app.beside.mocks.peek(), ...about() },
        signal,
      ),
    // The lint tooltip beside it shows the problems.
    hover: (text, offset) => app.backend.hover({ text, offset, problems: false, ...about() }),
    name: (text, offset) => app.backend.references({ text, offset, ...about() }),
    rename: (text, found, name) =>
      // A state of the machine that is shown: its breakpoints and mocks go with it.
      found.kind === "state" && found.machine === app.document.peek()?.machine
        ? app.edit({ kind: "rename_state", path: found.path, name })
        : renameByEdits(text, found, name),
  };
}

/** The editor's page: makes the `App`, puts the parts together and opens the document. */

import "./styles/index.css";
import { render } from "preact";
import { readBoot } from "./boot";
import { createApi } from "./live/api";
import { App } from "./model/store";
import type { Keeper } from "./model/view";
import { PARTS } from "./parts";
import { Shell } from "./shell/shell";

declare global {
  interface Window {
    /** For tests and for the console: `idle()` resolves when nothing is under way. */
    __app: App;
  }
}

const boot = readBoot(document);
const app = new App({ backend: createApi(), keeper: browserKeeper() });
window.__app = app;
const root = document.getElementById("app");
if (root !== null) render(<Shell app={app} boot={boot} slots={PARTS} />, root);
if (boot.document !== null) void app.openDocument(boot.document);

/** Keep in local storage where there is one; private windows may refuse it. */
function browserKeeper(): Keeper {
  return {
    read: (key) => attempt(() => localStorage.getItem(key)),
    write: (key, value) => void attempt(() => localStorage.setItem(key, value)),
  };
}

function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}

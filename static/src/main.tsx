/** The editor's page: makes the `App`, puts the parts together and opens the document. */

import "./styles/index.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { readBoot } from "./boot";
import { EdgeMenuContext, NodeMenuContext } from "./canvas/node_menu";
import { gapMenu } from "./cases/edge_menu";
import { DebuggerContext } from "./debugger/context";
import { Debugger } from "./debugger/debugger";
import { JsonActionsContext } from "./debugger/json_actions";
import { forkMenu } from "./forks/node_menu";
import { answerMenu } from "./injecting/commands";
import { createApi } from "./live/api";
import { connectSocket } from "./live/socket";
import { App } from "./model/store";
import type { Keeper } from "./model/view";
import { makeParts } from "./parts";
import { seeingActions } from "./seeing/json_actions";
import { Shell } from "./shell/shell";
import { browserAttic } from "./together/browser_attic";
import { Together } from "./together/together";

declare global {
  interface Window {
    /** For tests and for the console: `idle()` resolves when nothing is under way. */
    __app: App;
  }
}

const boot = readBoot(document);
const keeper = browserKeeper();
const app = new App({
  backend: createApi(),
  keeper,
  attic: browserAttic(() => localStorage),
  client: crypto.getRandomValues(new Uint32Array(4)).join("-"),
  drawn: nextFrame,
});
window.__app = app;
const root = document.getElementById("app");
const live = connectSocket();
const dbg = new Debugger(app, live);
new Together(app, live, keeper);
window.addEventListener("pagehide", () => app.keeping.text.keepNow(true));
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
const NODE_MENUS = [answerMenu(dbg), forkMenu(dbg)];
if (root !== null) {
  render(
    <DebuggerContext.Provider value={dbg}>
      <NodeMenuContext.Provider value={(path) => NODE_MENUS.flatMap((menu) => menu(path))}>
        <EdgeMenuContext.Provider value={gapMenu(app)}>
          <JsonActionsContext.Provider value={seeingActions(app)}>
            <Shell app={app} boot={boot} slots={makeParts(dbg)} />
          </JsonActionsContext.Provider>
        </EdgeMenuContext.Provider>
      </NodeMenuContext.Provider>
    </DebuggerContext.Provider>,
    root,
  );
}
if (boot.document !== null) void app.openDocument(boot.document);
followAddress();

/** The address names the open document, and going back opens the one before. */
function followAddress(): void {
  const address = (id: string) => `/d/${encodeURIComponent(id)}`;
  let first = true;
  effect(() => {
    const id = app.document.value?.id;
    if (id === undefined || location.pathname === address(id)) return;
    if (first) history.replaceState(null, "", address(id) + location.search);
    else history.pushState(null, "", address(id));
    first = false;
  });
  window.addEventListener("popstate", () => {
    const id = /^\/d\/([^/]+)$/.exec(location.pathname)?.[1];
    if (id !== undefined && id !== app.document.peek()?.id) void app.openDocument(decodeURIComponent(id));
  });
}

/** Resolves when what has changed is on the screen; in a hidden window, which draws nothing, soon. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
}

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

/** The page behind a share link: the graph, and nothing else. It asks the server for nothing. */

import "./styles/index.css";
import { render } from "preact";
import { Canvas } from "./canvas/canvas";
import type { Backend } from "./model/backend";
import { NOTHING_ANALYSED } from "./model/document";
import { App } from "./model/store";
import type { Graph } from "./protocol/messages";
import { AppContext } from "./ui/context";
import { LogoMark } from "./ui/icons";

interface SharedBoot {
  readonly title: string;
  readonly graph: Graph | null;
  readonly picture: string;
}

const boot = JSON.parse(
  document.querySelector<HTMLMetaElement>('meta[name="statewalk"]')?.content ?? "{}",
) as SharedBoot;

/** Every route is out of reach here: the page has no cookie, and needs none. */
const nobody = new Proxy({} as Backend, {
  get: () => () => Promise.reject(new Error("A shared page asks for nothing.")),
});

const app = new App({ backend: nobody });
app.analysed.value = { ...NOTHING_ANALYSED, graph: boot.graph };

function SharedPage() {
  return (
    <AppContext.Provider value={app}>
      <main class="shared" data-testid="shared">
        <header class="shared-head">
          <LogoMark />
          <h1 class="shared-title">{boot.title}</h1>
          <span class="shared-note">Shared with Statewalk · read-only</span>
          <a class="shared-picture" href={boot.picture}>
            Picture
          </a>
        </header>
        {boot.graph === null ? <p class="shared-note">There is nothing to draw here.</p> : <Canvas readOnly />}
      </main>
    </AppContext.Provider>
  );
}

const root = document.getElementById("app");
if (root !== null) render(<SharedPage />, root);

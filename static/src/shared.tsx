/** The page behind a share link: the graph as the server sent it with the page. It asks the server for nothing. */

import "./styles/index.css";
import { render } from "preact";
import { Canvas } from "./canvas/canvas";
import type { Backend } from "./model/backend";
import { isTerminal, parentPath } from "./model/paths";
import { App } from "./model/store";
import type { Analysis, Graph, StateSummary } from "./protocol/messages";
import { ThemeToggle } from "./shell/header";
import { useTheme } from "./shell/theme";
import { AppContext } from "./ui/context";
import { Icon, LogoMark } from "./ui/icons";

interface SharedBoot {
  readonly title: string;
  readonly graph: Graph | null;
  /** Where the shared graph is: `.svg` after it is its picture, `.json` the graph drawn another way. */
  readonly address: string;
}

const EMPTY: Graph = { width: 0, height: 0, nodes: [], edges: [], direction: "down" };

const content = document.querySelector<HTMLMetaElement>('meta[name="statewalk"]')?.content;
const boot: SharedBoot = {
  title: "",
  graph: null,
  address: "",
  ...(JSON.parse(content || "{}") as Partial<SharedBoot>),
};
const root = document.getElementById("app");
if (root !== null) render(<SharedPage boot={boot} app={shownOnly(boot)} />, root);

function SharedPage({ boot, app }: { readonly boot: SharedBoot; readonly app: App }) {
  useTheme(app);
  return (
    <AppContext.Provider value={app}>
      <div class="shared" data-testid="shared">
        <header class="shared-head">
          <LogoMark />
          <h1 class="shared-title">{boot.title}</h1>
          <span class="shared-note">Read-only</span>
          <div class="shared-tools">
            {boot.address !== "" && (
              <a class="button" href={`${boot.address}.svg`} data-testid="shared-picture">
                <Icon name="download" /> SVG
              </a>
            )}
            <ThemeToggle />
          </div>
        </header>
        <main class="shared-main">
          <Canvas readOnly />
        </main>
      </div>
    </AppContext.Provider>
  );
}

/** An `App` that holds the graph and has no server behind it. */
function shownOnly({ title, graph }: SharedBoot): App {
  const nobody = new Proxy({} as Backend, { get: () => () => Promise.reject(new Error("This page is read-only.")) });
  const app = new App({ backend: nobody });
  app.document.value = {
    id: "shared",
    title,
    fileName: "",
    machine: "",
    values: {},
    folder: null,
    source: null,
    sourceChanged: false,
    version: 0,
  };
  const analysis: Analysis = {
    format: "json",
    machines: [],
    machine: "",
    readable: true,
    runnable: false,
    problems: [],
    states: [],
    graph: graph ?? EMPTY,
    placeholders: [],
    start_at: null,
    query_language: "JSONPath",
  };
  app.analysed.value = { ...app.analysed.value, analysis, graph: analysis.graph, states: statesOf(analysis.graph) };
  return app;
}

/** What can be said of the states without their text: it is not part of what is shared. */
function statesOf(graph: Graph | null): readonly StateSummary[] {
  return (graph?.nodes ?? [])
    .filter((node) => !isTerminal(node.id))
    .map(({ id, name, type, parent }) => ({
      path: id,
      name,
      type,
      container: parent ?? (parentPath(id) || null),
      pointer: "",
      start: 0,
      end: 0,
      name_start: 0,
      name_end: 0,
      is_start: false,
      fields: {},
      resource: "",
      handler: null,
    }));
}

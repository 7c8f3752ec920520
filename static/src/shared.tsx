/** The page behind a share link: the graph as the server sent it with the page, and drawn another way on request. */

import "./styles/index.css";
import { render } from "preact";
import { Canvas } from "./canvas/canvas";
import type { Backend } from "./model/backend";
import { drawingOf, drawingQuery } from "./model/drawing_address";
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
              <a class="button" href={`${boot.address}.svg${queryOf(app)}`} data-testid="shared-picture">
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

/** An `App` that holds the graph; the server behind it draws that another way, and does nothing else. */
function shownOnly({ title, graph, address }: SharedBoot): App {
  const refuse = () => Promise.reject(new Error("This page is read-only."));
  const analyse: Backend["analyse"] = async ({ direction, collapsed }, signal) => {
    const query = drawingQuery(direction ?? "down", collapsed ?? []);
    const answer = await fetch(`${address}.json${query}`, { signal: signal ?? null });
    if (!answer.ok) throw new Error("This link is no longer there, or the server cannot be reached.");
    history.replaceState(null, "", location.pathname + query);
    return analysisOf((await answer.json()) as Graph);
  };
  const backend = new Proxy({} as Backend, { get: (_target, name) => (name === "analyse" ? analyse : refuse) });
  const app = new App({ backend });
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
  // There is no text here; a blank one would be an empty machine.
  app.text.load("{}");
  const asked = drawingOf(location.search);
  app.view.directions.value = { shared: asked.direction };
  app.view.collapsed.value = { shared: asked.collapsed };
  const analysis = analysisOf(graph ?? EMPTY);
  app.analysed.value = { ...app.analysed.value, analysis, graph: analysis.graph, states: analysis.states ?? [] };
  return app;
}

function analysisOf(graph: Graph): Analysis {
  return {
    format: "json",
    machines: [],
    machine: "",
    readable: true,
    runnable: false,
    problems: [],
    states: [...statesOf(graph)],
    graph,
    placeholders: [],
    start_at: null,
    query_language: "JSONPath",
    fields: {},
  };
}

function queryOf({ drawing }: App): string {
  return drawingQuery(drawing.direction.value, drawing.collapsed.value);
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

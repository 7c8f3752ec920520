/** The commands of the search over the graph. The text, when it has the focus, takes these keys for its own search. */

import { findingOf, findUses } from "../model/finding";
import type { App } from "../model/store";
import type { Command } from "../shell/slots";

const hasStates = (app: App) => app.analysed.peek().states.length > 0;
const hasMatches = (app: App) => findingOf(app).matches.peek().length > 0;

export const FIND_COMMANDS: readonly Command[] = [
  {
    id: "go.find",
    title: "Find in the states…",
    group: "Go",
    keys: ["Mod+F"],
    enabled: hasStates,
    run: (app) => findingOf(app).ask(),
  },
  {
    id: "go.uses",
    title: "Find where the selected state is used",
    group: "Go",
    keys: ["Shift+F12"],
    enabled: (app) => app.selectedState.peek() !== undefined,
    run: (app) => findUses(app, app.selectedPath.peek()),
  },
  {
    id: "go.find-next",
    title: "Find next",
    group: "Go",
    keys: ["F3"],
    enabled: hasMatches,
    run: (app) => findingOf(app).walk(1),
  },
  {
    id: "go.find-previous",
    title: "Find previous",
    group: "Go",
    keys: ["Shift+F3"],
    enabled: hasMatches,
    run: (app) => findingOf(app).walk(-1),
  },
];

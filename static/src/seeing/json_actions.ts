/** What seeing adds to a value in a tree: watch it, and ask where it comes from. */

import type { JsonAction } from "../debugger/json_actions";
import type { App } from "../model/store";
import { originOf } from "./origin";
import { watchesOf } from "./watches";

export function seeingActions(app: App): readonly JsonAction[] {
  return [
    {
      id: "origin",
      label: "Where from?",
      icon: "connect",
      key: "f",
      isShown: ({ place }) => place !== null && app.debug.active.peek(),
      run: ({ path, preview, place }) => {
        if (place !== null) void originOf(app).ask(path, preview, place);
      },
    },
    {
      id: "watch",
      label: "Add to watch",
      icon: "add",
      key: "w",
      isShown: ({ expression }) => expression !== null,
      run: ({ expression }) => {
        if (expression === null) return;
        watchesOf(app).add(expression);
        app.announce(`${expression} is watched`);
        app.notify({ kind: "success", title: `Watching ${expression}` });
      },
    },
  ];
}

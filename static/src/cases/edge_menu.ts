/** In the menu of a transition that no test takes: make a test that does. */

import type { EdgeMenu } from "../canvas/node_menu";
import { transitionKey, transitionOfPoint } from "../model/coverage";
import { edgeId } from "../model/document";
import type { App } from "../model/store";
import { suiteOf } from "./suite";

export function gapMenu(app: App): EdgeMenu {
  return (id) => {
    const suite = suiteOf(app);
    const edge = app.analysed.peek().graph?.edges.find((each) => edgeId(each) === id);
    if (!suite.shown.peek() || edge === undefined) return [];
    const key = transitionKey(edge.source, edge.kind, edge.index);
    const gap = suite.coverage.peek().gaps.find((point) => transitionOfPoint(point) === key);
    if (gap === undefined) return [];
    return [
      {
        items: [
          {
            id: "make-test",
            label: "Make a test for it",
            detail: `No test comes by: ${gap.title}`,
            icon: "add",
            disabled: suite.filling.peek() !== null,
            run: () => void suite.fill(gap),
          },
        ],
      },
    ];
  };
}

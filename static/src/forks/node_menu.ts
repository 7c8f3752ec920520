/** In the menu of a state on the canvas: do it again, by a fork from where it was entered last. */

import type { NodeMenu } from "../canvas/node_menu";
import type { Debugger } from "../debugger/debugger";
import type { EventView } from "../protocol/messages";
import { restartFrom } from "./actions";

export function forkMenu(dbg: Debugger): NodeMenu {
  return (path) => {
    const { debug } = dbg.app;
    if (debug.execution.peek() === null || !dbg.canSeek.peek()) return [];
    const thread = debug.session.peek()?.thread ?? null;
    const entry = lastEntry(debug.events.peek(), debug.cursor.peek(), path, thread);
    if (entry === undefined) return [];
    return [
      {
        items: [
          {
            id: "restart-from",
            label: "Restart frame",
            detail: `A fork from event ${entry.sequence}, where the state was entered`,
            icon: "restart",
            run: () => void restartFrom(dbg, entry),
          },
        ],
      },
    ];
  };
}

/** The last entry of the state up to event `cursor`: of the focused flow if it was there, else of whichever. */
export function lastEntry(
  events: readonly EventView[],
  cursor: number,
  path: string,
  thread: string | null,
): EventView | undefined {
  const entries = events.slice(0, cursor).filter((event) => event.type === "StateEntered" && event.path === path);
  return entries.findLast((event) => event.thread === thread) ?? entries.at(-1);
}

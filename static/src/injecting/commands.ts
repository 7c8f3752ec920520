/** Answering a Task by hand from the menu of its state and from the command palette. */

import type { NodeMenu } from "../canvas/node_menu";
import type { Debugger } from "../debugger/debugger";
import type { Command } from "../shell/slots";
import type { AnswerKind } from "./answer_draft";
import { answerable } from "./answerable";

interface Row {
  readonly id: string;
  readonly label: string;
  readonly kind: AnswerKind;
}

const ROWS: readonly Row[] = [
  { id: "answer", label: "Answer by hand…", kind: "returns" },
  { id: "skip", label: "Skip with result…", kind: "returns" },
  { id: "throw", label: "Throw an error…", kind: "throws" },
  { id: "time-out", label: "Time out…", kind: "timeout" },
];

/** The items for a Task that can be answered now, or whose call is to come. */
export function answerMenu(dbg: Debugger): NodeMenu {
  return (path) => {
    if (answerable(dbg, path) === null) return [];
    const items = ROWS.filter(({ id }) => id !== (isWaiting(dbg, path) ? "skip" : "answer"));
    return [{ items: items.map(({ id, label, kind }) => ({ id, label, run: () => open(dbg, path, kind) })) }];
  };
}

export function answerCommands(dbg: Debugger): readonly Command[] {
  const selected = () => dbg.app.selectedPath.value;
  return ROWS.filter(({ id }) => id !== "skip").map(
    ({ id, label, kind }): Command => ({
      id: `run.${id}`,
      title: `${label.replace("…", "")} (Task)…`,
      group: "Run",
      enabled: () => {
        const path = selected();
        return path !== null && answerable(dbg, path) !== null;
      },
      run: () => {
        const path = selected();
        if (path !== null) open(dbg, path, kind);
      },
    }),
  );
}

function isWaiting(dbg: Debugger, path: string): boolean {
  return answerable(dbg, path)?.isWaiting === true;
}

function open(dbg: Debugger, path: string, kind: AnswerKind): void {
  dbg.app.select(path);
  dbg.app.view.open.right.value = true;
  dbg.app.view.phoneTab.value = "data";
  dbg.answerAsked.value = { path, kind };
}

/** The commands of the debugger with their keys (none is ever left to the browser, which would reload on F5). */

import type { Command } from "../shell/slots";
import {
  act,
  askToStart,
  begin,
  type Control,
  chooseTarget,
  goToNextTimer,
  isEnabled,
  startOrContinue,
  toggleRunning,
} from "./actions";
import type { Debugger } from "./debugger";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly keys?: readonly string[];
  readonly run: (dbg: Debugger) => unknown;
}

const ROWS: readonly Row[] = [
  { id: "run.continue", title: "Start or continue", keys: ["F5", "Mod+\\"], run: startOrContinue },
  {
    id: "run.start",
    title: "Run without debugging",
    keys: ["Mod+F5"],
    run: (dbg) => begin(dbg, { debug: false }),
  },
  { id: "run.input", title: "Start with input…", run: (dbg) => askToStart(dbg, { debug: true }) },
  {
    id: "run.start-paused",
    title: "Start paused",
    run: (dbg) => begin(dbg, { debug: true, pauseAtStart: true }),
  },
  { id: "run.pause", title: "Pause", keys: ["F6"], run: (dbg) => act(dbg, "pause") },
  { id: "run.toggle", title: "Pause or continue", keys: ["F8"], run: toggleRunning },
  { id: "run.stop", title: "Stop execution", keys: ["Shift+F5"], run: (dbg) => act(dbg, "stop") },
  { id: "run.restart", title: "Restart", keys: ["Mod+Shift+F5"], run: (dbg) => act(dbg, "restart") },
  { id: "run.over", title: "Step over", keys: ["F10", "Alt+F10", "Mod+'"], run: (dbg) => act(dbg, "over") },
  { id: "run.into", title: "Step into", keys: ["F11", "Alt+F11", "Mod+;"], run: (dbg) => act(dbg, "into") },
  { id: "run.into-which", title: "Step into iteration…", keys: ["Mod+F11"], run: chooseTarget },
  { id: "run.out", title: "Step out", keys: ["Shift+F11", "Mod+Shift+;"], run: (dbg) => act(dbg, "out") },
  { id: "run.next-timer", title: "Jump to the next timer of the virtual clock", keys: ["Alt+."], run: goToNextTimer },
  { id: "run.back", title: "Step back", keys: ["Alt+["], run: (dbg) => act(dbg, "back") },
  {
    id: "run.reverse",
    title: "Back to the previous breakpoint",
    keys: ["Alt+Shift+["],
    run: (dbg) => act(dbg, "reverse"),
  },
  { id: "run.forward", title: "Step forward in the record", keys: ["Alt+]"], run: (dbg) => act(dbg, "forward") },
];

export function debuggerCommands(dbg: Debugger): readonly Command[] {
  return [
    ...ROWS.map(({ run, ...row }): Command => ({ ...row, group: "Run", run: () => void run(dbg) })),
    single("run.back-short", "Step back", "[", "back"),
    single("run.forward-short", "Step forward in the record", "]", "forward"),
    iteration("run.iteration-next", "Next iteration", "Alt+ArrowDown", 1),
    iteration("run.iteration-previous", "Previous iteration", "Alt+ArrowUp", -1),
    {
      id: "run.close",
      title: "Close the execution",
      group: "Run",
      enabled: (app) => app.debug.active.value,
      run: () => dbg.close(),
    },
  ];

  /** A key without a modifier: only while an execution is open, and not while typing. */
  function single(id: string, title: string, key: string, control: Control): Command {
    return {
      id,
      title,
      group: "Run",
      keys: [key],
      unlessEditing: true,
      enabled: () => isEnabled(dbg, control),
      run: () => void act(dbg, control),
    };
  }

  function iteration(id: string, title: string, key: string, by: 1 | -1): Command {
    return {
      id,
      title,
      group: "Run",
      keys: [key],
      unlessEditing: true,
      enabled: (app) => app.debug.active.value,
      run: () => dbg.stepIteration(by),
    };
  }
}

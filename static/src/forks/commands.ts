/** The commands on forks. They have no keys: each makes something that stays. */

import type { Debugger } from "../debugger/debugger";
import type { Command } from "../shell/slots";
import { canUseDefinition, forkHere, restartFrame, useDefinition } from "./actions";

export function forkCommands(dbg: Debugger): readonly Command[] {
  const standing = () => dbg.canSeek.value;
  return [
    { id: "run.fork", title: "Fork here", group: "Run", enabled: standing, run: () => void forkHere(dbg) },
    {
      id: "run.restart-frame",
      title: "Restart frame",
      group: "Run",
      enabled: standing,
      run: () => void restartFrame(dbg),
    },
    {
      id: "run.use-definition",
      title: "Use the changed definition",
      group: "Run",
      enabled: () => canUseDefinition(dbg),
      run: () => void useDefinition(dbg),
    },
  ];
}

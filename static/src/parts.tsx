/** What fills the shell's slots. */

import { debuggerCommands } from "./debugger/commands";
import { ConsentDialog } from "./debugger/consent_dialog";
import type { Debugger } from "./debugger/debugger";
import { RunControls } from "./debugger/run_controls";
import { StartDialog } from "./debugger/start_dialog";
import { HISTORY_TABS } from "./history/tabs";
import { ShareButton } from "./share/share_button";
import type { Slots } from "./shell/slots";
import { CodePane } from "./text/code_pane";

export function makeParts(dbg: Debugger): Slots {
  return {
    textPane: CodePane,
    runControls: RunControls,
    background: [StartDialog, ConsentDialog],
    commands: debuggerCommands(dbg),
    // Events (with the scrubber), Executions and Mocks are made in history/.
    bottomTabs: HISTORY_TABS,
    shareButton: ShareButton,
  };
}

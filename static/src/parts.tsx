/** What fills the shell's slots. */

import { ShareButton } from "./share/share_button";
import type { Slots } from "./shell/slots";
import { CodePane } from "./text/code_pane";

export const PARTS: Slots = { textPane: CodePane, shareButton: ShareButton };

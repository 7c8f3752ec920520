/** What fills the shell's slots. */

import type { Slots } from "./shell/slots";
import { CodePane } from "./text/code_pane";

export const PARTS: Slots = { textPane: CodePane };

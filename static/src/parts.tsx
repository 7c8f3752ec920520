/** What fills the shell's slots. */

import type { Slots } from "./shell/slots";
import { PlainText } from "./ui/plain_text";

export const PARTS: Slots = { textPane: PlainText };

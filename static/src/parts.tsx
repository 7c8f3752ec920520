/** What fills the shell's slots. */

import { ShareButton } from "./share/share_button";
import type { Slots } from "./shell/slots";
import { PlainText } from "./ui/plain_text";

export const PARTS: Slots = { textPane: PlainText, shareButton: ShareButton };

/** What the left column shows while one debugs. */

import type { DebugSection } from "../shell/slots";
import { CallStack, Threads } from "./call_stack";

export const DEBUG_SECTIONS: readonly DebugSection[] = [
  { id: "stack", title: "Call stack", view: CallStack },
  { id: "threads", title: "Threads", view: Threads },
];

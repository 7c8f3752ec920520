/** What the left column shows while one debugs. */

import { WatchSection } from "../seeing/watch_section";
import type { DebugSection } from "../shell/slots";
import { CallStack, Threads } from "./call_stack";

export const DEBUG_SECTIONS: readonly DebugSection[] = [
  { id: "stack", title: "Call stack", view: CallStack },
  { id: "threads", title: "Threads", view: Threads },
  { id: "watch", title: "Watch", view: WatchSection },
];

/** What the left column shows while one debugs. */

import { WatchSection } from "../seeing/watch_section";
import type { DebugSection } from "../shell/slots";
import { BreakpointsSection } from "./breakpoints/breakpoints_section";
import { CallStack } from "./call_stack";
import { Threads } from "./threads";

export const DEBUG_SECTIONS: readonly DebugSection[] = [
  { id: "breakpoints", title: "Breakpoints", view: BreakpointsSection },
  { id: "stack", title: "Call stack", view: CallStack },
  { id: "threads", title: "Threads", view: Threads },
  { id: "watch", title: "Watch", view: WatchSection },
];

/** The tabs of the step details beside Data: each is shown only for states that it has something to say of. */

import type { ComponentType } from "preact";
import { isRetryShown, RetryTab } from "../why/retry_tab";
import { isWhyShown, WhyTab } from "../why/why_tab";
import type { Debugger } from "./debugger";

export interface DetailTab {
  readonly id: string;
  readonly label: string;
  readonly view: ComponentType<{ readonly path: string }>;
  readonly isShown: (dbg: Debugger, path: string) => boolean;
}

export const DETAIL_TABS: readonly DetailTab[] = [
  { id: "why", label: "Why", view: WhyTab, isShown: isWhyShown },
  { id: "retry", label: "Retry", view: RetryTab, isShown: isRetryShown },
];

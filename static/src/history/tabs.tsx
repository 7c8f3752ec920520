/** The bottom panel's tabs on what happened: Events with the scrubber, earlier Executions, and Mocks. */

import type { BottomTab } from "../shell/slots";

export const HISTORY_TABS: readonly BottomTab[] = [];

/** The bottom panel's tabs on what happened: Events with the scrubber, earlier Executions, and Mocks. */

import { computed } from "@preact/signals";
import type { App } from "../model/store";
import type { BottomTab } from "../shell/slots";
import { EventsTab } from "./events_tab";
import { ExecutionsTab } from "./executions_tab";
import { MocksTab } from "./mocks_tab";

const mockCounts = new WeakMap<App, ReturnType<typeof countMocks>>();

export const HISTORY_TABS: readonly BottomTab[] = [
  { id: "events", label: "Events", view: EventsTab },
  { id: "executions", label: "Executions", view: ExecutionsTab },
  { id: "mocks", label: "Mocks", view: MocksTab, count: mockCount },
];

function mockCount(app: App) {
  const count = mockCounts.get(app) ?? countMocks(app);
  mockCounts.set(app, count);
  return count;
}

function countMocks(app: App) {
  return computed(() => Object.keys(app.beside.mocks.value).length);
}

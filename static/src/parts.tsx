/** What fills the shell's slots. */

import { computed } from "@preact/signals";
import { AskCard } from "./debugger/ask_card";
import { debuggerCommands } from "./debugger/commands";
import { ConsentDialog } from "./debugger/consent_dialog";
import type { Debugger } from "./debugger/debugger";
import { EventsTab } from "./debugger/events_tab";
import { ExecutionsTab } from "./debugger/executions_tab";
import { MockSection } from "./debugger/mock_section";
import { MocksTab } from "./debugger/mocks_tab";
import { PhoneBar, PhoneData, PhoneTimeline } from "./debugger/phone_parts";
import { RunControls } from "./debugger/run_controls";
import { StartDialog } from "./debugger/start_dialog";
import { StatusItems } from "./debugger/status_items";
import { StepDetails } from "./debugger/step_details";
import { TargetDialog } from "./debugger/target_dialog";
import type { Slots } from "./shell/slots";
import { CodePane } from "./text/code_pane";

export function makeParts(dbg: Debugger): Slots {
  const { app } = dbg;
  const eventCount = computed(() => app.debug.events.value.length);
  const executionCount = computed(() => dbg.executions.value.length);
  const mockCount = computed(() => Object.keys(app.mocks.value).length);
  return {
    textPane: CodePane,
    runControls: RunControls,
    stepDetails: StepDetails,
    mockSection: MockSection,
    bottomTabs: [
      { id: "events", label: "Events", view: EventsTab, count: () => eventCount },
      { id: "executions", label: "Executions", view: ExecutionsTab, count: () => executionCount },
      { id: "mocks", label: "Mocks", view: MocksTab, count: () => mockCount },
    ],
    statusItems: [StatusItems],
    background: [StartDialog, ConsentDialog, TargetDialog, AskCard],
    phoneData: PhoneData,
    phoneTimeline: PhoneTimeline,
    phoneBar: PhoneBar,
    commands: debuggerCommands(dbg),
  };
}

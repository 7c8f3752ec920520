/** What fills the shell's slots. */

import { DRAWING_COMMANDS } from "./canvas/drawing_commands";
import { TEST_COMMANDS, TEST_DIALOGS, TESTS_TAB } from "./cases/parts";
import { makeCommandPalette } from "./command_palette/command_palette";
import { CompareTab } from "./compare/compare_tab";
import { openComparison } from "./compare/comparing";
import { CONVERT_DIALOG, ConvertDialog } from "./converting/convert_dialog";
import { LanguageSection } from "./converting/language_section";
import { BreakpointDialog } from "./debugger/breakpoints/breakpoint_dialog";
import { breakpointCommands } from "./debugger/breakpoints/commands";
import { debuggerCommands } from "./debugger/commands";
import { ConsentDialog } from "./debugger/consent_dialog";
import { DEBUG_SECTIONS } from "./debugger/debug_sections";
import type { Debugger } from "./debugger/debugger";
import { MockSection } from "./debugger/mock_section";
import { PhoneBar, PhoneData, PhoneTimeline } from "./debugger/phone_parts";
import { RunControls } from "./debugger/run_controls";
import { StartDialog } from "./debugger/start_dialog";
import { StatusItems } from "./debugger/status_items";
import { StepDetails } from "./debugger/step_details";
import { TargetDialog } from "./debugger/target_dialog";
import { FIND_COMMANDS } from "./find/commands";
import { forkCommands } from "./forks/commands";
import { DefinitionBanner } from "./forks/definition_banner";
import { RerunDialog } from "./forks/rerun_dialog";
import { EventsOpening } from "./history/opening";
import { HISTORY_TABS } from "./history/tabs";
import { answerCommands } from "./injecting/commands";
import { IterationsTab } from "./iterations/iterations_tab";
import { InsertDialog } from "./palette/insert_dialog";
import { ConsoleTab } from "./seeing/console_tab";
import { OriginCard } from "./seeing/origin_card";
import { ShapesFollower } from "./shapes/edge_shape";
import { ShareButton } from "./share/share_button";
import { ShareDialog } from "./share/share_dialog";
import { openDialog } from "./shell/commands";
import type { BottomTab, Command, Slots } from "./shell/slots";
import { SourceNotice } from "./sources/source_notice";
import { CodePane } from "./text/code_pane";
import { TimelineTab } from "./timeline/timeline_tab";
import { ApartNotice } from "./together/apart_notice";
import { PeopleButton } from "./together/people_button";
import { PEOPLE_COMMAND, PeopleDialog } from "./together/people_dialog";
import { FieldNotes } from "./trying/field_notes";
import { TrySection } from "./trying/try_section";
import { VersionsDialog } from "./versions/versions_dialog";

/** The order of the bottom panel's tabs, after Problems. */
const TAB_ORDER = ["events", "timeline", "iterations", "console", "tests", "compare", "executions", "mocks"];

const BOTTOM_TABS: readonly BottomTab[] = [
  ...HISTORY_TABS,
  { id: "timeline", label: "Timeline", view: TimelineTab },
  { id: "iterations", label: "Iterations", view: IterationsTab },
  { id: "compare", label: "Compare", view: CompareTab },
  { id: "console", label: "Console", view: ConsoleTab },
  TESTS_TAB,
].toSorted((left, right) => TAB_ORDER.indexOf(left.id) - TAB_ORDER.indexOf(right.id));

export function makeParts(dbg: Debugger): Slots {
  const commands: readonly Command[] = [
    ...debuggerCommands(dbg),
    ...forkCommands(dbg),
    ...answerCommands(dbg),
    ...breakpointCommands(dbg),
    ...TEST_COMMANDS,
    ...compareCommands(dbg),
    ...FIND_COMMANDS,
    ...DRAWING_COMMANDS,
    ...WINDOW_COMMANDS,
  ];
  return {
    textPane: CodePane,
    runControls: RunControls,
    commandPalette: makeCommandPalette(commands),
    shareButton: ShareButton,
    peopleButton: PeopleButton,
    stepDetails: StepDetails,
    mockSection: MockSection,
    trySection: TrySection,
    languageSection: LanguageSection,
    fieldNotes: FieldNotes,
    debugSections: DEBUG_SECTIONS,
    bottomTabs: BOTTOM_TABS,
    statusItems: [StatusItems],
    background: [
      BreakpointDialog,
      StartDialog,
      ConsentDialog,
      TargetDialog,
      ShareDialog,
      VersionsDialog,
      ConvertDialog,
      ...TEST_DIALOGS,
      SourceNotice,
      ApartNotice,
      PeopleDialog,
      InsertDialog,
      EventsOpening,
      DefinitionBanner,
      RerunDialog,
      OriginCard,
      ShapesFollower,
    ],
    phoneData: PhoneData,
    phoneTimeline: PhoneTimeline,
    phoneBar: PhoneBar,
    commands,
  };
}

function compareCommands(dbg: Debugger): readonly Command[] {
  return [
    {
      id: "view.compare",
      title: "Compare two executions",
      group: "View",
      enabled: (app) => app.document.value !== null,
      run: () => openComparison(dbg),
    },
  ];
}

const WINDOW_COMMANDS: readonly Command[] = [
  PEOPLE_COMMAND,
  {
    id: "file.versions",
    title: "Versions and what has changed…",
    group: "File",
    enabled: (app) => app.document.value !== null,
    run: (app) => openDialog(app, "versions"),
  },
  {
    id: "file.convert",
    title: "Convert to JSON or YAML…",
    group: "File",
    enabled: (app) => app.document.value !== null,
    run: (app) => openDialog(app, CONVERT_DIALOG),
  },
  {
    id: "view.commands",
    title: "Commands and states…",
    group: "View",
    keys: ["Mod+K", "Mod+Shift+P", "F1"],
    run: (app) => openDialog(app, "commands"),
  },
  {
    id: "file.share",
    title: "Share…",
    group: "File",
    keys: ["Mod+Shift+S"],
    enabled: (app) => app.document.value !== null,
    run: (app) => openDialog(app, "share"),
  },
];

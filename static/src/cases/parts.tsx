/** What the tests add to the window: a tab, two dialogs, commands. */

import { openDialog } from "../shell/commands";
import type { BottomTab, Command } from "../shell/slots";
import { CaseDialog } from "./case_dialog";
import { EMPTY_CASE } from "./case_words";
import { canRecord, RECORD_DIALOG, RecordDialog } from "./record_dialog";
import { suiteOf } from "./suite";
import { TestsTab } from "./tests_tab";

export const TESTS_TAB: BottomTab = {
  id: "tests",
  label: "Tests",
  view: TestsTab,
  count: (app) => suiteOf(app).count,
};

export const TEST_DIALOGS = [CaseDialog, RecordDialog];

export const TEST_COMMANDS: readonly Command[] = [
  {
    id: "tests.run",
    title: "Run all tests",
    group: "Run",
    enabled: (app) => suiteOf(app).count.value > 0,
    run: (app) => {
      app.view.bottomTab.value = "tests";
      app.view.open.bottom.value = true;
      void suiteOf(app).runAll();
    },
  },
  {
    id: "tests.add",
    title: "Add a test…",
    group: "Run",
    enabled: (app) => app.document.value !== null,
    run: (app) => {
      suiteOf(app).draft.value = { replaces: null, case: EMPTY_CASE, note: "" };
    },
  },
  {
    id: "tests.record",
    title: "Save the execution as a test…",
    group: "Run",
    enabled: canRecord,
    run: (app) => openDialog(app, RECORD_DIALOG),
  },
  {
    id: "tests.coverage",
    title: "Show on the graph what the tests cover",
    group: "View",
    enabled: (app) => suiteOf(app).count.value > 0,
    run: (app) => {
      const { shown } = suiteOf(app);
      shown.value = !shown.peek();
    },
  },
];

/** The open execution as a test: added to the tests, or downloaded as mocks or as a pytest file. */

import { useEffect, useState } from "preact/hooks";
import type { App } from "../model/store";
import type { RecordedCase } from "../protocol/messages";
import { download } from "../shell/files";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { suiteOf } from "./suite";

export const RECORD_DIALOG = "record-test";

/** Whether the open execution has ended, so that it can be a test. */
export function canRecord(app: App): boolean {
  const execution = app.debug.execution.value;
  return execution !== null && execution.status !== "RUNNING";
}

export function RecordDialog() {
  const app = useApp();
  const execution = app.debug.execution.value;
  if (app.view.dialog.value !== RECORD_DIALOG || execution === null) return null;
  return <Form key={execution.id} id={execution.id} name={execution.name} />;
}

function Form({ id, name }: { readonly id: string; readonly name: string }) {
  const app = useApp();
  const suite = suiteOf(app);
  const [recorded, setRecorded] = useState<RecordedCase | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const close = () => {
    app.view.dialog.value = null;
  };
  useEffect(() => {
    app.pending.track(app.backend.recordAsCase(id, `run ${name.slice(0, 8)}`)).then(setRecorded, (error: unknown) => {
      setRefused(error instanceof Error ? error.message : String(error));
    });
  }, [app, id, name]);
  return (
    <Dialog
      title="Save the execution as a test"
      description="What its Tasks were answered becomes mocks; how it ended and its path are what is expected."
      testId="record-dialog"
      onClose={close}
    >
      {refused !== null && (
        <p class="field-error" role="alert">
          <Icon name="error" size={14} /> {refused}
        </p>
      )}
      {recorded !== null && recorded.note !== "" && (
        <p class="tests-note" role="status">
          <Icon name="warning" size={14} /> {recorded.note}
        </p>
      )}
      {recorded === null && refused === null && <p class="nothing">Reading what it recorded…</p>}
      {recorded !== null && <pre class="tests-recorded">{recorded.case.expect}</pre>}
      <div class="tests-record-actions">
        <Button
          look="primary"
          icon="add"
          data-testid="record-add"
          disabled={recorded === null}
          onClick={() => {
            if (recorded === null) return;
            close();
            app.view.bottomTab.value = "tests";
            app.view.open.bottom.value = true;
            suite.draft.value = { replaces: null, case: recorded.case, note: recorded.note };
          }}
        >
          Add to the tests…
        </Button>
        <Button
          look="outline"
          icon="download"
          data-testid="record-mocks"
          disabled={recorded === null}
          onClick={() => recorded !== null && download(recorded.mock_config.file_name, recorded.mock_config.text)}
        >
          MockConfigFile.json
        </Button>
        <Button
          look="outline"
          icon="download"
          data-testid="record-pytest"
          disabled={recorded === null}
          onClick={() => recorded !== null && download(recorded.pytest.file_name, recorded.pytest.text)}
        >
          pytest
        </Button>
      </div>
    </Dialog>
  );
}

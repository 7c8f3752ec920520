/** In the status bar, after a gesture: how many lines it has written; press it to see them, or take it back. */

import { useState } from "preact/hooks";
import { changeWords } from "../model/text_change";
import { DiffView } from "../text/diff_view";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";

export function TextChangeItem() {
  const app = useApp();
  const [open, setOpen] = useState(false);
  const change = app.editing.lastEdit.value;
  if (change === null) return null;
  const undo = () => {
    setOpen(false);
    app.undo();
  };
  return (
    <>
      <button type="button" class="status-item" data-testid="text-change" onClick={() => setOpen(true)}>
        <Icon name="edit" size={13} /> {changeWords(change)}
      </button>
      {open && (
        <Dialog
          title={changeWords(change)}
          description="What the last gesture has written into the text."
          width="large"
          testId="text-change-dialog"
          onClose={() => setOpen(false)}
        >
          <DiffView
            before={change.before}
            after={change.after}
            format={app.analysed.value.analysis?.format ?? "json"}
            label="The text after the last gesture"
          />
          <div class="form-buttons">
            <Button look="outline" icon="undo" data-testid="text-change-undo" onClick={undo}>
              Undo
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

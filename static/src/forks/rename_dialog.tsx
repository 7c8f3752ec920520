/** Another name for a fork. */

import { useState } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { ForkRow } from "../protocol/messages";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

export function RenameDialog({ row, onClose }: { readonly row: ForkRow; readonly onClose: () => void }) {
  const dbg = useDebugger();
  const [name, setName] = useState(row.name);
  const [refused, setRefused] = useState<string | null>(null);
  const rename = async () => {
    const answer = name.trim() === row.name ? null : await dbg.forks.rename(row, name);
    setRefused(answer);
    if (answer === null) onClose();
  };
  return (
    <Dialog title={`Rename ${row.name}`} width="small" testId="rename-fork-dialog" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <div class="field">
          <label class="field-label" for="fork-name">
            Name
          </label>
          <input
            id="fork-name"
            class="input"
            data-autofocus
            data-testid="fork-name"
            maxLength={60}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        {refused !== null && (
          <p class="field-error" role="alert">
            {refused}
          </p>
        )}
        <div class="dialog-actions">
          <Button look="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" disabled={name.trim() === ""} data-testid="fork-rename">
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

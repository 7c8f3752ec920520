/** Asks before an execution or a fork is deleted: nothing brings it back. */

import { useState } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { deletionWords } from "./fork_words";

export interface Doomed {
  readonly id: string;
  readonly name: string;
  /** How many lines go with it, because they left it. */
  readonly forks: number;
}

export function DeleteDialog({ doomed, onClose }: { readonly doomed: Doomed; readonly onClose: () => void }) {
  const dbg = useDebugger();
  const [refused, setRefused] = useState<string | null>(null);
  const remove = async () => {
    const answer = await dbg.forks.remove(doomed.id, doomed.name);
    setRefused(answer);
    if (answer === null) onClose();
  };
  return (
    <Dialog title={`Delete ${doomed.name}?`} width="small" testId="delete-execution-dialog" onClose={onClose}>
      <p class="dialog-text">{deletionWords(doomed.forks)}</p>
      {refused !== null && (
        <p class="field-error" role="alert">
          {refused}
        </p>
      )}
      <div class="dialog-actions">
        <Button look="outline" data-autofocus onClick={onClose}>
          Keep it
        </Button>
        <Button look="danger" data-testid="delete-execution" onClick={() => void remove()}>
          Delete
        </Button>
      </div>
    </Dialog>
  );
}

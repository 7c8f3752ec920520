/** The question whether the code of the opened folder may run on this machine. */

import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useDebugger } from "./context";

export function ConsentDialog() {
  const question = useDebugger().consentQuestion.value;
  if (question === null) return null;
  return (
    <Dialog
      title="Run this folder's code?"
      description="This folder's code will run on your machine, with your rights, in a process of its own."
      width="small"
      testId="consent-dialog"
      onClose={() => question.answer(null)}
    >
      <p class="consent-folder">{question.folder}</p>
      <p class="field-hint">
        “Never” leaves its functions alone: each Task then asks for a mock. The answer is kept for this folder.
      </p>
      <div class="dialog-actions">
        <Button look="outline" data-testid="consent-never" onClick={() => question.answer(false)}>
          Never
        </Button>
        <Button look="primary" data-autofocus data-testid="consent-allow" onClick={() => question.answer(true)}>
          Allow
        </Button>
      </div>
    </Dialog>
  );
}

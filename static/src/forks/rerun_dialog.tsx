/** A fork would run a handler that ran before it: asked once for each fork, since the handler may have effects. */

import { useDebugger } from "../debugger/context";
import type { RerunRequest } from "../protocol/messages";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

export function RerunDialog() {
  const dbg = useDebugger();
  const { putAside } = dbg.forks;
  const ask = dbg.asks.value.find(({ rerun }) => rerun !== null);
  const rerun = ask?.rerun ?? null;
  if (ask === undefined || rerun === null || dbg.consentQuestion.value !== null || putAside.value === ask.scheduled) {
    return null;
  }
  const choose = (choice: RerunRequest["choice"]) => void dbg.forks.chooseRerun(choice);
  const fork = dbg.app.debug.execution.value?.fork_name ?? "this fork";
  return (
    <Dialog
      title="Run it again?"
      description={ask.reason}
      width="small"
      testId="rerun-dialog"
      onClose={() => (putAside.value = ask.scheduled)}
    >
      <p class="field-hint">
        The answer holds for everything in {fork} whose handler ran before. Handlers that have not run yet, and mocks,
        are not asked about.
      </p>
      <div class="rerun-choices">
        <Button
          look={rerun.has_result ? "primary" : "outline"}
          disabled={!rerun.has_result}
          data-autofocus={rerun.has_result || undefined}
          data-testid="rerun-recorded"
          onClick={() => choose("recorded")}
        >
          <span aria-hidden="true">◎</span> Use the recorded result
        </Button>
        <p class="field-hint">
          {rerun.has_result
            ? "Where the same task was given the same parameters; else you are asked."
            : "There is none: the task was not given these parameters before."}
        </p>
        <Button
          look={rerun.has_result ? "outline" : "primary"}
          data-autofocus={!rerun.has_result || undefined}
          data-testid="rerun-run"
          onClick={() => choose("run")}
        >
          Run again
        </Button>
        <p class="field-hint">Its effects, if it has any, happen once more.</p>
        <Button look="outline" data-testid="rerun-answer" onClick={() => choose("answer")}>
          Answer by hand
        </Button>
      </div>
    </Dialog>
  );
}

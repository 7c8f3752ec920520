/** Over the canvas, where the same lines were changed here and elsewhere, apart from each other: which shall stand? */

import { useState } from "preact/hooks";
import { DiffView } from "../text/diff_view";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";

export function ApartNotice() {
  const app = useApp();
  const sync = app.keeping.text;
  const [comparing, setComparing] = useState(false);
  const conflict = sync.conflict.value;
  if (conflict === null) return null;
  const settle = (how: () => Promise<void>) => {
    setComparing(false);
    void how();
  };
  const choices = (
    <>
      <Button look="outline" data-testid="apart-keep" onClick={() => settle(() => sync.keepMine())}>
        Keep mine
      </Button>
      <Button look="outline" data-testid="apart-take" onClick={() => settle(() => sync.takeTheirs())}>
        Take the other
      </Button>
    </>
  );
  return (
    <>
      <section class="source-notice" role="alert" aria-label="Two texts" data-testid="apart-notice">
        <Icon name="warning" />
        <span class="source-words">The same lines were changed here and elsewhere while they were apart.</span>
        <Button look="outline" data-testid="apart-compare" onClick={() => setComparing(true)}>
          Compare
        </Button>
        {choices}
      </section>
      {comparing && (
        <Dialog
          title="The text elsewhere, and here"
          description="What is elsewhere is struck out where the text here has something else."
          width="huge"
          testId="apart-dialog"
          onClose={() => setComparing(false)}
        >
          <DiffView
            before={conflict.theirs.text}
            after={app.text.text()}
            format={app.analysed.value.analysis?.format ?? "json"}
            label="The text here, and what is elsewhere in its place"
          />
          <div class="form-buttons">{choices}</div>
        </Dialog>
      )}
    </>
  );
}

/** Over the canvas, where the file on disk and the document cannot be brought together by themselves: what to do? */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { SourceView } from "../protocol/messages";
import { DiffView } from "../text/diff_view";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { SourceWatch } from "./source_watch";

const ASKED: ReadonlySet<SourceView["state"]> = new Set(["changed", "missing", "unreadable"]);

export function SourceNotice() {
  const app = useApp();
  const watch = useMemo(() => new SourceWatch(app), [app]);
  const [comparing, setComparing] = useState(false);
  useEffect(() => watch.start(), [watch]);
  const view = watch.view.value;
  const document = app.document.value;
  if (document === null || view === null || !ASKED.has(view.state)) return null;
  const isThere = view.state === "changed";
  const resolve = (how: "take" | "keep") => {
    setComparing(false);
    void watch.resolve(how);
  };
  return (
    <>
      <section class="source-notice" role="alert" aria-label="The file on disk" data-testid="source-notice">
        <Icon name="warning" />
        <span class="source-words">
          {isThere
            ? `${document.fileName} was changed on disk and here, in the same lines.`
            : view.state === "missing"
              ? `${document.fileName} is no longer on disk.`
              : `${document.fileName} cannot be read from disk: ${view.problem}.`}
        </span>
        {isThere && (
          <Button look="outline" data-testid="source-compare" onClick={() => setComparing(true)}>
            Compare
          </Button>
        )}
        <Button look="outline" data-testid="source-keep" onClick={() => resolve("keep")}>
          {isThere ? "Keep mine" : view.state === "missing" ? "Write it anew" : "Write over it"}
        </Button>
        {isThere && (
          <Button look="outline" data-testid="source-take" onClick={() => resolve("take")}>
            Take the file's
          </Button>
        )}
      </section>
      {comparing && view.text !== null && (
        <Dialog
          title={`${document.fileName} on disk, and here`}
          description="What is on disk is struck out where the text here has something else."
          width="huge"
          testId="source-dialog"
          onClose={() => setComparing(false)}
        >
          <DiffView
            before={view.text}
            after={app.text.text()}
            format={app.analysed.value.analysis?.format ?? "json"}
            label="The text here, and what the file has in its place"
          />
          <div class="form-buttons">
            <Button look="outline" onClick={() => resolve("take")}>
              Take the file's
            </Button>
            <Button look="primary" onClick={() => resolve("keep")}>
              Keep mine
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

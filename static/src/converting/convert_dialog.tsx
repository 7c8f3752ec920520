/** The whole text in the other format, JSON or YAML: shown with what would be lost, then opened as a document of its own. */

import { useEffect, useState } from "preact/hooks";
import type { App } from "../model/store";
import type { ConvertResponse, NewDocument } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";

export const CONVERT_DIALOG = "convert";

type Outcome =
  | { readonly kind: "converted"; readonly text: ConvertResponse }
  | { readonly kind: "refused"; readonly reason: string };

/** The format that the text of the open document can be converted to. */
export function otherFormat(app: App): "json" | "yaml" {
  return app.analysed.value.analysis?.format === "yaml" ? "json" : "yaml";
}

export function ConvertDialog() {
  const app = useApp();
  if (app.view.dialog.value !== CONVERT_DIALOG || app.document.value === null) return null;
  return <Conversion fileName={app.document.value.fileName} machine={app.document.value.machine} />;
}

/** Open a document that says the same as the present one, with the same input, breakpoints, mocks and placeholders. */
async function openBeside(app: App, request: NewDocument): Promise<void> {
  const before = app.document.peek();
  const [input, breakpoints, mocks] = [app.beside.input.peek(), app.beside.breakpoints.peek(), app.beside.mocks.peek()];
  await app.newDocument(request);
  if (before === null || app.document.peek()?.id === before.id) return;
  app.beside.setInput(input);
  app.beside.setBreakpoints(breakpoints);
  for (const [path, mock] of Object.entries(mocks)) app.beside.setMock(path, mock);
  for (const [name, value] of Object.entries(before.values)) await app.documents.setPlaceholder(name, value);
}

interface ConversionProps {
  readonly fileName: string;
  readonly machine: string;
}

function Conversion({ fileName, machine }: ConversionProps) {
  const app = useApp();
  // Kept while the dialog is open, whatever is drawn under it.
  const [to] = useState(() => otherFormat(app));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    const asking = app.backend.convert({ text: app.text.text(), file_name: fileName, to }).then(
      (text) => setOutcome({ kind: "converted", text }),
      (error) => setOutcome({ kind: "refused", reason: error instanceof Error ? error.message : String(error) }),
    );
    void app.pending.track(asking);
  }, [app, fileName, to]);
  const close = () => {
    app.view.dialog.value = null;
  };
  const open = (converted: ConvertResponse) => {
    close();
    const { text, format, file_name: name } = converted;
    void openBeside(app, { text, format, machine, ...(name === null ? {} : { file_name: name }) });
  };
  const converted = outcome?.kind === "converted" ? outcome.text : null;
  return (
    <Dialog
      title={`Convert to ${to.toUpperCase()}`}
      description="The result opens as a new document; this one stays as it is."
      width="large"
      testId="convert-dialog"
      onClose={close}
    >
      <div class="convert">
        {outcome?.kind === "refused" && (
          <p class="convert-note" data-kind="refused" role="alert" data-testid="convert-refusal">
            <Icon name="error" size={14} /> {outcome.reason}
          </p>
        )}
        {converted !== null && (
          <>
            {converted.notes.map((note) => (
              <p class="convert-note" data-kind="warning" data-testid="convert-note" key={note}>
                <Icon name="warning" size={14} /> {note}
              </p>
            ))}
            {converted.comments_lost === 0 && (
              <p class="convert-note" data-kind="fine">
                <Icon name="check" size={14} /> No comment is lost.
              </p>
            )}
          </>
        )}
        <figure class="convert-preview">
          <figcaption>{converted?.file_name ?? " "}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys */}
          <pre tabIndex={0} data-testid="convert-preview">
            {converted?.text ?? ""}
          </pre>
        </figure>
        <div class="dialog-actions">
          <Button look="outline" onClick={close}>
            Cancel
          </Button>
          <Button
            look="primary"
            data-autofocus
            data-testid="convert-go"
            aria-disabled={converted === null}
            onClick={() => converted !== null && open(converted)}
          >
            Open as a new document
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

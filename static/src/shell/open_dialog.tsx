/** Open something: a file, a pasted text, an example, a machine of the served folder, an earlier document. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { DocumentRow, ExampleRow, FolderMachine, FolderView } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { openFile } from "./files";

interface Choices {
  readonly documents: readonly DocumentRow[];
  readonly examples: readonly ExampleRow[];
  readonly folder: FolderView | null;
}

export function OpenDialog() {
  const app = useApp();
  const [choices, setChoices] = useState<Choices>({ documents: [], examples: [], folder: null });
  const close = () => {
    app.view.dialog.value = null;
  };
  useEffect(() => {
    const load = Promise.all([app.backend.documents(), app.backend.examples(), app.backend.folder()]);
    void app.pending.track(
      load.then(
        ([documents, examples, folder]) => setChoices({ documents, examples, folder }),
        (error) => app.fail("Could not list what there is to open", error),
      ),
    );
  }, []);
  const choose = (open: Promise<void>) => {
    close();
    void open;
  };
  return (
    <Dialog title="Open" width="large" testId="open-dialog" onClose={close}>
      <FromElsewhere onOpen={choose} />
      <div class="open-lists">
        {choices.folder !== null && <FolderList folder={choices.folder} onOpen={choose} />}
        <section class="open-list">
          <h3 class="open-heading">Examples</h3>
          {choices.examples.map((example) => (
            <OpenRow
              key={example.id}
              title={example.title}
              detail={example.summary}
              testId={`open-example:${example.id}`}
              onOpen={() => choose(app.newDocument({ example: example.id }))}
            />
          ))}
        </section>
        {choices.documents.length > 0 && (
          <section class="open-list">
            <h3 class="open-heading">Recent</h3>
            {choices.documents.map((row) => (
              <OpenRow
                key={row.id}
                title={row.title}
                detail={`${row.file_name} · ${when(row.updated_ms)}`}
                testId={`open-document:${row.id}`}
                onOpen={() => choose(app.openDocument(row.id))}
              />
            ))}
          </section>
        )}
      </div>
    </Dialog>
  );
}

function FromElsewhere({ onOpen }: { readonly onOpen: (open: Promise<void>) => void }) {
  const app = useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState("");
  if (pasting) {
    return (
      <div class="open-paste">
        <textarea
          class="textarea is-code"
          rows={8}
          aria-label="State machine text"
          placeholder="Amazon States Language as JSON or YAML, or a serverless.yml"
          data-testid="open-paste-text"
          value={text}
          ref={(area) => area?.focus()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="open-paste-actions">
          <Button onClick={() => setPasting(false)}>Back</Button>
          <Button
            look="primary"
            disabled={text.trim() === ""}
            data-testid="open-paste-go"
            onClick={() =>
              onOpen(
                app.newDocument({ text, file_name: /^\s*[{[]/.test(text) ? "pasted.asl.json" : "pasted.asl.yaml" }),
              )
            }
          >
            Open
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div class="open-elsewhere">
      <input
        ref={picker}
        type="file"
        class="visually-hidden"
        tabindex={-1}
        aria-label="File"
        accept=".json,.yaml,.yml,.asl,text/*"
        data-testid="open-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onOpen(openFile(app, file));
        }}
      />
      <Button look="outline" icon="upload" data-autofocus onClick={() => picker.current?.click()}>
        Choose a file…
      </Button>
      <Button look="outline" icon="copy" data-testid="open-paste" onClick={() => setPasting(true)}>
        Paste text…
      </Button>
      <Button look="outline" icon="add" data-testid="open-empty" onClick={() => onOpen(app.newDocument({ text: "" }))}>
        Empty canvas
      </Button>
      <span class="open-hint">or drop a file anywhere on the window</span>
    </div>
  );
}

interface FolderListProps {
  readonly folder: FolderView;
  readonly onOpen: (open: Promise<void>) => void;
}

function FolderList({ folder, onOpen }: FolderListProps) {
  const app = useApp();
  const open = (machine: FolderMachine) =>
    onOpen(app.newDocument({ folder_file: machine.file, machine: machine.pointer }));
  return (
    <section class="open-list">
      <h3 class="open-heading">
        <Icon name="folder" size={14} /> {folder.path}
      </h3>
      {folder.machines.length === 0 && <p class="open-empty">No state machine was found in this folder.</p>}
      {folder.machines.map((machine) => (
        <OpenRow
          key={`${machine.file}${machine.pointer}`}
          title={machine.name}
          detail={machine.problem ?? `${machine.file} · ${machine.states} ${machine.states === 1 ? "state" : "states"}`}
          bad={machine.problem !== null}
          testId={`open-folder:${machine.file}:${machine.name}`}
          onOpen={() => open(machine)}
        />
      ))}
    </section>
  );
}

interface OpenRowProps {
  readonly title: string;
  readonly detail: string;
  readonly bad?: boolean;
  readonly testId: string;
  readonly onOpen: () => void;
}

function OpenRow({ title, detail, bad = false, testId, onOpen }: OpenRowProps) {
  return (
    <button type="button" class="open-row" data-testid={testId} onClick={onOpen}>
      <Icon name={bad ? "warning" : "file"} />
      <span class="open-row-text">
        <span class="open-row-title">{title}</span>
        <span class={bad ? "open-row-detail is-bad" : "open-row-detail"}>{detail}</span>
      </span>
    </button>
  );
}

function when(ms: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(ms);
}

/** The document's title, and under it what can be done with the document. */

import { useState } from "preact/hooks";
import { CONVERT_DIALOG, otherFormat } from "../converting/convert_dialog";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Menu, type MenuGroup } from "../ui/menu";
import { openDialog } from "./commands";
import { download } from "./files";

export function TitleMenu() {
  const app = useApp();
  const document = app.document.value;
  const [renaming, setRenaming] = useState(false);
  const machines = app.analysed.value.analysis?.machines ?? [];
  if (renaming && document !== null) {
    return <TitleInput title={document.title} onDone={() => setRenaming(false)} />;
  }
  const groups: readonly MenuGroup[] = [
    {
      items: [
        { id: "new", label: "New", icon: "add", run: () => void app.newDocument({ text: "" }) },
        { id: "open", label: "Open…", icon: "folder", keys: "Mod+O", run: () => openDialog(app, "open") },
        { id: "rename", label: "Rename…", icon: "edit", disabled: document === null, run: () => setRenaming(true) },
        {
          id: "versions",
          label: "Versions…",
          icon: "clock",
          disabled: document === null,
          run: () => openDialog(app, "versions"),
        },
        {
          id: "convert",
          label: `Convert to ${otherFormat(app).toUpperCase()}…`,
          icon: "swap",
          disabled: document === null,
          run: () => openDialog(app, CONVERT_DIALOG),
        },
        {
          id: "download",
          label: "Download",
          icon: "download",
          disabled: document === null,
          run: () => download(document?.fileName ?? "untitled.asl.json", app.text.text()),
        },
      ],
    },
    {
      heading: "State machines in this file",
      items:
        machines.length < 2
          ? []
          : machines.map((machine) => ({
              id: `machine:${machine.pointer}`,
              label: machine.name,
              checked: machine.pointer === document?.machine,
              run: () => void app.documents.chooseMachine(machine.pointer),
            })),
    },
  ];
  const machine = machines.length > 1 ? machines.find(({ pointer }) => pointer === document?.machine) : undefined;
  return (
    <Menu label="Document" groups={groups} testId="document-menu">
      <button type="button" class="title-button" data-testid="document-title">
        <span class="title-text">{document?.title ?? "Statewalk"}</span>
        {machine !== undefined && <span class="title-machine">{machine.name}</span>}
        <Icon name="chevronDown" size={14} />
      </button>
    </Menu>
  );
}

function TitleInput({ title, onDone }: { readonly title: string; readonly onDone: () => void }) {
  const app = useApp();
  return (
    <input
      class="input title-input"
      aria-label="Title"
      data-testid="document-title-input"
      value={title}
      ref={(input) => input?.select()}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") onDone();
      }}
      onBlur={(event) => {
        app.documents.setTitle(event.currentTarget.value);
        onDone();
      }}
    />
  );
}

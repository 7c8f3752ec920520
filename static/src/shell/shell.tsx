/** The window: header, columns, bottom panel, status bar; on a phone one thing at a time. */

import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Boot } from "../boot";
import type { App } from "../model/store";
import { AppContext } from "../ui/context";
import { PHONE, useMedia } from "../ui/media";
import { Toaster } from "../ui/toaster";
import { SHELL_COMMANDS } from "./commands";
import { DropFiles } from "./drop_files";
import { listenForKeys } from "./keys";
import { KeysDialog } from "./keys_dialog";
import { OpenDialog } from "./open_dialog";
import { Phone } from "./phone";
import type { Slots } from "./slots";
import { makeTextHost, TextContent, TextHost } from "./text_place";
import { useTheme } from "./theme";
import { Workbench } from "./workbench";

export interface ShellProps {
  readonly app: App;
  readonly boot: Boot;
  readonly slots: Slots;
}

export function Shell({ app, slots }: ShellProps) {
  const host = useMemo(makeTextHost, []);
  const commands = useMemo(() => [...SHELL_COMMANDS, ...(slots.commands ?? [])], [slots]);
  const phone = useMedia(PHONE);
  useEffect(() => listenForKeys(app, commands), [app, commands]);
  useTheme(app);
  useTitle(app);
  return (
    <AppContext.Provider value={app}>
      <TextHost.Provider value={host}>
        <TextContent host={host} pane={slots.textPane} />
        {phone ? <Phone slots={slots} /> : <Workbench slots={slots} />}
        {app.view.dialog.value === "open" && <OpenDialog />}
        {app.view.dialog.value === "keys" && <KeysDialog commands={commands} />}
        {(slots.background ?? []).map((Part, index) => (
          <Part key={index} />
        ))}
        <DropFiles />
        <Toaster />
        <div class="visually-hidden" role="status" aria-live="polite" data-testid="live">
          {app.announcement.value}
        </div>
      </TextHost.Provider>
    </AppContext.Provider>
  );
}

function useTitle(app: App): void {
  useSignalEffect(() => {
    const title = app.document.value?.title;
    document.title = title === undefined ? "Statewalk" : `${title} · Statewalk`;
  });
}

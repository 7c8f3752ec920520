/** The top bar: document, view mode, run controls, share, theme. */

import type { Saving } from "../model/saver";
import type { App } from "../model/store";
import type { ViewMode } from "../model/view";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { LogoMark } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import { switchTheme } from "./commands";
import type { Slots } from "./slots";
import { TitleMenu } from "./title_menu";

const MODES: readonly { readonly value: ViewMode; readonly label: string }[] = [
  { value: "design", label: "Design" },
  { value: "split", label: "Split" },
  { value: "code", label: "Code" },
];

const SAVING_WORDS: Readonly<Record<Exclude<Saving, "offline">, string>> = {
  saved: "Saved",
  unsaved: "Unsaved",
  saving: "Saving…",
  conflict: "Changed elsewhere",
  failed: "Not saved",
};

export function Header({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const {
    runControls: RunControls,
    commandPalette: CommandPalette,
    shareButton: ShareButton,
    peopleButton: People,
  } = slots;
  return (
    <header class="header" data-debugging={app.debug.active.value || undefined}>
      <div class="header-start">
        <LogoMark />
        <h1 class="header-title">
          <TitleMenu />
        </h1>
        <SavingState />
      </div>
      <div class="header-middle">
        <Segmented
          label="View"
          testId="view"
          value={app.view.mode.value}
          segments={MODES}
          onChange={(mode) => {
            app.view.mode.value = mode;
          }}
        />
        {RunControls !== undefined && (
          <div class="header-run">
            <RunControls />
          </div>
        )}
      </div>
      <div class="header-end">
        {CommandPalette !== undefined && <CommandPalette />}
        {People !== undefined && <People />}
        <ThemeToggle />
        {ShareButton !== undefined && <ShareButton />}
      </div>
    </header>
  );
}

export function SavingState() {
  const app = useApp();
  const saving = app.saving.value;
  return (
    <span class={`saving saving-${saving}`} data-testid="saving" data-saving={saving} role="status">
      <span class="saving-dot" aria-hidden="true" />
      <span class="saving-words">{saving === "offline" ? offlineWords(app) : SAVING_WORDS[saving]}</span>
    </span>
  );
}

function offlineWords({ keeping }: App): string {
  const count = Math.max(1, keeping.text.unsent.value);
  const where = keeping.text.isKept.value ? "kept here" : "in this window only";
  return `Offline: ${count} ${count === 1 ? "change" : "changes"} ${where}`;
}

export function ThemeToggle() {
  const app = useApp();
  void app.view.theme.value;
  const dark =
    app.view.theme.value === "system"
      ? matchMedia("(prefers-color-scheme: dark)").matches
      : app.view.theme.value === "dark";
  return (
    <IconButton
      icon={dark ? "sun" : "moon"}
      label={dark ? "Switch to light" : "Switch to dark"}
      data-testid="theme"
      onClick={() => switchTheme(app)}
    />
  );
}

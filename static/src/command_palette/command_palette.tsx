/** Everything by name: commands and states, found by typing. */

import { useMemo } from "preact/hooks";
import { SHELL_COMMANDS } from "../shell/commands";
import type { Command } from "../shell/slots";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Keys } from "../ui/keys";
import { type Entry, SearchDialog } from "./search_dialog";

export function makeCommandPalette(commands: readonly Command[]) {
  const all = [...SHELL_COMMANDS, ...commands.filter(({ keys }) => keys?.[0]?.length !== 1)];
  return function CommandPalette() {
    const app = useApp();
    return (
      <>
        <Button
          class="palette-button"
          icon="search"
          aria-label="Search commands and states"
          data-testid="command-palette-open"
          onClick={() => {
            app.view.dialog.value = "commands";
          }}
        >
          <Keys keys="Mod+K" />
        </Button>
        {app.view.dialog.value === "commands" && <PaletteDialog commands={all} />}
      </>
    );
  };
}

function PaletteDialog({ commands }: { readonly commands: readonly Command[] }) {
  const app = useApp();
  const states = app.analysed.value.states;
  const entries = useMemo<readonly Entry[]>(
    () => [
      ...commands
        .filter((command) => command.enabled?.(app) !== false)
        .map(
          (command): Entry => ({
            id: command.id,
            title: command.title,
            note: command.group,
            keys: command.keys?.[0],
            run: () => command.run(app),
          }),
        ),
      ...states.map(
        (state): Entry => ({
          id: `state:${state.path}`,
          title: state.name,
          note: state.path === state.name ? state.type : state.path,
          type: state.type,
          run: () => app.select(state.path),
        }),
      ),
    ],
    [commands, states, app],
  );
  return (
    <SearchDialog
      title="Commands and states"
      label="Search commands and states"
      placeholder="Type a command or the name of a state"
      entries={entries}
      testId="command-palette"
      entryTestId="command"
      onClose={() => {
        app.view.dialog.value = null;
      }}
    />
  );
}

/** Everything by name: commands and states, found by typing. */

import { useMemo, useRef, useState } from "preact/hooks";
import { SHELL_COMMANDS } from "../shell/commands";
import type { Command } from "../shell/slots";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { Keys } from "../ui/keys";
import { TypeTile } from "../ui/type_tile";
import { find } from "./search";

const MOST_SHOWN = 60;

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly type?: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

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
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
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
  const found = find(entries, (entry) => entry.title, typed).slice(0, MOST_SHOWN);
  const close = () => {
    app.view.dialog.value = null;
  };
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    close();
    requestAnimationFrame(entry.run);
  };
  const move = (to: number) => {
    const next = (to + found.length) % Math.max(1, found.length);
    setAt(next);
    requestAnimationFrame(() => list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <Dialog title="Commands and states" testId="command-palette" onClose={close}>
      <input
        class="input palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${at}` : undefined}
        aria-label="Search commands and states"
        placeholder="Type a command or the name of a state"
        data-testid="command-palette-input"
        data-autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(at + 1);
          else if (event.key === "ArrowUp") move(at - 1);
          else if (event.key === "Enter") choose(found[at]);
          else return;
          event.preventDefault();
        }}
      />
      <div class="palette-list" id="palette-list" role="listbox" aria-label="Found" ref={list}>
        {found.map((entry, index) => (
          <button
            type="button"
            key={entry.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            data-active={index === at || undefined}
            data-testid={`command:${entry.id}`}
            class="palette-row"
            tabIndex={-1}
            onClick={() => choose(entry)}
          >
            {entry.type === undefined ? <Icon name="chevronRight" /> : <TypeTile type={entry.type} size={20} />}
            <span class="palette-title">{entry.title}</span>
            <span class="palette-note">{entry.note}</span>
            {entry.keys !== undefined && <Keys keys={entry.keys} />}
          </button>
        ))}
        {found.length === 0 && <p class="nothing">Nothing of that name</p>}
      </div>
    </Dialog>
  );
}

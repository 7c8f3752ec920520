/** The line of history that is shown, and a menu with all of them as a tree. */

import { useSignal } from "@preact/signals";
import { openComparison } from "../compare/comparing";
import { useDebugger } from "../debugger/context";
import { EXECUTION_GLYPHS } from "../debugger/words";
import type { ForkRow } from "../protocol/messages";
import { Icon } from "../ui/icons";
import { Menu, type MenuGroup, type MenuItem } from "../ui/menu";
import { forkHere, restartFrame } from "./actions";
import { DeleteDialog, type Doomed } from "./delete_dialog";
import { branches, countForks, definitionWords, kindWord, madeWords } from "./fork_words";
import { RenameDialog } from "./rename_dialog";

export interface ForkSwitcherProps {
  readonly testId: string;
  readonly placement?: "top-start" | "bottom-end";
}

export function ForkSwitcher({ testId, placement = "top-start" }: ForkSwitcherProps) {
  const dbg = useDebugger();
  const renaming = useSignal<ForkRow | null>(null);
  const doomed = useSignal<Doomed | null>(null);
  const execution = dbg.app.debug.execution.value;
  if (execution === null) return null;
  const forks = dbg.forks.tree.value?.forks ?? [];
  const open = dbg.forks.current.value;
  const name = open?.name ?? execution.fork_name;
  const word = open === null ? "" : kindWord(open.kind);
  return (
    <>
      <Menu label="Lines of this history" groups={groups()} placement={placement} testId="fork-menu">
        <button
          type="button"
          class="fork-switcher"
          data-testid={testId}
          aria-label={`Fork ${name}${word === "" ? "" : `, ${word}`}: show another line`}
          title="Lines of this history"
        >
          <Icon name="branch" size={14} />
          <span class="fork-switcher-name">{name}</span>
          {forks.length > 1 && <span class="count">{forks.length}</span>}
          <Icon name="chevronDown" size={12} />
        </button>
      </Menu>
      {renaming.value !== null && <RenameDialog row={renaming.value} onClose={() => (renaming.value = null)} />}
      {doomed.value !== null && <DeleteDialog doomed={doomed.value} onClose={() => (doomed.value = null)} />}
    </>
  );

  function groups(): readonly MenuGroup[] {
    const lines = branches(forks, ({ parent }) => parent).map(({ row, lead }) => line(row, lead));
    return [{ heading: "Lines of this history", items: lines }, { items: moves() }];
  }

  function line(row: ForkRow, lead: string): MenuItem {
    const status = row.id === execution?.id ? (dbg.over.value ? execution.status : row.status) : row.status;
    const shown = status === "RUNNING" ? "PAUSED" : status;
    const made = row.kind === "definition" ? definitionWords(row) : madeWords(row);
    return {
      id: row.id,
      label: row.name,
      lead,
      detail: `${EXECUTION_GLYPHS[shown] ?? ""} ${shown} · ${made}`,
      checked: row.id === execution?.id,
      testId: `fork:${row.name}`,
      run: () => void dbg.forks.show(row),
    };
  }

  function moves(): readonly MenuItem[] {
    const standing = dbg.canSeek.value;
    return [
      { id: "fork-here", label: "Fork here", icon: "branch", disabled: !standing, run: () => void forkHere(dbg) },
      {
        id: "restart-frame",
        label: "Restart frame",
        detail: "A fork from where the state was entered",
        icon: "restart",
        disabled: !standing,
        run: () => void restartFrame(dbg),
      },
      ...(open === null || open.kind === "main"
        ? []
        : [
            {
              id: "compare-fork",
              label: `Compare with ${forks.find(({ id }) => id === open.parent)?.name ?? "what it left"}`,
              icon: "split",
              disabled: open.parent === null,
              run: () => openComparison(dbg, open.parent === null ? null : { left: open.parent, right: open.id }),
            } as const,
            {
              id: "rename-fork",
              label: `Rename ${open.name}…`,
              icon: "edit",
              run: () => (renaming.value = open),
            } as const,
            {
              id: "delete-fork",
              label: `Delete ${open.name}…`,
              icon: "trash",
              run: () => (doomed.value = { id: open.id, name: open.name, forks: countForks(open.id, forks) }),
            } as const,
          ]),
    ];
  }
}

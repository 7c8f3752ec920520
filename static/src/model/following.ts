/** Where states and entries are after a gesture that gives them other paths, so that what belongs to them goes along. Pure. */

import type { Breakpoint, EditCommand, Mock } from "../protocol/messages";
import { isInside } from "./paths";

export interface Moves {
  /** The path of a state afterwards; null where it is gone. */
  readonly path: (path: string) => string | null;
  /** The index of a rule or a catcher of `source` afterwards; null where it is gone. */
  readonly index: (source: string, edge: string, index: number) => number | null;
}

const STAYS: Moves = { path: (path) => path, index: (_source, _edge, index) => index };
const EDGES: Readonly<Record<string, string>> = { rule: "choice", catcher: "catch" };

/** What the command has moved; `select` is the state that the server names. Null where all keep their paths. */
export function movesOf(command: EditCommand, select: string | null): Moves | null {
  if (command.kind === "rename_state") {
    return select === null ? null : { ...STAYS, path: (path) => under(path, command.path, select) ?? path };
  }
  const shift = shiftOf(command);
  if (shift === null || !("entry" in command)) return null;
  const { entry, path: owner } = command;
  if (entry === "branch") return { ...STAYS, path: (path) => branchMoved(path, owner, shift) };
  return {
    ...STAYS,
    index: (source, edge, index) => (source === owner && edge === EDGES[entry] ? shift(index) : index),
  };
}

/** Return the breakpoints as they are after the moves, those of what is gone left out. */
export function breakpointsAfter(all: readonly Breakpoint[], moves: Moves): readonly Breakpoint[] {
  return all.flatMap((each) => {
    const path = moves.path(each.path);
    if (path === null) return [];
    const index = each.index === null ? null : moves.index(path, each.edge, each.index);
    if (each.index !== null && index === null) return [];
    // An id that says the place says the new one.
    const named = each.path !== "" && each.id.startsWith(each.path) ? path + each.id.slice(each.path.length) : each.id;
    const id = index === each.index ? named : named.replace(`->${each.edge}#${each.index}`, `->${each.edge}#${index}`);
    return [{ ...each, id, path, index, target: moves.path(each.target) ?? "" }];
  });
}

/** Return the mocks as they are after the moves, those of states that are gone left out. */
export function mocksAfter(mocks: Readonly<Record<string, Mock>>, moves: Moves): Readonly<Record<string, Mock>> {
  return Object.fromEntries(
    Object.entries(mocks).flatMap(([path, mock]) => {
      const after = moves.path(path);
      return after === null ? [] : [[after, mock] as const];
    }),
  );
}

/** Where an entry of the list that the command changes is afterwards. */
function shiftOf(command: EditCommand): ((index: number) => number | null) | null {
  switch (command.kind) {
    case "move_entry": {
      const { index: from, to } = command;
      return (at) => {
        if (at === from) return to;
        if (from < at && at <= to) return at - 1;
        return to <= at && at < from ? at + 1 : at;
      };
    }
    case "remove_entry":
      return (at) => (at === command.index ? null : at > command.index ? at - 1 : at);
    case "add_entry": {
      const { index } = command;
      return typeof index === "number" ? (at) => (at >= index ? at + 1 : at) : null;
    }
    default:
      return null;
  }
}

function branchMoved(path: string, owner: string, shift: (index: number) => number | null): string | null {
  if (owner === "" || !isInside(path, owner)) return path;
  const [branch = "", ...rest] = path.slice(owner.length + 1).split("/");
  const after = shift(Number(branch));
  return after === null ? null : [owner, after, ...rest].join("/");
}

function under(path: string, before: string, after: string): string | null {
  return path === before || isInside(path, before) ? after + path.slice(before.length) : null;
}

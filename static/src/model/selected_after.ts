/** What is selected after an edit: what it made, unless a person has gone on to something else meanwhile. Pure. */

import type { EditCommand, Moves } from "../protocol/messages";
import { pathAfter } from "./following";
import type { Selection } from "./selection";

/** Edits that a field or a button of a state's form asks for: the form may be left before they are answered. */
const OF_A_FORM: ReadonlySet<EditCommand["kind"]> = new Set([
  "set_field",
  "rename_state",
  "change_type",
  "set_processor",
  "add_entry",
  "remove_entry",
  "move_entry",
]);

/**
 * The state to select; null to leave the selection alone. `made` is the one that the server names, `now` the one that is selected as the answer comes, and
 * `moves` say where its path leads afterwards.
 */
export function selectedAfter(
  command: EditCommand,
  made: string | null,
  now: Selection | null,
  moves: Moves,
): string | null {
  if (made === null) return null;
  if (now === null) return OF_A_FORM.has(command.kind) ? null : made;
  if (now.kind === "edge") return OF_A_FORM.has(command.kind) || command.kind === "connect" ? null : made;
  if (!OF_A_FORM.has(command.kind) || ("path" in command && now.path === command.path)) return made;
  return pathAfter(moves, now.path);
}
